package eigendrift.experiment;

import eigendrift.config.ProbeConfig;
import eigendrift.dynamics.Localization;
import eigendrift.experiment.HessianProbe.EigenvectorMeasured;
import eigendrift.experiment.HessianProbe.Event;
import eigendrift.experiment.HessianProbe.Pair;
import eigendrift.experiment.HessianProbe.ProbeFailed;
import eigendrift.experiment.HessianProbe.SpectrumMeasured;
import eigendrift.experiment.NullModel.NullSampled;
import eigendrift.experiment.Tracker.VectorMeasured;
import eigendrift.linalg.Blas;
import eigendrift.linalg.Blocks;
import eigendrift.linalg.DiagonallyScaled;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.PrincipalBlock;
import eigendrift.linalg.Streams;
import eigendrift.linalg.Which;
import eigendrift.linalg.Workers;
import eigendrift.network.Curvature;
import eigendrift.spectrum.Eigenpair;
import eigendrift.spectrum.Spectrum;
import eigendrift.spectrum.SpectrumRequest;
import eigendrift.spectrum.SpectrumSolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a probe and a null model compute: the leading eigenpairs of the configured curvature at given weights. */
record Measurement(Plan plan, Workers workers) {

    /**
     * Measures at a checkpoint of {@code run}. Each measurement takes its own random stream, whatever was measured before.
     *
     * @param sequenceNumber of the checkpoint's event
     * @param previous eigenvectors of the last spectrum, to start from; may be empty
     * @return what was asked for beyond eigenpairs, then the vectors, then the spectrum
     */
    List<Event> at(Checkpoint checkpoint, long sequenceNumber, List<double[]> previous, Run run) {
        OptimizerView view = new OptimizerView(plan, run, checkpoint);
        Optional<double[]> scale = isPreconditioned() ? view.scale() : Optional.empty();
        if (isPreconditioned() && scale.isEmpty()) {
            String reason = run.optimizer().name() + " has no preconditioner"
                    + (checkpoint.step() == 0 ? " before its first update" : "");
            return List.of(new ProbeFailed(checkpoint.step(), sequenceNumber, reason));
        }
        Curvature curvature = curvature(checkpoint.parameters());
        PrincipalBlock operator = operator(curvature, scale);
        Streams streams = run.streams();
        RandomGenerator start = streams.stream("probe-start", checkpoint.step());
        Spectrum spectrum = spectrum(operator, plan.measuredPairs(), previous, start);
        double[] gradient = curvature.gradient();
        scale.ifPresent(diagonal -> multiply(gradient, diagonal));
        int n = gradient.length;
        List<Event> events =
                new ArrayList<>(new Estimation(plan.config().probe(), operator, streams).at(checkpoint.step()));
        view.stability(spectrum).ifPresent(events::add);
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

    private boolean isPreconditioned() {
        return plan.config().probe().operator() == ProbeConfig.Operator.PRECONDITIONED;
    }

    private static void multiply(double[] x, double[] diagonal) {
        for (int i = 0; i < x.length; i++) {
            x[i] *= diagonal[i];
        }
    }

    /** Measures the reported vectors at the weights of a null model's draw, without a start to build on. */
    NullSampled ofNull(NullModel.Draw draw, double[] parameters, RandomGenerator random) {
        int k = plan.config().probe().eigenpairs();
        Spectrum spectrum = spectrum(operator(curvature(parameters), Optional.empty()), k, List.of(), random);
        Blocks blocks = plan.architecture().blocks();
        List<VectorMeasured> vectors = new ArrayList<>();
        for (Eigenpair pair : spectrum.pairs()) {
            Localization localization = Localization.of(pair.vector(), blocks);
            vectors.add(VectorMeasured.of(vectors.size() + 1, pair.value(), localization));
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
                workers,
                plan.config().probe().memory());
    }

    /**
     * The configured matrix, or its block of the configured layer.
     *
     * @param scale the diagonal of P^{-1/2}, where that is asked for
     */
    private PrincipalBlock operator(Curvature curvature, Optional<double[]> scale) {
        ProbeConfig probe = plan.config().probe();
        LinearOperator whole =
                switch (probe.operator()) {
                    case HESSIAN -> curvature.hessian();
                    case GAUSS_NEWTON -> curvature.gaussNewton();
                    case PRECONDITIONED -> new DiagonallyScaled(curvature.hessian(), scale.orElseThrow());
                };
        int from = probe.layer().isPresent()
                ? plan.architecture().blocks().layerOffset(probe.layer().getAsInt())
                : 0;
        return new PrincipalBlock(whole, from, plan.measuredSize());
    }

    /** Vectors, those to start from and those that come out, have all n coordinates. */
    private Spectrum spectrum(PrincipalBlock operator, int pairs, List<double[]> previous, RandomGenerator random) {
        ProbeConfig probe = plan.config().probe();
        SpectrumRequest request =
                new SpectrumRequest(pairs, Which.valueOf(probe.which().name()), probe.tolerance());
        List<double[]> start = previous.stream().map(operator::restrict).toList();
        Spectrum spectrum = SpectrumSolver.measure(operator, request, start, random);
        List<Eigenpair> embedded = spectrum.pairs().stream()
                .map(pair -> new Eigenpair(
                        pair.value(), operator.embed(pair.vector()), pair.residual(), pair.gap(), pair.angleBound()))
                .toList();
        return new Spectrum(embedded, spectrum.products(), spectrum.converged());
    }
}
