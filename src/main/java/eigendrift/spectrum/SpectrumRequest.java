package eigendrift.spectrum;

import eigendrift.linalg.*;

public record SpectrumRequest(int pairs, Which which, double tolerance) {}
