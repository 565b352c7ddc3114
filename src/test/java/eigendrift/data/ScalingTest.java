package eigendrift.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.DataConfig;
import eigendrift.config.Loss;
import eigendrift.config.Task;
import eigendrift.random.Streams;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to samples after they are read. */
class ScalingTest {

    /** Means 2, 0.1, 30; variances (1/N) 2/3, 0, 200/3. The second column never changes, and .1 · 3 / 3 is not .1. */
    private static final String TRAIN = "a,b,c,y\n1,.1,20,0\n2,.1,40,1\n3,.1,30,0\n";

    private static final double ROUNDING = 1e-15;

    @TempDir
    Path folder;

    @Test
    void centresOverTheTrainingSamples() {
        Dataset data = load(OptionalDouble.empty(), true, false);
        assertThat(data.train().inputs()).containsExactly(-1, 0, -10, 0, 0, 10, 1, 0, 0);
        assertThat(data.test().inputs()).containsExactly(3, 9.9, 0);
        assertThat(data.description()).endsWith("; inputs centred.");
    }

    @Test
    void standardizesByTheTrainingSamples() {
        Dataset data = load(OptionalDouble.empty(), false, true);
        double a = 1 / Math.sqrt(2. / 3);
        double[] expected = {-a, 0, -a, 0, 0, a, a, 0, 0};
        assertThat(data.train().inputs()).containsExactly(expected, within(ROUNDING));
        assertThat(data.test().inputs()).containsExactly(new double[] {3 * a, 9.9, 0}, within(10 * ROUNDING));
        assertThat(data.scaling().shift()).containsExactly(2, .1, 30);
        assertThat(data.scaling().scale())
                .containsExactly(new double[] {Math.sqrt(2. / 3), 1, Math.sqrt(200. / 3)}, within(10 * ROUNDING));
    }

    @Test
    void dividesByWhatIsAsked() {
        Dataset data = load(OptionalDouble.of(20), false, false);
        assertThat(data.train().inputs()).containsExactly(.05, .005, 1, .1, .005, 2, .15, .005, 1.5);
        assertThat(data.description()).endsWith("; inputs divided by 20.");
    }

    /** In place of the 255 that images are divided by. */
    @Test
    void imagesAreDividedByWhatIsAskedAlone() {
        DataFiles files = new DataFiles(folder);
        DataConfig.Idx source = new DataConfig.Idx(
                files.write("i", DataFiles.idx(8, DataFiles.by(2, 2), DataFiles.bytes(0, 51, 102, 255))),
                files.write("l", DataFiles.idx(8, DataFiles.by(2), DataFiles.bytes(0, 1))),
                Optional.empty(),
                Optional.empty());
        assertThat(load(source, OptionalDouble.empty(), OptionalDouble.of(1), false, false)
                        .train()
                        .inputs())
                .containsExactly(0, 51, 102, 255);
        assertThat(load(source, OptionalDouble.empty(), OptionalDouble.empty(), false, false)
                        .train()
                        .inputs())
                .containsExactly(0, 51 / 255., 102 / 255., 1);
    }

    @Test
    void holdsOutAShareOfTheSamples() {
        StringBuilder rows = new StringBuilder("x,y\n");
        IntStream.range(0, 100)
                .forEach(i -> rows.append(i).append(',').append(i % 3).append('\n'));
        DataConfig.Csv source = new DataConfig.Csv(
                new DataFiles(folder).write("all.csv", rows.toString().getBytes(StandardCharsets.UTF_8)),
                "y",
                Optional.empty());
        Dataset data = load(source, OptionalDouble.of(.25), OptionalDouble.empty(), false, false);
        assertThat(data.train().count()).isEqualTo(75);
        assertThat(data.test().count()).isEqualTo(25);
        double[] all = IntStream.concat(
                        Arrays.stream(data.train().inputs()).mapToInt(x -> (int) x),
                        Arrays.stream(data.test().inputs()).mapToInt(x -> (int) x))
                .sorted()
                .asDoubleStream()
                .toArray();
        assertThat(all).containsExactly(IntStream.range(0, 100).asDoubleStream().toArray());
        for (int i = 0; i < 25; i++) {
            assertThat(data.test().labels()[i]).isEqualTo((int) data.test().inputs()[i] % 3);
        }
        assertThat(load(source, OptionalDouble.of(.25), OptionalDouble.empty(), false, false)
                        .hash())
                .isEqualTo(data.hash());
        Dataset few = Datasets.load(
                new DataConfig(
                        source,
                        Task.CLASSIFICATION,
                        OptionalInt.of(5),
                        OptionalInt.of(2),
                        OptionalDouble.of(.25),
                        OptionalDouble.empty(),
                        false,
                        false),
                new Streams(0));
        assertThat(few.train().count()).isEqualTo(5);
        assertThat(Arrays.copyOf(few.train().inputs(), 5))
                .isEqualTo(Arrays.copyOf(data.train().inputs(), 5));
        assertThat(few.test().count()).isEqualTo(2);
    }

    @Test
    void theBaselineIgnoresTheInputs() {
        assertThat(Baseline.of(load(OptionalDouble.empty(), false, false).train(), Loss.CROSS_ENTROPY))
                .isEqualTo(2. / 3);
        Samples reals = new Samples(2, 1, new double[2], 2, null, new double[] {1, 5, 3, 5});
        assertThat(Baseline.of(reals, Loss.MEAN_SQUARED_ERROR)).isEqualTo(.5);
        assertThat(Baseline.of(reals, Loss.HALF_SQUARED_ERROR)).isEqualTo(.5);
        Samples one = new Samples(2, 1, new double[2], 1, null, new double[] {1, 3});
        assertThat(Baseline.of(one, Loss.MEAN_SQUARED_ERROR)).isEqualTo(1);
        assertThat(Baseline.of(one, Loss.HALF_SQUARED_ERROR)).isEqualTo(.5);
    }

    private Dataset load(OptionalDouble scale, boolean center, boolean standardize) {
        DataFiles files = new DataFiles(folder);
        DataConfig.Csv source = new DataConfig.Csv(
                files.write("train.csv", TRAIN.getBytes(StandardCharsets.UTF_8)),
                "y",
                Optional.of(files.write("test.csv", "a,b,c,y\n5,10,30,1\n".getBytes(StandardCharsets.UTF_8))));
        return load(source, OptionalDouble.empty(), scale, center, standardize);
    }

    private static Dataset load(
            DataConfig.Source source,
            OptionalDouble fraction,
            OptionalDouble scale,
            boolean center,
            boolean standardize) {
        OptionalInt all = OptionalInt.empty();
        return Datasets.load(
                new DataConfig(source, Task.CLASSIFICATION, all, all, fraction, scale, center, standardize),
                new Streams(0));
    }
}
