package eigendrift.config.reading;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import eigendrift.config.Activation;
import eigendrift.config.CheckpointConfig;
import eigendrift.config.ConfigException;
import eigendrift.config.DataConfig;
import eigendrift.config.ExperimentConfig;
import eigendrift.config.Initialization;
import eigendrift.config.Lags;
import eigendrift.config.Loss;
import eigendrift.config.NetworkConfig;
import eigendrift.config.NullModelConfig;
import eigendrift.config.Precision;
import eigendrift.config.ProbeConfig;
import eigendrift.config.Span;
import eigendrift.config.Task;
import eigendrift.config.ThreadsConfig;
import eigendrift.config.TrackerConfig;
import eigendrift.config.TrainingConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * From HOCON to a validated {@link ExperimentConfig}.
 *
 * <p>An override is {@code key=value}: a dotted path, relative to {@code experiment}, and a HOCON value that replaces
 * what stands there. An element of a list is addressed by its place from 0, an optimizer also by its name and a null
 * model by its type: {@code optimizers.0.learning-rate=.1}, {@code optimizers.adam.beta1=.8},
 * {@code null-models.initialization.draws=50}. {@code key+=value} adds an element to a list, or each of a list:
 * {@code seeds+=[5, 6]}.
 *
 * <p>All errors of a configuration are thrown together, as one {@link ConfigException}.
 */
public final class ExperimentReader {

    private static final String EXPERIMENT = "experiment";

    private ExperimentReader() {}

    /**
     * Reads the block {@code experiment} of a file. Files that the configuration names must exist; relative paths start
     * at the working directory.
     *
     * @throws ConfigException if the file cannot be read or says what cannot be done
     */
    public static LoadedExperiment read(Path file, List<String> overrides) {
        return load(Hocon.text(file), overrides, new Reading(file.toString(), true));
    }

    /**
     * Reads the text of {@link LoadedExperiment#json}. Files that it names may be missing, because not every command on
     * an old experiment needs them.
     *
     * @throws ConfigException if it says, with the overrides, what cannot be done
     */
    public static LoadedExperiment parse(String resolvedJson, List<String> overrides) {
        return load(resolvedJson, overrides, new Reading("recorded configuration", false));
    }

    private static LoadedExperiment load(String text, List<String> overrides, Reading reading) {
        ConfigObject written = experimentBlock(Hocon.parse(text, reading.source()), reading);
        ConfigObject defaults = Defaults.experiment();
        ConfigObject values = Overrides.apply(Defaults.fill(written, defaults), overrides, reading);
        ConfigBlock block = new ConfigBlock("", values, defaults, reading);
        ExperimentConfig config = experiment(block);
        reading.end();
        String json = ConfigValueFactory.fromMap(Map.of(EXPERIMENT, block.canonical()))
                .render(ConfigRenderOptions.concise());
        return new LoadedExperiment(config, json, reading.origins());
    }

    private static ConfigObject experimentBlock(ConfigObject document, Reading reading) {
        for (String key : new TreeSet<>(document.keySet())) {
            if (!key.equals(EXPERIMENT)) {
                String advice = Defaults.experiment().containsKey(key)
                        ? "Maybe move it into experiment { ... }."
                        : Problem.nearest(key, List.of(EXPERIMENT))
                                .map(near -> "Maybe " + near + " was meant.")
                                .orElse("Maybe remove it.");
                reading.problem(key, document.get(key), "nothing outside experiment { ... }", advice);
            }
        }
        if (document.get(EXPERIMENT) instanceof ConfigObject experiment) {
            return experiment;
        }
        String found = document.containsKey(EXPERIMENT) ? Values.show(document.get(EXPERIMENT)) : "none";
        reading.problem("a block experiment", found, reading.source(), "Maybe wrap all in experiment { ... }.");
        reading.end();
        throw new IllegalStateException("a problem was noted");
    }

    private static ExperimentConfig experiment(ConfigBlock block) {
        DataConfig data = block.typed("data", "data").map(DataReader::read).orElse(null);
        Loss loss = block.choice("loss", Loss.class);
        if (loss == Loss.CROSS_ENTROPY && data != null && data.task() == Task.REGRESSION) {
            block.problem(
                    "loss",
                    "mean-squared-error or half-squared-error for data.task = regression",
                    "Maybe loss = mean-squared-error.");
        }
        TrainingConfig training = training(block.block("training"));
        NetworkConfig network = network(block.block("network"));
        ExperimentConfig config = new ExperimentConfig(
                block.label("name"),
                block.distinct("seeds", 0),
                block.integerOr("auto", "concurrency", 1),
                data,
                network,
                loss,
                training,
                OptimizerReader.optimizers(block, training),
                checkpoints(block.block("checkpoints")),
                ProbeReader.read(block.block("probe"), network.hidden().size() + 1),
                tracker(block.block("tracker")),
                NullModelReader.nullModels(block),
                threads(block.block("threads")));
        checkNullModels(config, block);
        return config;
    }

    /** Checks that no null model needs a preconditioner at weights that no optimizer has reached. */
    private static void checkNullModels(ExperimentConfig config, ConfigBlock block) {
        boolean drawn = config.nullModels().stream().anyMatch(model -> !(model instanceof NullModelConfig.Directions));
        if (config.probe().operator() == ProbeConfig.Operator.PRECONDITIONED && drawn) {
            block.problem(
                    "null-models",
                    "only haar and haar-layered beside probe.operator = preconditioned, since random weights have no"
                            + " state of an optimizer",
                    "Maybe null-models = [haar, haar-layered].");
        }
    }

    private static NetworkConfig network(ConfigBlock block) {
        return new NetworkConfig(
                block.integers("hidden", 1),
                block.choice("activation", Activation.class),
                block.choice("initialization", Initialization.class),
                block.optionalFile("initial-weights"));
    }

    private static TrainingConfig training(ConfigBlock block) {
        Span length;
        if (block.isNull("steps")) {
            length = new Span.Epochs(block.integer("epochs", 1));
        } else {
            block.mustBeLeftOut("epochs", "beside training.steps");
            length = new Span.Steps(block.longInteger("steps", 1));
        }
        return new TrainingConfig(
                length,
                block.integerOr("full", "batch-size", 1),
                block.choice("precision", Precision.class),
                block.span("log-every"));
    }

    private static CheckpointConfig checkpoints(ConfigBlock block) {
        if (block.says("every", "logarithmic")) {
            return new CheckpointConfig.Logarithmic(block.integer("per-decade", 1));
        }
        block.mustBeLeftOut("per-decade", "unless checkpoints.every = logarithmic");
        return block.isList("every")
                ? new CheckpointConfig.At(block.ascending("every", 0, Long.MAX_VALUE))
                : new CheckpointConfig.Every(block.span("every", ", a list of steps, or logarithmic"));
    }

    private static TrackerConfig tracker(ConfigBlock block) {
        return new TrackerConfig(
                lags(block),
                block.integer("buffer", 0),
                block.number("identity-threshold", Range.INSIDE_UNIT),
                block.number("cluster-drift", Range.NOT_NEGATIVE));
    }

    private static Lags lags(ConfigBlock block) {
        if (block.says("lags", "all")) {
            return new Lags.All();
        }
        if (block.says("lags", "logarithmic")) {
            return new Lags.Logarithmic();
        }
        if (!block.isList("lags")) {
            block.problem("lags", "all, logarithmic, or a list of whole numbers");
            return new Lags.All();
        }
        return new Lags.Some(block.ascending("lags", 1, Integer.MAX_VALUE).stream()
                .map(Long::intValue)
                .toList());
    }

    private static ThreadsConfig threads(ConfigBlock block) {
        return new ThreadsConfig(block.integerOr("auto", "training", 1), block.integerOr("auto", "probe", 1));
    }
}
