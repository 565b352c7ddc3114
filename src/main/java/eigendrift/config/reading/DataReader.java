package eigendrift.config.reading;

import eigendrift.config.DataConfig;
import eigendrift.config.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the block {@code data}. */
final class DataReader {

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
        String partner = block.type().equals("csv") ? "test-path" : "test-images";
        if (!List.of("csv", "idx").contains(block.type()) || block.isNull("test-fraction")) {
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

    private static DataConfig.Idx idx(ConfigBlock block) {
        Optional<Path> testImages = block.optionalFile("test-images");
        Optional<Path> testLabels = block.optionalFile("test-labels");
        if (block.isNull("test-images") != block.isNull("test-labels")) {
            String lacking = block.isNull("test-images") ? "test-images" : "test-labels";
            block.missing(lacking, "both of test-images and test-labels, or neither");
        }
        return new DataConfig.Idx(block.file("images"), block.file("labels"), testImages, testLabels);
    }
}
