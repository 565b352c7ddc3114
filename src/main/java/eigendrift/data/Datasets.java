package eigendrift.data;

import eigendrift.config.DataConfig;
import eigendrift.files.DataException;
import eigendrift.random.Streams;
import java.util.Locale;

/** Data sets by their configuration. */
public final class Datasets {

    private Datasets() {}

    /**
     * Reads or draws the data.
     *
     * <p>Classification gives labels and no targets, regression targets and no labels. Under regression a class label c
     * turns into the one-hot vector e_c; under classification a {@linkplain DataConfig.Teacher teacher}'s label is the
     * index of its largest output. The number of outputs comes from the whole training data, however few samples are
     * kept.
     *
     * <p>Of IDX and CSV files only the samples that are kept are read, and the labels of all.
     *
     * @param streams drawn from for synthetic data and for {@code test-fraction}: the same streams give the same data,
     *     and fewer samples are the first of more
     * @throws DataException if a file is missing, damaged, does not fit its partner or into memory, or has fewer
     *     samples than asked for
     */
    public static Dataset load(DataConfig config, Streams streams) {
        TrainTestSplit split = config.testFraction().isPresent() ? heldOut(config, streams) : split(config, streams);
        if (split.train().count() == 0) {
            throw new DataException(
                    String.format(Locale.ROOT, "%s: expected training samples, found samples = 0", split.name()));
        }
        double divisor = config.scale().orElse(split.divisor());
        Scaling scaling = Scaling.apply(split.train(), split.test(), divisor, config.center(), config.standardize());
        return new Dataset(
                split.name(),
                split.train(),
                split.test(),
                Fingerprint.of(split),
                split.features(),
                split.classes(),
                scaling);
    }

    /** Splits all samples, then keeps the first ones of both parts. */
    private static TrainTestSplit heldOut(DataConfig config, Streams streams) {
        TrainTestSplit all = split(config.whole(), streams);
        TrainTestSplit split = Holdout.of(all, config.testFraction().getAsDouble(), streams.stream("data-split"));
        int kept = Targets.keep(
                split.name(), "samples", config.samples(), split.train().count());
        int testKept = Targets.keep(
                split.name(), "test-samples", config.testSamples(), split.test().count());
        return new TrainTestSplit(
                split.name(),
                split.train().first(kept),
                split.test().first(testKept),
                split.features(),
                split.classes(),
                split.divisor());
    }

    private static TrainTestSplit split(DataConfig config, Streams streams) {
        DataConfig.Source source = config.source();
        if (source instanceof DataConfig.Bundled bundled) {
            return IdxSource.bundled(bundled.name(), config);
        } else if (source instanceof DataConfig.Idx idx) {
            return IdxSource.read(idx, config);
        } else if (source instanceof DataConfig.Csv csv) {
            return CsvSource.read(csv, config);
        } else if (source instanceof DataConfig.Arrays arrays) {
            return ArraySource.read(arrays, config);
        } else if (source instanceof DataConfig.GaussianMixture mixture) {
            return GaussianMixtureSource.draw(mixture, config, streams);
        } else if (source instanceof DataConfig.Spirals spirals) {
            return SpiralsSource.draw(spirals, config, streams);
        } else if (source instanceof DataConfig.Teacher teacher) {
            return TeacherSource.draw(teacher, config, streams);
        }
        throw new IllegalStateException("no reader for " + source);
    }
}
