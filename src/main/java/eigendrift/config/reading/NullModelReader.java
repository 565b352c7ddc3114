package eigendrift.config.reading;

import eigendrift.config.NullModelConfig;
import eigendrift.config.NullModelConfig.At;
import eigendrift.config.NullModelConfig.Initialization.Data;
import eigendrift.config.NullModelConfig.RandomWalk.From;
import eigendrift.config.NullModelConfig.Sampling;
import java.util.List;
import java.util.OptionalDouble;

/** Reads the list {@code null-models}; it may be empty. */
final class NullModelReader {

    private NullModelReader() {}

    static List<NullModelConfig> nullModels(ConfigBlock experiment) {
        List<NullModelConfig> models = experiment.typedList("null-models").stream()
                .map(NullModelReader::nullModel)
                .toList();
        List<String> names = models.stream().map(model -> model.name().csv()).toList();
        names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .findFirst()
                .ifPresent(name -> experiment.problem(
                        "null-models",
                        "each null model once, but " + name + " stands there twice",
                        "Maybe another analysis: eigendrift replay ID null-models=[...] --as NAME."));
        return models;
    }

    private static NullModelConfig nullModel(ConfigBlock block) {
        return switch (block.type()) {
            case "haar" -> new NullModelConfig.Haar(closed(block));
            case "haar-layered" -> new NullModelConfig.HaarLayered(closed(block), at(block));
            case "initialization" ->
                new NullModelConfig.Initialization(sampling(block), block.choice("data", Data.class));
            case "scaled-initialization" -> new NullModelConfig.ScaledInitialization(sampling(block), at(block));
            case "shuffled-weights" -> new NullModelConfig.ShuffledWeights(sampling(block), at(block));
            case "shuffled-labels" -> new NullModelConfig.ShuffledLabels(sampling(block), at(block));
            case "block-gaussian" ->
                new NullModelConfig.BlockGaussian(sampling(block), at(block), block.integer("probes", 1));
            case "static" ->
                new NullModelConfig.Static(sampling(block), at(block), block.number("share", Range.INSIDE_UNIT));
            case "random-walk" ->
                new NullModelConfig.RandomWalk(sampling(block), at(block), block.choice("from", From.class));
            default -> throw new IllegalStateException("no reader for the null model " + block.type());
        };
    }

    /** Sampling of a model with closed forms, which needs no draws and no solver. */
    private static Sampling closed(ConfigBlock block) {
        return new Sampling(block.integer("draws", 0), block.longInteger("seed", 0), OptionalDouble.empty());
    }

    private static Sampling sampling(ConfigBlock block) {
        return new Sampling(
                block.integer("draws", 1),
                block.longInteger("seed", 0),
                block.numberOr("auto", "tolerance", Range.INSIDE_UNIT));
    }

    private static At at(ConfigBlock block) {
        if (block.isList("at")) {
            return new At.Steps(block.ascending("at", 0, Long.MAX_VALUE));
        }
        if (block.says("at", "last")) {
            return new At.Last();
        }
        if (block.says("at", "first-and-last")) {
            return new At.FirstAndLast();
        }
        if (!block.says("at", "all")) {
            block.wrongWord("at", List.of("last", "first-and-last", "all", "a list of steps"));
        }
        return new At.All();
    }
}
