package eigendrift.experiment;

import eigendrift.config.ProbeConfig;
import eigendrift.experiment.HessianProbe.EigenvectorMeasured;
import eigendrift.experiment.HessianProbe.Event;
import eigendrift.experiment.HessianProbe.Pair;
import eigendrift.experiment.HessianProbe.SpectrumMeasured;
import eigendrift.experiment.NullModel.NullSampled;
import eigendrift.experiment.Tracker.VectorMeasured;
import eigendrift.linalg.Blas;
import eigendrift.linalg.Blocks;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.Which;
import eigendrift.linalg.Workers;
import eigendrift.network.Curvature;
import eigendrift.spectrum.Eigenpair;
import eigendrift.spectrum.Spectrum;
import eigendrift.spectrum.SpectrumRequest;
import eigendrift.spectrum.SpectrumSolver;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a probe and a null model compute: the leading eigenpairs of the configured curvature at given weights. */
record Measurement(Plan plan, Workers workers) {

    /**
     * Measures at a checkpoint.
     *
     * @param sequenceNumber of the checkpoint's event
     * @param previous eigenvectors of the last spectrum, to start from; may be empty
     * @return the vectors, then the spectrum
     */
    List<Event> at(Checkpoint checkpoint, long sequenceNumber, List<double[]> previous, RandomGenerator random) {
        Curvature curvature = curvature(checkpoint.parameters());
        Spectrum spectrum = spectrum(curvature, plan.measuredPairs(), previous, random);
        double[] gradient = curvature.gradient();
        int n = gradient.length;
        List<Event> events = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        for (Eigenpair pair : spectrum.pairs()) {
            events.add(new EigenvectorMeasured(checkpoint.step(), pairs.size() + 1, pair.vector()));
            pairs.add(new Pair(
                    pair.value(),
                    pair.residual(),
                    pair.gap(),
                    pair.angleBound(),
                    Blas.dot(n, pair.vector(), 0, gradient, 0)));
        }
        events.add(new SpectrumMeasured(
                checkpoint.step(),
                sequenceNumber,
                pairs,
                spectrum.products(),
                spectrum.converged(),
                curvature.loss(),
                Blas.norm(n, gradient, 0)));
        return events;
    }

    /** Measures the reported vectors at the weights of a null model's draw, without a start to build on. */
    NullSampled ofNull(NullModel.Draw draw, double[] parameters, RandomGenerator random) {
        int k = plan.config().probe().eigenpairs();
        Spectrum spectrum = spectrum(curvature(parameters), k, List.of(), random);
        Blocks blocks = plan.architecture().blocks();
        List<VectorMeasured> vectors = new ArrayList<>();
        for (Eigenpair pair : spectrum.pairs()) {
            vectors.add(VectorMeasured.of(vectors.size() + 1, pair.value(), pair.vector(), blocks));
        }
        return new NullSampled(draw, vectors, spectrum.products());
    }

    private Curvature curvature(double[] parameters) {
        return Curvature.at(
                plan.architecture(),
                plan.config().loss(),
                plan.curvatureSamples(),
                parameters,
                plan.config().probe().precision(),
                workers);
    }

    private Spectrum spectrum(Curvature curvature, int pairs, List<double[]> previous, RandomGenerator random) {
        ProbeConfig probe = plan.config().probe();
        LinearOperator operator =
                switch (probe.operator()) {
                    case HESSIAN -> curvature.hessian();
                    case GAUSS_NEWTON -> curvature.gaussNewton();
                };
        SpectrumRequest request =
                new SpectrumRequest(pairs, Which.valueOf(probe.which().name()), probe.tolerance());
        return SpectrumSolver.measure(operator, request, previous, random);
    }
}
