package eigendrift.data;

import eigendrift.config.DataConfig;
import eigendrift.linalg.Streams;
import java.util.Locale;

/** Data sets by their configuration. */
public final class Datasets {

    private Datasets() {}

    /**
     * Reads or draws the data.
     *
     * <p>Classification gives labels and no targets, regression targets and no labels. Under regression a class label c turns
     * into the one-hot vector e_c; under classification a {@linkplain DataConfig.Teacher teacher}'s label is the index of its
     * largest output. The number of outputs comes from the whole training data, however few samples are kept.
     *
     * @param streams drawn from for synthetic data only: the same streams give the same data, and fewer samples are the first
     *     of more
     * @throws DataException if a file is missing, damaged or does not fit its partner, or has fewer samples than asked for
     */
    public static Dataset load(DataConfig config, Streams streams) {
        Split split = split(config.source(), config, streams);
        if (split.train().count() == 0) {
            throw new DataException(
                    String.format(Locale.ROOT, "%s: expected training samples, found samples = 0", split.name()));
        }
        return new Dataset(split.name(), split.train(), split.test(), Fingerprint.of(split));
    }

    private static Split split(DataConfig.Source source, DataConfig config, Streams streams) {
        if (source instanceof DataConfig.Bundled bundled) {
            return IdxSource.bundled(bundled.name(), config);
        } else if (source instanceof DataConfig.Idx idx) {
            return IdxSource.read(idx, config);
        } else if (source instanceof DataConfig.Csv csv) {
            return CsvSource.read(csv, config);
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
