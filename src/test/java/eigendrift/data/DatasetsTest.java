package eigendrift.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eigendrift.config.DataConfig;
import eigendrift.config.Task;
import eigendrift.files.DataException;
import eigendrift.random.Streams;
import eigendrift.tensors.Npz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every source. */
class DatasetsTest {

    private static final int COUNT = 40, TEST_COUNT = 12;

    @TempDir
    static Path folder;

    /** Each source with 40 training and 12 test samples of 3 classes at least. */
    static Stream<Arguments> sources() {
        DataFiles files = new DataFiles(folder);
        StringBuilder rows = new StringBuilder("x,y\n");
        byte[] pixels = new byte[COUNT];
        byte[] labels = new byte[COUNT];
        for (int i = 0; i < COUNT; i++) {
            rows.append(i).append(',').append(i * i % 3).append('\n');
            pixels[i] = (byte) i;
            labels[i] = (byte) (i * i % 3);
        }
        String testRows = rows.substring(0, nthLine(rows, TEST_COUNT + 1));
        Path images = files.write("i", DataFiles.idx(8, DataFiles.by(COUNT, 1), pixels));
        Path labelFile = files.write("l", DataFiles.idx(8, DataFiles.by(COUNT), labels));
        Path testImages =
                files.write("ti", DataFiles.idx(8, DataFiles.by(TEST_COUNT, 1), Arrays.copyOf(pixels, TEST_COUNT)));
        Path testLabels =
                files.write("tl", DataFiles.idx(8, DataFiles.by(TEST_COUNT), Arrays.copyOf(labels, TEST_COUNT)));
        return Stream.of(
                        new DataConfig.Idx(images, labelFile, Optional.of(testImages), Optional.of(testLabels)),
                        new DataConfig.Csv(
                                files.write("train.csv", rows.toString().getBytes(StandardCharsets.UTF_8)),
                                "y",
                                Optional.of(files.write("test.csv", testRows.getBytes(StandardCharsets.UTF_8)))),
                        new DataConfig.Arrays(
                                arrays(pixels, labels), "x", "y", Optional.of("test x"), Optional.of("test y")),
                        new DataConfig.GaussianMixture(4, 3, 2, COUNT, TEST_COUNT),
                        new DataConfig.Spirals(3, 1.5, .1, COUNT, TEST_COUNT),
                        new DataConfig.Teacher(4, 3, List.of(5, 6), .1, COUNT, TEST_COUNT))
                .flatMap(source -> Stream.of(Task.values()).map(task -> arguments(source, task)));
    }

    private static Path arrays(byte[] pixels, byte[] labels) {
        double[] x = new double[COUNT];
        int[] y = new int[COUNT];
        for (int i = 0; i < COUNT; i++) {
            x[i] = pixels[i];
            y[i] = labels[i];
        }
        Path file = folder.resolve("data.npz");
        try (Npz.Writer npz = new Npz.Writer(file)) {
            npz.put("x", x, COUNT, 1);
            npz.put("y", y);
            npz.put("test x", Arrays.copyOf(x, TEST_COUNT), TEST_COUNT, 1);
            npz.put("test y", Arrays.copyOf(y, TEST_COUNT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    @ParameterizedTest
    @MethodSource("sources")
    void loadsTheSameAgain(DataConfig.Source source, Task task) {
        Dataset first = load(source, task, all(), all(), 1);
        Dataset second = load(source, task, all(), all(), 1);
        assertThat(second).usingRecursiveComparison().isEqualTo(first);
        assertThat(first.train().count()).isEqualTo(COUNT);
        assertThat(first.test().count()).isEqualTo(TEST_COUNT);
        assertThat(first.train().labels() == null).isEqualTo(task == Task.REGRESSION);
        assertThat(first.train().targets() == null).isEqualTo(task == Task.CLASSIFICATION);
        boolean synthetic = !(source instanceof DataConfig.Idx
                || source instanceof DataConfig.Csv
                || source instanceof DataConfig.Arrays);
        Dataset otherSeed = load(source, task, all(), all(), 2);
        assertThat(otherSeed.hash().equals(first.hash())).isEqualTo(!synthetic);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void fewerSamplesAreTheFirstOnes(DataConfig.Source source, Task task) {
        Dataset all = load(source, task, all(), all(), 1);
        Dataset few = load(source, task, OptionalInt.of(5), OptionalInt.of(2), 1);
        assertFirst(few.train(), all.train(), 5);
        assertFirst(few.test(), all.test(), 2);
        assertThat(few.hash()).isNotEqualTo(all.hash());
        assertThat(load(source, task, all(), OptionalInt.of(0), 1).test().count())
                .isZero();
    }

    private static void assertFirst(Samples few, Samples all, int n) {
        assertThat(few.count()).isEqualTo(n);
        assertThat(few.outputs()).isEqualTo(all.outputs());
        assertThat(Arrays.copyOf(few.inputs(), n * few.inputSize()))
                .isEqualTo(Arrays.copyOf(all.inputs(), n * all.inputSize()));
        if (all.labels() != null) {
            assertThat(Arrays.copyOf(few.labels(), n)).isEqualTo(Arrays.copyOf(all.labels(), n));
        } else {
            assertThat(Arrays.copyOf(few.targets(), n * few.outputs()))
                    .isEqualTo(Arrays.copyOf(all.targets(), n * all.outputs()));
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void moreSamplesThanThereAreIsAnError(DataConfig.Source source, Task task) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load(source, task, OptionalInt.of(COUNT + 1), all(), 1))
                .withMessageContaining("expected samples in 0 .. 40, as many as there are, found samples = 41");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load(source, task, all(), OptionalInt.of(TEST_COUNT + 1), 1))
                .withMessageContaining(
                        "expected test-samples in 0 .. 12, as many as there are, found test-samples = 13");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load(source, task, OptionalInt.of(0), all(), 1))
                .withMessageContaining("expected training samples, found samples = 0");
    }

    @Test
    void theHashIsThatOfTheNumbersLittleEndian() throws NoSuchAlgorithmException {
        Dataset data = new DataFiles(folder).loadCsv(Task.REGRESSION, "x,y\n.25,1.5\n1,-2\n", "x,y\n3,4\n");
        ByteBuffer numbers = ByteBuffer.allocate(72).order(ByteOrder.LITTLE_ENDIAN);
        numbers.putInt(2).putInt(1).putInt(1);
        numbers.putDouble(.25).putDouble(1).putDouble(1.5).putDouble(-2);
        numbers.putInt(1).putInt(1).putInt(1);
        numbers.putDouble(3).putDouble(4);
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(numbers.array());
        assertThat(data.hash()).isEqualTo(HexFormat.of().formatHex(expected));
    }

    static Stream<Arguments> syntheticHashes() {
        return Stream.of(
                arguments(
                        new DataConfig.GaussianMixture(3, 2, 2, 5_000, 100),
                        "b693abba99359885e7f94072fe0e452812cb42fffcf3d0b960c4f8b125894c42"),
                arguments(
                        new DataConfig.Spirals(3, 1.5, .1, 5_000, 100),
                        "8f23742d1db9c50407a19b5657c62a33bc3799ecdc7646748d8d33b2e05ce1ed"),
                arguments(
                        new DataConfig.Teacher(4, 2, List.of(5, 6), .1, 5_000, 100),
                        "39f29983d6719bb710134f9620547489177377c8321e95c9e98a143514e64843"));
    }

    /** The same data on every version of Java. */
    @ParameterizedTest
    @MethodSource("syntheticHashes")
    void syntheticDataStayWhatTheyAre(DataConfig.Source source, String hash) {
        assertThat(load(source, Task.REGRESSION, all(), all(), 42).hash()).isEqualTo(hash);
    }

    @Test
    void moreNumbersThanAnArrayHoldsIsAnError() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() ->
                        DataFiles.load(new DataConfig.GaussianMixture(1 << 16, 2, 1, 1 << 16, 0), Task.CLASSIFICATION))
                .withMessageContaining(
                        "gaussian-mixture: expected less than 2^31 numbers, found 65536 samples of 65536");
    }

    private static Dataset load(
            DataConfig.Source source, Task task, OptionalInt samples, OptionalInt testSamples, long seed) {
        return Datasets.load(new DataConfig(source, task, samples, testSamples), new Streams(seed));
    }

    private static OptionalInt all() {
        return OptionalInt.empty();
    }

    private static int nthLine(StringBuilder text, int n) {
        int at = 0;
        for (int i = 0; i < n; i++) {
            at = text.indexOf("\n", at) + 1;
        }
        return at;
    }
}
