package eigendrift.data;

import eigendrift.config.DataConfig;
import eigendrift.files.DataException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Images and labels from IDX files, the user's or the bundled ones.
 *
 * <p>An image is an item of any dimensions, flattened in row-major order. Unsigned bytes are divided by 255 (those of
 * {@code digits} by 16, their largest) so that they lie in [0, 1]; elements of other types are taken as they are. The
 * distinct integer labels of the whole training file, ascending, are the classes 0, 1, ..., as for CSV. Float and
 * double labels are real targets, one or more an image, for regression only.
 */
final class IdxSource {

    private static final double LARGEST_BYTE = 255;

    private static final double LARGEST_DIGITS_PIXEL = 16;

    private IdxSource() {}

    static TrainTestSplit read(DataConfig.Idx source, DataConfig config) {
        if (source.testImages().isPresent() != source.testLabels().isPresent()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected both or neither of test-images and test-labels,"
                            + " found test-images = %s, test-labels = %s",
                    source.images(),
                    shown(source.testImages()),
                    shown(source.testLabels())));
        }
        IdxPart train = IdxPart.of(Content.of(source.images()), Content.of(source.labels()));
        Optional<IdxPart> test = source.testImages()
                .map(images -> IdxPart.of(
                        Content.of(images), Content.of(source.testLabels().get())));
        return split(Content.name(source.images()), train, test, config, LARGEST_BYTE);
    }

    static TrainTestSplit bundled(String name, DataConfig config) {
        double largest =
                switch (name) {
                    case "fashion-mnist-2k" -> LARGEST_BYTE;
                    case "digits" -> LARGEST_DIGITS_PIXEL;
                    default ->
                        throw new DataException(
                                "expected a bundled data set, fashion-mnist-2k or digits, found source = " + name);
                };
        return split(name, bundledPart(name, "train"), Optional.of(bundledPart(name, "test")), config, largest);
    }

    private static IdxPart bundledPart(String name, String part) {
        String prefix = name + "/" + part;
        return IdxPart.of(
                Content.ofResource(prefix + "-images-idx3-ubyte.gz"),
                Content.ofResource(prefix + "-labels-idx1-ubyte.gz"));
    }

    private static TrainTestSplit split(
            String name, IdxPart train, Optional<IdxPart> test, DataConfig config, double largest) {
        test.ifPresent(part -> part.requireLike(train));
        int kept = Targets.keep(train.images().file(), "samples", config.samples(), train.count());
        int testKept = Targets.keep(
                test.orElse(train).images().file(),
                "test-samples",
                config.testSamples(),
                test.map(IdxPart::count).orElse(0));
        List<Integer> classes = train.classes();
        Samples training = train.samples(kept, config.task(), classes);
        Samples testing =
                test.map(part -> part.samples(testKept, config.task(), classes)).orElse(Targets.none(training));
        double divisor = train.images().type() == IdxArray.Type.UNSIGNED_BYTE ? largest : 1;
        List<String> labels = classes.stream().map(String::valueOf).toList();
        return new TrainTestSplit(name, training, testing, List.of(), labels, divisor);
    }

    private static String shown(Optional<Path> path) {
        return path.map(Path::toString).orElse("null");
    }
}
