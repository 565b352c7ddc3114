package eigendrift.experiment.plan;

import eigendrift.config.CheckpointConfig;
import eigendrift.config.ExperimentConfig;
import eigendrift.config.Loss;
import eigendrift.config.NullModelConfig;
import eigendrift.config.Precision;
import eigendrift.config.Task;
import eigendrift.config.reading.LoadedExperiment;
import eigendrift.data.Dataset;
import eigendrift.data.Datasets;
import eigendrift.data.Samples;
import eigendrift.linalg.Ranks;
import eigendrift.linalg.Which;
import eigendrift.network.Architecture;
import eigendrift.network.InitialWeights;
import eigendrift.network.ParameterLayout;
import eigendrift.optimizer.LearningRate;
import eigendrift.random.Streams;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A configuration with its data in memory and all sizes known. Immutable, shared by all actors.
 *
 * @param id names the experiment in the journal
 * @param json the resolved configuration
 */
public record Plan(String id, ExperimentConfig config, String json, Dataset data, Architecture architecture) {

    /** Each is an event with all weights; more would fill any disk, and the plan itself the memory. */
    private static final long MOST_CHECKPOINTS = 1_000_000;

    /** What the edge of a Gaussian matrix's spectrum takes, at a tolerance of 1e-3. */
    private static final int GAUSSIAN_PRODUCTS = 200;

    /** Root of the data's random streams: one for all seeds, as every seed has the same data. */
    private static final Streams DATA_STREAMS = new Streams(0);

    /**
     * Loads the data and checks what depends on them.
     *
     * @throws eigendrift.config.ConfigException if the configuration asks for what these data cannot give
     * @throws eigendrift.files.DataException if the data cannot be read
     */
    public static Plan of(String id, LoadedExperiment loaded) {
        return of(id, loaded, Datasets.load(loaded.config().data(), DATA_STREAMS));
    }

    /**
     * Checks memory, reads initial weights from their file, and rounds the inputs for training in single precision, so
     * that a bad request fails before anything is journaled.
     *
     * @throws eigendrift.config.ConfigException if the network cannot fit into memory
     * @throws eigendrift.files.DataException if the initial weights cannot be read or do not fit the network
     */
    public Plan requireBeginning(LoadedExperiment loaded) {
        requireMemory(loaded);
        config.network().initialWeights().ifPresent(path -> InitialWeights.read(path, architecture));
        if (config.training().precision() == Precision.FLOAT32) {
            data.train().inputs32();
        }
        return this;
    }

    /** The same experiment on the same data with another configuration, for a re-analysis. */
    public Plan with(LoadedExperiment loaded) {
        return of(id, loaded, data);
    }

    private void checkSteps(LoadedExperiment loaded) {
        if (config.checkpoints() instanceof CheckpointConfig.Every every) {
            long checkpoints = totalSteps() / every.span().steps(stepsPerEpoch());
            if (checkpoints > MOST_CHECKPOINTS) {
                throw loaded.error(
                        "checkpoints.every",
                        "at most " + MOST_CHECKPOINTS + " checkpoints, not " + checkpoints,
                        every.span().text(),
                        "Maybe checkpoints.every = " + Math.max(1, totalSteps() / 1000) + " steps.");
            }
        }
        if (config.checkpoints() instanceof CheckpointConfig.At at) {
            long last = Collections.max(at.steps());
            if (last > totalSteps()) {
                throw loaded.error(
                        "checkpoints.every",
                        "steps up to " + totalSteps() + ", the last of the training",
                        last,
                        "Maybe checkpoints.every = 1 epoch.");
            }
        }
        for (int place = 0; place < config.nullModels().size(); place++) {
            if (config.nullModels().get(place).at() instanceof NullModelConfig.At.Steps some
                    && !checkpointSteps().containsAll(some.steps())) {
                throw loaded.error(
                        "null-models." + place + ".at",
                        "steps at which there is a checkpoint: " + checkpointSteps(),
                        some.steps(),
                        "Maybe at = all.");
            }
        }
    }

    /** The same under another id. */
    public Plan named(String id) {
        return new Plan(id, config, json, data, architecture);
    }

    private static Plan of(String id, LoadedExperiment loaded, Dataset data) {
        ExperimentConfig config = loaded.config();
        List<Integer> widths = new ArrayList<>();
        widths.add(data.train().inputSize());
        widths.addAll(config.network().hidden());
        widths.add(data.train().outputs());
        Architecture architecture = architecture(loaded, widths);
        Plan plan = new Plan(id, config, loaded.json(), data, architecture);
        plan.check(loaded);
        return plan;
    }

    private static Architecture architecture(LoadedExperiment loaded, List<Integer> widths) {
        try {
            Architecture architecture =
                    new Architecture(widths, loaded.config().network().activation());
            architecture.parameters();
            return architecture;
        } catch (ArithmeticException e) {
            throw loaded.error(
                    "network.hidden",
                    "fewer than 2^31 parameters",
                    loaded.config().network().hidden(),
                    "Maybe narrower layers.");
        }
    }

    private void check(LoadedExperiment loaded) {
        int n = measuredSize();
        if (config.probe().eigenpairs() > n) {
            String where = config.probe().layer().isPresent()
                    ? "layer" + config.probe().layer().getAsInt()
                    : architecture.widths().toString();
            throw loaded.error(
                    "probe.eigenpairs",
                    "at most n = " + n + ", the number of parameters of " + where,
                    config.probe().eigenpairs(),
                    "Maybe probe.eigenpairs = " + n + ".");
        }
        int count = data.train().count();
        if (config.probe().samples().orElse(1) > count) {
            throw loaded.error(
                    "probe.samples",
                    "at most " + count + ", the number of training samples of " + data.name(),
                    config.probe().samples().getAsInt(),
                    "Maybe probe.samples = all.");
        }
        if (config.loss() == Loss.CROSS_ENTROPY && config.data().task() == Task.REGRESSION) {
            throw loaded.error(
                    "loss", "a squared loss for regression", "cross-entropy", "Maybe loss = mean-squared-error.");
        }
        checkSteps(loaded);
        checkBlockGaussian(loaded);
    }

    /**
     * Checks memory: a run holds its weights, those before the update and a gradient, a probe its eigenvectors, 8 n
     * bytes each.
     *
     * @throws eigendrift.config.ConfigException if that is more than there is
     */
    public Plan requireMemory(LoadedExperiment loaded) {
        long heap = Runtime.getRuntime().maxMemory();
        long bytes = 8L * architecture.parameters() * (3 + measuredPairs());
        if (bytes > heap) {
            throw loaded.error(
                    "network.hidden",
                    "a network that fits into memory: n = " + architecture.parameters() + " parameters with "
                            + measuredPairs() + " eigenvectors take " + (bytes >> 20)
                            + " MiB at the least, the heap has "
                            + (heap >> 20) + " MiB",
                    config.network().hidden(),
                    "Maybe narrower layers, or EIGENDRIFT_OPTS=-Xmx" + ((3 * bytes / 2 >> 20) + 1) + "m.");
        }
        return this;
    }

    /** Checks the memory of block-gaussian: a draw keeps 8 (L + 1) n bytes for each product. */
    private void checkBlockGaussian(LoadedExperiment loaded) {
        long bytes = 8L * (measuredLayout().layers() + 1) * measuredSize() * GAUSSIAN_PRODUCTS;
        boolean drawn = config.nullModels().stream().anyMatch(NullModelConfig.BlockGaussian.class::isInstance);
        if (drawn && bytes > config.probe().memory()) {
            throw loaded.error(
                    "probe.memory",
                    "at least " + (bytes >> 20) + " MiB for a draw of the null model block-gaussian, n = "
                            + measuredSize(),
                    (config.probe().memory() >> 20) + " MiB",
                    "Maybe leave block-gaussian out, or probe.memory = " + ((bytes >> 20) + 1) + " MiB.");
        }
    }

    /** Optimizers x seeds, in the configured order, seeds fastest. */
    public List<Run> runs() {
        return config.optimizers().stream()
                .flatMap(optimizer -> config.seeds().stream().map(seed -> new Run(optimizer, seed)))
                .toList();
    }

    public Run run(String name) {
        return runs().stream()
                .filter(run -> run.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no run " + name + " in " + id));
    }

    /** Samples an update sees. */
    public int batchSize() {
        int count = data.train().count();
        return Math.min(count, config.training().batchSize().orElse(count));
    }

    public long stepsPerEpoch() {
        int count = data.train().count();
        return (count - 1) / batchSize() + 1;
    }

    public long totalSteps() {
        return config.training().length().steps(stepsPerEpoch());
    }

    public long logEvery() {
        return config.training().logEvery().steps(stepsPerEpoch());
    }

    /** Steps at which weights are kept and probed. */
    public SortedSet<Long> checkpointSteps() {
        return CheckpointSchedule.steps(config.checkpoints(), stepsPerEpoch(), totalSteps());
    }

    /** The learning rate of a run over its training. */
    public LearningRate learningRate(Run run) {
        return new LearningRate(
                run.optimizer().schedule(), run.optimizer().learningRate(), stepsPerEpoch(), totalSteps());
    }

    /** Weights at step 0, the same for every optimizer of a seed. */
    public double[] initialWeights(Run run) {
        return config.network()
                .initialWeights()
                .map(path -> InitialWeights.read(path, architecture))
                .orElseGet(() -> freshWeights(run.streams().stream("initial-weights")));
    }

    /** Random initial weights of this architecture. */
    public double[] freshWeights(RandomGenerator random) {
        return InitialWeights.draw(architecture, config.network().initialization(), random);
    }

    /** The samples over which curvature is taken. */
    public Samples curvatureSamples() {
        Samples train = data.train();
        return train.first(config.probe().samples().orElse(train.count()));
    }

    /** Rows of the measured matrix: the parameters of all layers, or of the one that is measured. */
    public int measuredSize() {
        OptionalInt layer = config.probe().layer();
        return layer.isPresent() ? architecture.layout().layerSize(layer.getAsInt()) : architecture.parameters();
    }

    /** First measured row in the whole matrix. */
    public int measuredOffset() {
        OptionalInt layer = config.probe().layer();
        return layer.isPresent() ? architecture.layout().layerOffset(layer.getAsInt()) : 0;
    }

    /** The parameter blocks of the measured rows; if only one layer is measured, a single block. */
    public ParameterLayout measuredLayout() {
        ParameterLayout layout = architecture.layout();
        OptionalInt layer = config.probe().layer();
        return layer.isEmpty()
                ? layout
                : new ParameterLayout(
                        List.of(new ParameterLayout.Parameter("layer" + layer.getAsInt(), 1, 0, measuredSize(), 1)));
    }

    /** A vector of the measured rows in all n coordinates, zero elsewhere; itself where all are measured. */
    public double[] embed(double[] v) {
        if (v.length == architecture.parameters()) {
            return v;
        }
        double[] embedded = new double[architecture.parameters()];
        System.arraycopy(v, 0, embedded, measuredOffset(), v.length);
        return embedded;
    }

    /** Parameters of each layer. */
    public List<Integer> layerSizes() {
        ParameterLayout layout = architecture.layout();
        return IntStream.rangeClosed(1, layout.layers())
                .mapToObj(layout::layerSize)
                .toList();
    }

    /** The number of reported eigenpairs, and the order of these and the buffer. */
    public Ranks ranks() {
        return new Ranks(config.probe().which(), config.probe().eigenpairs());
    }

    /** Pairs measured: those reported and the buffer beyond them, never more than there are. */
    public int measuredPairs() {
        return (int) Math.min(measuredSize(), ranks().measured(config.tracker().buffer()));
    }

    /**
     * Whether {@code other} measures the same spectra, so that they can be shared. Another plan with both ends and a
     * buffer never does, because earlier versions measured other pairs there.
     */
    public boolean sameSpectra(Plan other) {
        boolean ordered = ranks().which() != Which.BOTH_ENDS || config.tracker().buffer() == 0;
        return this == other
                || ordered
                        && config.probe().equals(other.config.probe())
                        && measuredPairs() == other.measuredPairs()
                        && runs().equals(other.runs())
                        && totalSteps() == other.totalSteps();
    }
}
