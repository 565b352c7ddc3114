package eigendrift.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.DataConfig;
import eigendrift.config.Task;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Synthetic data against the distributions they are said to have, at a fixed seed. */
class SyntheticTest {

    /** Standard deviations that an estimate may be off: a correct one is further off once in two million. */
    private static final double SIGMAS = 5;

    /** Some roundings of numbers of order one. */
    private static final double ROUNDING = 1e-14;

    @Test
    void clustersHaveUnitCovarianceAroundCentresAtTheSeparation() {
        int d = 4, classes = 3, each = 10_000;
        double separation = 3;
        Dataset data = load(
                new DataConfig.GaussianMixture(d, classes, separation, classes * each, classes * each),
                Task.CLASSIFICATION);
        double meanSd = 1 / Math.sqrt(each);
        double varianceSd = Math.sqrt(2. / each);
        for (int c = 0; c < classes; c++) {
            double[] mean = classMean(data.train(), c);
            double[] testMean = classMean(data.test(), c);
            double norm = Math.sqrt(Arrays.stream(mean).map(m -> m * m).sum());
            assertThat(norm).isCloseTo(separation, within(SIGMAS * meanSd));
            assertThat(mean).containsExactly(testMean, within(SIGMAS * Math.sqrt(2) * meanSd));
            for (int j = 0; j < d; j++) {
                for (int k = 0; k < d; k++) {
                    assertThat(classCovariance(data.train(), c, mean, j, k))
                            .as("covariance %d, %d of class %d", j, k, c)
                            .isCloseTo(j == k ? 1 : 0, within(SIGMAS * varianceSd));
                }
            }
        }
    }

    @Test
    void centresAreUniformOnTheSphere() {
        int d = 3, classes = 4_000;
        double separation = 1e9;
        double[] x = load(new DataConfig.GaussianMixture(d, classes, separation, classes, 0), Task.CLASSIFICATION)
                .train()
                .inputs();
        for (int j = 0; j < d; j++) {
            int column = j;
            assertThat(mean(classes, i -> x[i * d + column] / separation))
                    .isCloseTo(0, within(SIGMAS / Math.sqrt(3. * classes)));
            // A coordinate u of a point of the unit sphere is uniform in [-1, 1]: E u² = 1/3, Var u² = 1/5 − 1/9.
            assertThat(mean(classes, i -> Math.pow(x[i * d + column] / separation, 2)))
                    .isCloseTo(1. / 3, within(SIGMAS * Math.sqrt(4. / 45 / classes)));
        }
    }

    @Test
    void spiralsWithoutNoiseLieOnTheirArms() {
        int classes = 3, n = 9_000;
        double turns = 1.75;
        Samples train = load(new DataConfig.Spirals(classes, turns, 0, n, 0), Task.CLASSIFICATION)
                .train();
        double[] x = train.inputs();
        for (int i = 0; i < n; i++) {
            double radius = Math.hypot(x[2 * i], x[2 * i + 1]);
            double angle = 2 * Math.PI * turns * radius + 2 * Math.PI * train.labels()[i] / classes;
            assertThat(x[2 * i]).isCloseTo(radius * Math.cos(angle), within(ROUNDING));
            assertThat(x[2 * i + 1]).isCloseTo(radius * Math.sin(angle), within(ROUNDING));
        }
        assertThat(mean(n, i -> Math.hypot(x[2 * i], x[2 * i + 1])))
                .isCloseTo(.5, within(SIGMAS * Math.sqrt(1. / 12 / n)));
        assertThat(mean(n, i -> Math.pow(Math.hypot(x[2 * i], x[2 * i + 1]), 2)))
                .isCloseTo(1. / 3, within(SIGMAS * Math.sqrt(4. / 45 / n)));
        assertThat(Arrays.stream(train.labels()).filter(label -> label == 2)).hasSize(n / 3);
    }

    @Test
    void noiseIsAddedToSpiralsAndTeachersAsNormals() {
        int n = 5_000;
        double noise = .25;
        assertNoise(
                load(new DataConfig.Spirals(2, 1, 0, n, 0), Task.CLASSIFICATION)
                        .train()
                        .inputs(),
                load(new DataConfig.Spirals(2, 1, noise, n, 0), Task.CLASSIFICATION)
                        .train()
                        .inputs(),
                noise);
        Samples clean = load(new DataConfig.Teacher(3, 2, List.of(4), 0, n, 0), Task.REGRESSION)
                .train();
        Samples noisy = load(new DataConfig.Teacher(3, 2, List.of(4), noise, n, 0), Task.REGRESSION)
                .train();
        assertThat(noisy.inputs()).isEqualTo(clean.inputs());
        assertNoise(clean.targets(), noisy.targets(), noise);
    }

    private static void assertNoise(double[] clean, double[] noisy, double noise) {
        int n = clean.length;
        IntToDoubleFunction normal = i -> (noisy[i] - clean[i]) / noise;
        // Moments of N(0, 1): 0, 1, 0, 3, whose estimates have variances 1, 2, 15, 96 over n.
        assertThat(mean(n, normal)).isCloseTo(0, within(SIGMAS * Math.sqrt(1. / n)));
        assertThat(mean(n, i -> Math.pow(normal.applyAsDouble(i), 2))).isCloseTo(1, within(SIGMAS * Math.sqrt(2. / n)));
        assertThat(mean(n, i -> Math.pow(normal.applyAsDouble(i), 3)))
                .isCloseTo(0, within(SIGMAS * Math.sqrt(15. / n)));
        assertThat(mean(n, i -> Math.pow(normal.applyAsDouble(i), 4)))
                .isCloseTo(3, within(SIGMAS * Math.sqrt(96. / n)));
    }

    @Test
    void teacherTargetsAreTheOutputsOfItsNetwork() {
        DataConfig.Teacher source = new DataConfig.Teacher(3, 2, List.of(5, 4), 0, 500, 100);
        Dataset data = load(source, Task.REGRESSION);
        List<TeacherSource.Layer> layers = TeacherSource.layers(source, DataFiles.STREAMS.stream("data-teacher"));
        assertThat(layers).hasSize(3);
        for (Samples samples : List.of(data.train(), data.test())) {
            for (int i = 0; i < samples.count(); i++) {
                double[] x = Arrays.copyOfRange(samples.inputs(), 3 * i, 3 * i + 3);
                double[] h1 = Arrays.stream(affine(layers.get(0), x, 5))
                        .map(Math::tanh)
                        .toArray();
                double[] h2 = Arrays.stream(affine(layers.get(1), h1, 4))
                        .map(Math::tanh)
                        .toArray();
                double[] y = affine(layers.get(2), h2, 2);
                assertThat(Arrays.copyOfRange(samples.targets(), 2 * i, 2 * i + 2))
                        .containsExactly(y, within(ROUNDING));
            }
        }
    }

    private static double[] affine(TeacherSource.Layer layer, double[] x, int out) {
        assertThat(layer.weights()).hasSize(out * x.length);
        return IntStream.range(0, out)
                .mapToDouble(i -> layer.biases()[i]
                        + IntStream.range(0, x.length)
                                .mapToDouble(j -> layer.weights()[i * x.length + j] * x[j])
                                .sum())
                .toArray();
    }

    @Test
    void teacherWeightsHaveVarianceOneOverInputs() {
        DataConfig.Teacher source = new DataConfig.Teacher(50, 80, List.of(100), 0, 1, 0);
        for (TeacherSource.Layer layer : TeacherSource.layers(source, DataFiles.STREAMS.stream("data-teacher"))) {
            double[] w = layer.weights();
            assertThat(mean(w.length, i -> w[i] * w[i] * layer.in()))
                    .isCloseTo(1, within(SIGMAS * Math.sqrt(2. / w.length)));
            double[] b = layer.biases();
            assertThat(mean(b.length, i -> b[i] * b[i] * layer.in()))
                    .isCloseTo(1, within(SIGMAS * Math.sqrt(2. / b.length)));
        }
    }

    @Test
    void aTeachersClassIsItsLargestOutput() {
        DataConfig.Teacher source = new DataConfig.Teacher(3, 4, List.of(6), .1, 1_000, 0);
        Samples classes = load(source, Task.CLASSIFICATION).train();
        Samples reals = load(source, Task.REGRESSION).train();
        assertThat(classes.inputs()).isEqualTo(reals.inputs());
        for (int i = 0; i < classes.count(); i++) {
            double[] y = Arrays.copyOfRange(reals.targets(), 4 * i, 4 * i + 4);
            assertThat(y[classes.labels()[i]]).isEqualTo(Arrays.stream(y).max().orElseThrow());
        }
        assertThat(Arrays.stream(classes.labels()).distinct()).hasSizeGreaterThan(1);
    }

    private static Dataset load(DataConfig.Source source, Task task) {
        return DataFiles.load(source, task);
    }

    private static double mean(int n, IntToDoubleFunction value) {
        return IntStream.range(0, n).mapToDouble(value).average().orElseThrow();
    }

    private static double[] classMean(Samples samples, int c) {
        int d = samples.inputSize();
        return IntStream.range(0, d)
                .mapToDouble(j -> ofClass(samples, c)
                        .mapToDouble(i -> samples.inputs()[i * d + j])
                        .average()
                        .orElseThrow())
                .toArray();
    }

    private static double classCovariance(Samples samples, int c, double[] mean, int j, int k) {
        int d = samples.inputSize();
        double[] x = samples.inputs();
        return ofClass(samples, c)
                .mapToDouble(i -> (x[i * d + j] - mean[j]) * (x[i * d + k] - mean[k]))
                .average()
                .orElseThrow();
    }

    private static IntStream ofClass(Samples samples, int c) {
        return IntStream.range(0, samples.count()).filter(i -> samples.labels()[i] == c);
    }
}
