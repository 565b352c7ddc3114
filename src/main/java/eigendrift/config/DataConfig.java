package eigendrift.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Which data an experiment learns.
 *
 * @param samples number of training samples to keep, from the first on; empty for all
 * @param testSamples number of test samples to keep, from the first on; empty for all
 * @param testFraction share of the training samples to be test samples instead; empty for none
 * @param scale what inputs are divided by; empty for what the source does
 * @param center whether its mean over the training samples is subtracted from each input
 * @param standardize whether each input is also divided by its standard deviation there
 */
public record DataConfig(
        Source source,
        Task task,
        OptionalInt samples,
        OptionalInt testSamples,
        OptionalDouble testFraction,
        OptionalDouble scale,
        boolean center,
        boolean standardize) {

    /** Inputs as the source has them, and its own test samples. */
    public DataConfig(Source source, Task task, OptionalInt samples, OptionalInt testSamples) {
        this(source, task, samples, testSamples, OptionalDouble.empty(), OptionalDouble.empty(), false, false);
    }

    /** All samples of the source, with its inputs as they are. */
    public DataConfig whole() {
        return new DataConfig(source, task, OptionalInt.empty(), OptionalInt.empty());
    }

    /** Where samples come from. */
    public sealed interface Source {}

    /** A data set inside the program: {@code fashion-mnist-2k} or {@code digits}. */
    public record Bundled(String name) implements Source {}

    /** IDX files, plain or gzipped. */
    public record Idx(Path images, Path labels, Optional<Path> testImages, Optional<Path> testLabels)
            implements Source {}

    /** A CSV file with a header; {@code target} names the column to predict, all others are inputs. */
    public record Csv(Path path, String target, Optional<Path> testPath) implements Source {}

    /**
     * Arrays of one file, of NumPy, safetensors or PyTorch.
     *
     * @param inputs name of the array of inputs, as are the others
     */
    public record Arrays(
            Path path, String inputs, String targets, Optional<String> testInputs, Optional<String> testTargets)
            implements Source {}

    /** Gaussian clusters of unit covariance around random centres at distance {@code separation} from the origin. */
    public record GaussianMixture(int inputs, int classes, double separation, int count, int testCount)
            implements Source {}

    /** Interleaved spiral arms in the plane, one a class. */
    public record Spirals(int classes, double turns, double noise, int count, int testCount) implements Source {}

    /** Gaussian inputs; targets are the outputs of a random network of the given hidden widths, plus noise. */
    public record Teacher(int inputs, int outputs, List<Integer> hidden, double noise, int count, int testCount)
            implements Source {}
}
