package eigendrift.experiment;

import eigendrift.config.ExperimentConfig;
import eigendrift.config.ProbeConfig;
import eigendrift.linalg.Blas;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.Workers;
import eigendrift.network.Curvature;
import eigendrift.spectrum.Eigenpair;
import eigendrift.spectrum.Spectrum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a probe computes: the leading eigenpairs of the configured curvature at given weights. */
record Measurement(Plan plan, Workers workers) {

    /** A spectrum and what is kept of the gradient. */
    record Result(Spectrum spectrum, double loss, double gradientNorm, List<Double> gradientCoefficients) {}
}
