package eigendrift.config.reading;

import eigendrift.config.DataConfig;
import eigendrift.config.Task;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the block {@code data}. */
final class DataReader {

    /** The test samples of sources that can go without. */
    private static final Map<String, String> PARTNERS =
            Map.of("csv", "test-path", "idx", "test-images", "arrays", "test-inputs");

    private DataReader() {}

    static DataConfig read(ConfigBlock block) {
        return new DataConfig(
                source(block),
                block.choice("task", Task.class),
                block.integerOr("all", "samples", 1),
                block.integerOr("all", "test-samples", 0),
                testFraction(block),
                block.numberOr("auto", "scale", Range.POSITIVE),
                block.flag("center"),
                block.flag("standardize"));
    }

    /** Reads {@code test-fraction}, which is for files without test samples. */
    private static OptionalDouble testFraction(ConfigBlock block) {
        String partner = PARTNERS.get(block.type());
        if (partner == null || block.isNull("test-fraction")) {
            return OptionalDouble.empty();
        }
        if (!block.isNull(partner)) {
            block.mustBeLeftOut("test-fraction", "beside data." + partner);
        }
        return OptionalDouble.of(block.number("test-fraction", Range.INSIDE_UNIT));
    }

    private static DataConfig.Source source(ConfigBlock block) {
        return switch (block.type()) {
            case "fashion-mnist-2k", "digits" -> new DataConfig.Bundled(block.type());
            case "idx" -> idx(block);
            case "csv" -> new DataConfig.Csv(block.file("path"), block.text("target"), block.optionalFile("test-path"));
            case "arrays" -> arrays(block);
            case "gaussian-mixture" ->
                new DataConfig.GaussianMixture(
                        block.integer("inputs", 1),
                        block.integer("classes", 2),
                        block.number("separation", Range.NOT_NEGATIVE),
                        block.integer("count", 1),
                        block.integer("test-count", 0));
            case "spirals" ->
                new DataConfig.Spirals(
                        block.integer("classes", 2),
                        block.number("turns", Range.POSITIVE),
                        block.number("noise", Range.NOT_NEGATIVE),
                        block.integer("count", 1),
                        block.integer("test-count", 0));
            case "teacher" ->
                new DataConfig.Teacher(
                        block.integer("inputs", 1),
                        block.integer("outputs", 1),
                        block.integers("hidden", 1),
                        block.number("noise", Range.NOT_NEGATIVE),
                        block.integer("count", 1),
                        block.integer("test-count", 0));
            default -> throw new IllegalStateException("no reader for data.source = " + block.type());
        };
    }

    private static DataConfig.Arrays arrays(ConfigBlock block) {
        requireBoth(block, "test-inputs", "test-targets");
        return new DataConfig.Arrays(
                block.file("path"),
                block.text("inputs"),
                block.text("targets"),
                optionalText(block, "test-inputs"),
                optionalText(block, "test-targets"));
    }

    private static Optional<String> optionalText(ConfigBlock block, String key) {
        return block.isNull(key) ? Optional.empty() : Optional.of(block.text(key));
    }

    private static void requireBoth(ConfigBlock block, String one, String other) {
        if (block.isNull(one) != block.isNull(other)) {
            block.missing(block.isNull(one) ? one : other, "both of " + one + " and " + other + ", or neither");
        }
    }

    private static DataConfig.Idx idx(ConfigBlock block) {
        Optional<Path> testImages = block.optionalFile("test-images");
        Optional<Path> testLabels = block.optionalFile("test-labels");
        requireBoth(block, "test-images", "test-labels");
        return new DataConfig.Idx(block.file("images"), block.file("labels"), testImages, testLabels);
    }
}
