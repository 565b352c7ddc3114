package eigendrift.cli.bench;

import eigendrift.config.Initialization;
import eigendrift.config.Loss;
import eigendrift.config.Precision;
import eigendrift.config.UpdateRule;
import eigendrift.data.BatchOrder;
import eigendrift.data.Samples;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.Which;
import eigendrift.linalg.Workers;
import eigendrift.network.Architecture;
import eigendrift.network.BatchLoss;
import eigendrift.network.Curvature;
import eigendrift.network.InitialWeights;
import eigendrift.optimizer.Optimizer;
import eigendrift.optimizer.Optimizers;
import eigendrift.random.Streams;
import eigendrift.spectrum.Eigenpair;
import eigendrift.spectrum.Spectrum;
import eigendrift.spectrum.SpectrumRequest;
import eigendrift.spectrum.SpectrumSolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Training, products and solves of one network, timed.
 *
 * @param optimizer update rule of the training
 * @param eigenpairs k of the solves; 0 for none
 * @param initialWeights an .npz, or null to draw them
 */
record Bench(
        Architecture architecture,
        BenchData data,
        int batch,
        UpdateRule optimizer,
        double learningRate,
        Precision precision,
        Workers workers,
        int eigenpairs,
        double tolerance,
        Path initialWeights,
        Streams streams) {

    private static final Loss LOSS = Loss.CROSS_ENTROPY;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double GIGA = 1e9;
    private static final int SOLVES = 5;

    /** How often {@link #run} says what it measures next. */
    int measurements() {
        return eigenpairs > 0 ? 4 + SOLVES + 3 : 4;
    }

    /**
     * All results by name, after the settings.
     *
     * @param next hears what is measured next
     */
    Map<String, Object> run(Consumer<String> next) {
        Map<String, Object> figures = new LinkedHashMap<>();
        double[] weights = start(architecture, initialWeights, streams);
        int samples = data.samples().count();
        figures.put("parameters", weights.length);
        next.accept("training");
        figures.put("train_steps_per_s", 1 / secondsPerStep(weights));

        Curvature curvature = curvature(weights);
        next.accept("gradient");
        figures.put(
                "gradient_ms",
                MILLIS_PER_SECOND * Timing.seconds(() -> curvature(weights).gradient()));
        LinearOperator hessian = curvature.hessian();
        double[] direction =
                streams.stream("bench-direction").doubles(weights.length, -1, 1).toArray();
        double[] product = new double[weights.length];
        next.accept("product");
        double hvp = Timing.seconds(() -> hessian.apply(direction, product));
        double operations = ProductShapes.operations(architecture.widths(), samples);
        figures.put("hvp_ms", MILLIS_PER_SECOND * hvp);
        figures.put("hvp_gflops", operations / hvp / GIGA);
        next.accept("bare matrices");
        double bare =
                ProductShapes.seconds(architecture.widths(), samples, precision, streams.stream("bench-matrices"));
        figures.put("gemm_gflops", operations / bare / GIGA);
        if (eigenpairs > 0) {
            solve(hessian, weights, figures, next);
        }
        return figures;
    }

    /** @param initialWeights an .npz, or null to draw them */
    static double[] start(Architecture architecture, Path initialWeights, Streams streams) {
        return initialWeights == null
                ? InitialWeights.draw(architecture, Initialization.PYTORCH, streams.stream("initial-weights"))
                : InitialWeights.read(initialWeights, architecture);
    }

    private Curvature curvature(double[] weights) {
        return Curvature.at(architecture, LOSS, data.samples(), weights, precision, workers);
    }

    /** Seconds per training step, with gathering the batch and shuffling each epoch. */
    private double secondsPerStep(double[] initial) {
        int[] step = {0};
        IntConsumer training = training(initial.clone());
        return Timing.seconds(() -> training.accept(step[0]++));
    }

    /** Does the update after step t; changes {@code weights}. */
    private IntConsumer training(double[] weights) {
        Samples samples = data.samples();
        BatchLoss loss = BatchLoss.of(architecture, LOSS, samples, precision, batch);
        Optimizer rule = Optimizers.create(optimizer, architecture.layout());
        BatchOrder order = new BatchOrder(streams, samples.count(), batch);
        double[] gradient = new double[weights.length];
        int[][] rows = {order.epoch(0)};
        return t -> {
            int inEpoch = t % order.stepsPerEpoch();
            if (inEpoch == 0) {
                rows[0] = order.epoch(t / order.stepsPerEpoch());
            }
            int from = inEpoch * order.batchSize();
            int to = Math.min(rows[0].length, from + order.batchSize());
            loss.gradient(weights, rows[0], from, to, gradient);
            rule.step(weights, gradient, learningRate, (p, g) -> loss.gradient(p, rows[0], from, to, g));
        };
    }

    /**
     * Cold solves at the given weights; then, after one epoch of training and after two, a cold one and one that starts
     * from the vectors of the epoch before.
     */
    private void solve(LinearOperator hessian, double[] initial, Map<String, Object> figures, Consumer<String> next) {
        double[] seconds = new double[SOLVES];
        Spectrum cold = null;
        for (int i = 0; i < SOLVES; i++) {
            next.accept("solve");
            long start = System.nanoTime();
            cold = measure(hessian, List.of());
            seconds[i] = Timing.since(start);
        }
        Arrays.sort(seconds);
        figures.put("eigenpairs_s", seconds[SOLVES / 2]);
        figures.put("products", cold.products());
        figures.put("max_relative_residual", maxRelativeResidual(cold));
        figures.put("converged", cold.converged());
        figures.put("eigenvalues", cold.pairs().stream().map(Eigenpair::value).toList());

        next.accept("solve after an epoch");
        double[] weights = initial.clone();
        IntConsumer training = training(weights);
        int epoch = new BatchOrder(streams, data.samples().count(), batch).stepsPerEpoch();
        int step = 0;
        for (; step < epoch; step++) {
            training.accept(step);
        }
        List<double[]> previous = vectors(measure(curvature(weights).hessian(), List.of()));
        next.accept("solve from former vectors");
        for (; step < 2 * epoch; step++) {
            training.accept(step);
        }
        LinearOperator later = curvature(weights).hessian();
        Spectrum warm = measure(later, previous);
        figures.put("warm_products", warm.products());
        figures.put("warm_max_relative_residual", maxRelativeResidual(warm));
        next.accept("solve without them");
        figures.put("cold_products_there", measure(later, List.of()).products());
    }

    private Spectrum measure(LinearOperator hessian, List<double[]> previous) {
        SpectrumRequest request = new SpectrumRequest(eigenpairs, Which.LARGEST_ALGEBRAIC, tolerance);
        return SpectrumSolver.measure(hessian, request, previous, streams.stream("bench-solver"));
    }

    private static List<double[]> vectors(Spectrum spectrum) {
        return new ArrayList<>(spectrum.pairs().stream().map(Eigenpair::vector).toList());
    }

    private static double maxRelativeResidual(Spectrum spectrum) {
        double first = Math.abs(spectrum.pairs().get(0).value());
        return spectrum.pairs().stream().mapToDouble(Eigenpair::residual).max().orElseThrow() / first;
    }
}
