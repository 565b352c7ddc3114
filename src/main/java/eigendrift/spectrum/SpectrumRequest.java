package eigendrift.spectrum;

import eigendrift.linalg.Ranks;
import eigendrift.linalg.Which;

/**
 * Which eigenpairs to measure.
 *
 * @param pairs k, the number of leading pairs; n where that is smaller
 * @param buffer how many more beyond them, at each end that is looked at; they come after the k ({@link Ranks})
 * @param tolerance bound on ‖Hv − θv‖ / |θ₁|
 */
public record SpectrumRequest(int pairs, int buffer, Which which, double tolerance) {

    /** Without a buffer. */
    public SpectrumRequest(int pairs, Which which, double tolerance) {
        this(pairs, 0, which, tolerance);
    }

    Ranks ranks() {
        return new Ranks(which, pairs);
    }
}
