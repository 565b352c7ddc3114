package eigendrift.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import eigendrift.cli.progress.ProgressOption;
import eigendrift.cli.progress.StageProgress;
import eigendrift.config.Activation;
import eigendrift.config.ConfigException;
import eigendrift.config.Precision;
import eigendrift.config.UpdateRule;
import eigendrift.linalg.Blas;
import eigendrift.linalg.BlasSpeed;
import eigendrift.linalg.Workers;
import eigendrift.network.Architecture;
import eigendrift.random.Streams;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code bench}: measures this machine. */
@Command(
        name = "bench",
        description = "Times training, Hessian-vector products and eigenpairs of one network; prints one JSON object.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"%nExample:", "  eigendrift bench --layers 784,64,32,10 --samples 2000 --precision float32"})
public final class BenchCommand implements Callable<Integer> {

    /** The optimizers of the benchmark, with torch.optim's default hyper-parameters. */
    private enum Rule {
        SGD(new UpdateRule.Sgd(0, false, 0), .01),
        ADAM(new UpdateRule.Adam(.9, .999, 1e-8, 0), .001);

        private final UpdateRule rule;
        private final double learningRate;

        Rule(UpdateRule rule, double learningRate) {
            this.rule = rule;
            this.learningRate = learningRate;
        }

        @Override
        public String toString() {
            return spelled(this);
        }
    }

    private enum Source {
        FASHION_MNIST,
        RANDOM;

        @Override
        public String toString() {
            return spelled(this);
        }
    }

    private static final class ToActivation implements ITypeConverter<Activation> {
        @Override
        public Activation convert(String word) {
            return Arrays.stream(Activation.values())
                    .filter(activation -> spelled(activation).equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + Arrays.stream(Activation.values())
                                    .map(BenchCommand::spelled)
                                    .collect(Collectors.joining(", "))
                            + ", found " + word));
        }
    }

    private static final int FASHION_INPUTS = 784;
    private static final int FASHION_CLASSES = 10;

    @Option(
            names = "--layers",
            split = ",",
            paramLabel = "WIDTH",
            description = "Widths, inputs first (default: ${DEFAULT-VALUE}).")
    private List<Integer> layers = List.of(784, 64, 32, 10);

    @Option(
            names = "--activation",
            converter = ToActivation.class,
            description = "As in a configuration (default: ${DEFAULT-VALUE}).")
    private Activation activation = Activation.TANH;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Samples of products and training (default: ${DEFAULT-VALUE}).")
    private int samples = 10_000;

    @Option(names = "--batch", paramLabel = "B", description = "Batch of a training step (default: ${DEFAULT-VALUE}).")
    private int batch = 128;

    @Option(names = "--optimizer", description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Rule optimizer = Rule.SGD;

    @Option(
            names = "--precision",
            description = "Of the network passes: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Precision precision = Precision.FLOAT64;

    @Option(names = "--threads", paramLabel = "T", description = "Threads of a product (default: ${DEFAULT-VALUE}).")
    private int threads = 1;

    @Option(
            names = "--eigenpairs",
            paramLabel = "K",
            description = "Pairs to solve for, 0 for none (default: ${DEFAULT-VALUE}).")
    private int eigenpairs = 10;

    @Option(names = "--tolerance", paramLabel = "TOL", description = "Relative residual (default: ${DEFAULT-VALUE}).")
    private double tolerance = 1e-6;

    @Option(names = "--data", description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Source data = Source.RANDOM;

    @Option(
            names = "--weights",
            paramLabel = "NPZ",
            description = "Weights to begin with (default: drawn as PyTorch does).")
    private Path weights;

    @Option(
            names = "--export",
            paramLabel = "NPZ",
            description = "Writes inputs, labels and weights to this file, for other programs, and ends.")
    private Path export;

    @Option(names = "--seed", paramLabel = "SEED", description = "Of all that is random (default: ${DEFAULT-VALUE}).")
    private long seed = 0;

    @Mixin
    private ProgressOption progress;

    @Override
    public Integer call() throws Exception {
        check();
        Streams streams = new Streams(seed);
        BenchData bench =
                switch (data) {
                    case FASHION_MNIST -> BenchData.fashion(samples, streams);
                    case RANDOM -> BenchData.random(samples, layers.get(0), layers.get(layers.size() - 1), streams);
                };
        Architecture architecture = new Architecture(layers, activation);
        if (export != null) {
            bench.write(export, architecture, Bench.start(architecture, weights, streams));
            return 0;
        }
        BlasSpeed.warning().ifPresent(System.err::println);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Map<String, Object> object = request(bench);
            object.putAll(measured(new Bench(
                    architecture,
                    bench,
                    Math.min(batch, samples),
                    optimizer.rule,
                    optimizer.learningRate,
                    precision,
                    new Workers(threads, pool),
                    eigenpairs,
                    tolerance,
                    weights,
                    streams)));
            System.out.println(
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(object));
        } finally {
            pool.shutdown();
        }
        return 0;
    }

    private Map<String, Object> measured(Bench bench) {
        AtomicInteger begun = new AtomicInteger();
        try (StageProgress stages = progress.stages()) {
            stages.begin("measurements", bench.measurements());
            Map<String, Object> figures = bench.run(what -> stages.done(begun.getAndIncrement(), what));
            stages.done(begun.get());
            return figures;
        }
    }

    private Map<String, Object> request(BenchData bench) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("layers", layers);
        object.put("activation", spelled(activation));
        object.put("data", bench.description());
        object.put("samples", samples);
        object.put("batch", batch);
        object.put("optimizer", spelled(optimizer));
        object.put("precision", spelled(precision));
        object.put("threads", threads);
        object.put("eigenpairs", eigenpairs);
        object.put("tolerance", tolerance);
        object.put("blas", Blas.implementation());
        return object;
    }

    private static String spelled(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void check() {
        require(
                layers.size() >= 2 && layers.stream().allMatch(width -> width > 0),
                "--layers",
                "two widths or more, each at least 1",
                layers);
        require(samples > 0, "--samples", "at least 1", samples);
        require(batch > 0, "--batch", "at least 1", batch);
        require(threads > 0, "--threads", "at least 1", threads);
        require(eigenpairs >= 0, "--eigenpairs", "0 or more", eigenpairs);
        require(tolerance > 0 && tolerance < 1, "--tolerance", "a number in (0, 1)", tolerance);
        boolean fits = layers.get(0) == FASHION_INPUTS && layers.get(layers.size() - 1) == FASHION_CLASSES;
        require(data != Source.FASHION_MNIST || fits, "--layers", "784,...,10 for fashion-mnist", layers);
    }

    private static void require(boolean holds, String option, String expected, Object found) {
        if (!holds) {
            throw new ConfigException(option + ": expected " + expected + ", found " + found);
        }
    }
}
