package eigendrift.experiment.probing;

import eigendrift.config.ProbeConfig;
import eigendrift.data.Samples;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe.EigenvectorMeasured;
import eigendrift.experiment.probing.HessianProbe.Event;
import eigendrift.experiment.probing.HessianProbe.Pair;
import eigendrift.experiment.probing.HessianProbe.ProbeFailed;
import eigendrift.experiment.probing.HessianProbe.ProductChecked;
import eigendrift.experiment.probing.HessianProbe.SpectrumMeasured;
import eigendrift.experiment.training.Checkpoint;
import eigendrift.linalg.Blas;
import eigendrift.linalg.DiagonallyScaled;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.PrincipalBlock;
import eigendrift.linalg.Ranks;
import eigendrift.linalg.Workers;
import eigendrift.network.Curvature;
import eigendrift.random.Streams;
import eigendrift.spectrum.Eigenpair;
import eigendrift.spectrum.Spectrum;
import eigendrift.spectrum.SpectrumRequest;
import eigendrift.spectrum.SpectrumSolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The leading eigenpairs of the configured curvature at given weights, for the probe and for null models. */
public record SpectrumMeasurement(Plan plan, Workers workers) {

    /**
     * Measures at a checkpoint of {@code run}. Each measurement takes its own random stream, so its bits do not depend
     * on what was measured before.
     *
     * @param sequenceNumber of the checkpoint's event
     * @param previous eigenvectors of the last spectrum, to start from; may be empty
     * @return what was asked for beyond eigenpairs, then the vectors, then the spectrum
     */
    public List<Event> at(Checkpoint checkpoint, long sequenceNumber, List<double[]> previous, Run run) {
        PreconditionedOperator view = new PreconditionedOperator(plan, run, checkpoint);
        Optional<double[]> scale = isPreconditioned() ? view.scale() : Optional.empty();
        if (isPreconditioned() && scale.isEmpty()) {
            String reason = run.optimizer().name() + " has no preconditioner"
                    + (checkpoint.step() == 0 ? " before its first update" : "");
            return List.of(new ProbeFailed(checkpoint.step(), sequenceNumber, reason));
        }
        if (!previous.isEmpty() && previous.size() != plan.measuredPairs()) {
            String reason = "expected " + plan.measuredPairs() + " pairs in the spectra before this one, found "
                    + previous.size()
                    + ", measured by an earlier version.\nMaybe replay, which measures all of them again.";
            return List.of(new ProbeFailed(checkpoint.step(), sequenceNumber, reason));
        }
        Curvature curvature = curvature(plan.curvatureSamples(), checkpoint.parameters());
        PrincipalBlock operator = operator(curvature, scale);
        Streams streams = run.streams();
        RandomGenerator start = streams.stream("probe-start", checkpoint.step());
        List<double[]> restricted = previous.stream().map(operator::restrict).toList();
        Spectrum spectrum = spectrum(
                operator,
                plan.config().tracker().buffer(),
                plan.config().probe().tolerance(),
                restricted,
                start);
        double[] gradient = curvature.gradient();
        ProductChecked checked = new OperatorCheck(plan, checkpoint, workers)
                .of(operator, scale, gradient, spectrum, streams.stream("probe-check", checkpoint.step()));
        scale.ifPresent(diagonal -> multiply(gradient, diagonal));
        int n = gradient.length;
        List<Event> events =
                new ArrayList<>(new SpectralEstimates(plan.config().probe(), operator, streams).at(checkpoint.step()));
        view.stability(spectrum).ifPresent(events::add);
        events.add(checked);
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

    /** The reported eigenpairs of the configured curvature on other samples, from a random start. */
    public Spectrum leading(Samples samples, double[] parameters, double tolerance, RandomGenerator random) {
        return leading(operator(curvature(samples, parameters), Optional.empty()), tolerance, random);
    }

    /** As many eigenpairs as are reported, of any matrix of the measured size. */
    public Spectrum leading(LinearOperator matrix, double tolerance, RandomGenerator random) {
        return spectrum(matrix, 0, tolerance, List.of(), random);
    }

    /** The configured matrix at {@code parameters}. */
    public LinearOperator operator(double[] parameters) {
        return operator(curvature(plan.curvatureSamples(), parameters), Optional.empty());
    }

    private Curvature curvature(Samples samples, double[] parameters) {
        return Curvature.at(
                plan.architecture(),
                plan.config().loss(),
                samples,
                parameters,
                plan.config().probe().precision(),
                workers,
                plan.config().probe().memory());
    }

    /**
     * The configured matrix, or its diagonal block of the configured layer.
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
        return new PrincipalBlock(whole, plan.measuredOffset(), plan.measuredSize());
    }

    /** @return vectors of all n coordinates; those to start from have those of the operator */
    private Spectrum spectrum(
            LinearOperator operator, int buffer, double tolerance, List<double[]> start, RandomGenerator random) {
        Ranks ranks = plan.ranks();
        SpectrumRequest request = new SpectrumRequest(ranks.reported(), buffer, ranks.which(), tolerance);
        Spectrum spectrum = SpectrumSolver.measure(operator, request, start, random);
        List<Eigenpair> embedded = spectrum.pairs().stream()
                .map(pair -> new Eigenpair(
                        pair.value(), plan.embed(pair.vector()), pair.residual(), pair.gap(), pair.angleBound()))
                .toList();
        return new Spectrum(embedded, spectrum.products(), spectrum.converged());
    }
}
