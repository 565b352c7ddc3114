package eigendrift.config;

import eigendrift.config.NullModelConfig.At;
import java.util.List;

/** Reads the list {@code null-models}; it may be empty. */
final class NullModelReader {

    private NullModelReader() {}

    static List<NullModelConfig> nullModels(Block experiment) {
        return experiment.typedList("null-models").stream()
                .map(NullModelReader::nullModel)
                .toList();
    }

    private static NullModelConfig nullModel(Block block) {
        return switch (block.type()) {
            case "haar" -> new NullModelConfig.Haar();
            case "haar-layered" -> new NullModelConfig.HaarLayered();
            case "initialization" -> new NullModelConfig.Initialization(block.integer("draws", 1));
            case "shuffled-weights" -> new NullModelConfig.ShuffledWeights(block.integer("draws", 1), at(block));
            default -> throw new IllegalStateException("no reader for the null model " + block.type());
        };
    }

    private static At at(Block block) {
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
