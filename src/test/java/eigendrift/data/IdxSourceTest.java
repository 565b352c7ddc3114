package eigendrift.data;

import static eigendrift.data.DataFiles.by;
import static eigendrift.data.DataFiles.bytes;
import static eigendrift.data.DataFiles.gzip;
import static eigendrift.data.DataFiles.idx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eigendrift.config.DataConfig;
import eigendrift.config.Task;
import eigendrift.files.DataException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdxSourceTest {

    private static final int UBYTE = 0x08, BYTE = 0x09, SHORT = 0x0B, INT = 0x0C, FLOAT = 0x0D, DOUBLE = 0x0E;

    private static final byte[] IMAGES = idx(UBYTE, by(3, 2, 2), bytes(0, 51, 102, 255, 1, 2, 3, 4, 5, 6, 7, 8));
    private static final byte[] LABELS = idx(UBYTE, by(3), bytes(2, 0, 1));
    private static final byte[] TEST_IMAGES = idx(UBYTE, by(1, 2, 2), bytes(9, 8, 7, 6));
    private static final byte[] TEST_LABELS = idx(UBYTE, by(1), bytes(2));

    @TempDir
    Path folder;

    @Test
    void flattensImagesAndScalesThem() {
        Dataset data = load(IMAGES, LABELS, TEST_IMAGES, TEST_LABELS);
        assertThat(data.name()).isEqualTo("images");
        Samples train = data.train();
        assertThat(train.count()).isEqualTo(3);
        assertThat(train.inputSize()).isEqualTo(4);
        assertThat(train.outputs()).isEqualTo(3);
        assertThat(train.inputs())
                .startsWith(0, 51 / 255., 102 / 255., 1, 1 / 255.)
                .hasSize(12);
        assertThat(train.labels()).containsExactly(2, 0, 1);
        assertThat(train.targets()).isNull();
        assertThat(data.test().inputs()).containsExactly(9 / 255., 8 / 255., 7 / 255., 6 / 255.);
        assertThat(data.test().labels()).containsExactly(2);
        assertThat(data.test().outputs()).isEqualTo(3);
    }

    @Test
    void gzippedFilesAreToldByTheirContent() {
        Dataset plain = load(IMAGES, LABELS, TEST_IMAGES, TEST_LABELS);
        Dataset gzipped = load(gzip(IMAGES), gzip(LABELS), TEST_IMAGES, gzip(TEST_LABELS));
        assertThat(gzipped.hash()).isEqualTo(plain.hash());
        byte[] images = gzip(Arrays.copyOf(IMAGES, 10));
        byte[] rest = gzip(Arrays.copyOfRange(IMAGES, 10, IMAGES.length));
        byte[] members = ByteBuffer.allocate(images.length + rest.length)
                .put(images)
                .put(rest)
                .array();
        assertThat(load(members, LABELS, TEST_IMAGES, TEST_LABELS).hash()).isEqualTo(plain.hash());
    }

    @Test
    void withoutTestFilesThereAreNoTestSamples() {
        Samples test = load(IMAGES, LABELS, null, null).test();
        assertThat(test.count()).isZero();
        assertThat(test.inputs()).isEmpty();
        assertThat(test.labels()).isEmpty();
        assertThat(test.outputs()).isEqualTo(3);
    }

    static Stream<Arguments> elementTypes() {
        ByteBuffer shorts = ByteBuffer.allocate(4).putShort((short) -300).putShort((short) 7);
        ByteBuffer ints = ByteBuffer.allocate(8).putInt(-70_000).putInt(7);
        ByteBuffer floats = ByteBuffer.allocate(8).putFloat(.1f).putFloat(-2);
        ByteBuffer doubles = ByteBuffer.allocate(16).putDouble(.1).putDouble(-1e300);
        return Stream.of(
                arguments(BYTE, bytes(-3, 7), new double[] {-3, 7}),
                arguments(SHORT, shorts.array(), new double[] {-300, 7}),
                arguments(INT, ints.array(), new double[] {-70_000, 7}),
                arguments(FLOAT, floats.array(), new double[] {.1f, -2}),
                arguments(DOUBLE, doubles.array(), new double[] {.1, -1e300}));
    }

    @ParameterizedTest
    @MethodSource("elementTypes")
    void otherElementTypesAreTakenAsTheyAre(int type, byte[] elements, double[] expected) {
        Dataset data = load(idx(type, by(2, 1), elements), idx(UBYTE, by(2), bytes(0, 1)), null, null);
        assertThat(data.train().inputs()).containsExactly(expected);
    }

    @Test
    void labelsTurnIntoOneHotTargetsForRegression() {
        Samples train = new DataFiles(folder)
                .loadIdx(Task.REGRESSION, IMAGES, LABELS, null, null)
                .train();
        assertThat(train.labels()).isNull();
        assertThat(train.outputs()).isEqualTo(3);
        assertThat(train.targets()).containsExactly(0, 0, 1, 1, 0, 0, 0, 1, 0);
    }

    @Test
    void floatLabelsAreTargetVectors() {
        byte[] targets = ByteBuffer.allocate(3 * 2 * 4)
                .putFloat(1)
                .putFloat(-2)
                .putFloat(3.5f)
                .putFloat(4)
                .putFloat(5)
                .putFloat(6)
                .array();
        Samples train = new DataFiles(folder)
                .loadIdx(Task.REGRESSION, IMAGES, idx(FLOAT, by(3, 2), targets), null, null)
                .train();
        assertThat(train.outputs()).isEqualTo(2);
        assertThat(train.labels()).isNull();
        assertThat(train.targets()).containsExactly(1, -2, 3.5, 4, 5, 6);
    }

    static Stream<Arguments> damages() {
        byte[] png = bytes(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0);
        byte[] unknownType = idx(0x0A, by(3), bytes(0, 1, 2));
        byte[] noDimensions = idx(UBYTE, by(), bytes(1));
        byte[] cut = Arrays.copyOf(IMAGES, IMAGES.length - 1);
        byte[] longer = Arrays.copyOf(IMAGES, IMAGES.length + 2);
        byte[] huge = idx(DOUBLE, by(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE), bytes(1));
        byte[] nan = ByteBuffer.allocate(16).putDouble(1).putDouble(Double.NaN).array();
        byte[] two = idx(UBYTE, by(2), bytes(0, 1));
        byte[] gzipped = gzip(IMAGES);
        byte[] flipped = gzipped.clone();
        flipped[gzipped.length - 8] ^= 1;
        byte[] gzippedLonger = Arrays.copyOf(gzipped, gzipped.length + 3);
        return Stream.of(
                damage("wrong magic number", png, LABELS, "images: expected an IDX magic number", "found 0x89504e47"),
                damage("unknown type", IMAGES, unknownType, "labels: expected an IDX magic", "found 0x00000a01"),
                damage("no dimensions", noDimensions, LABELS, "images: expected an IDX magic", "found 0x00000800"),
                damage("empty", bytes(), LABELS, "images: ", "found 0 bytes (an empty file)"),
                damage("magic number cut", bytes(0, 0, 8), LABELS, "images: ", "4 bytes, found 3 bytes"),
                damage(
                        "header cut",
                        Arrays.copyOf(IMAGES, 15),
                        LABELS,
                        "images: truncated",
                        "3 dimensions",
                        "11 bytes"),
                damage("truncated", cut, LABELS, "images: truncated: expected 12 bytes", "3 x 2 x 2, found 11"),
                damage("trailing bytes", longer, LABELS, "images: trailing bytes: expected 12 bytes", "found 14"),
                damage("absurd size", huge, LABELS, "images: truncated: expected 79228162403583873202826248184 bytes"),
                damage("no images", idx(UBYTE, by(0, 2, 2)), LABELS, "images: expected dimension 1", "found 0"),
                damage("2^31 images", idx(UBYTE, by(1 << 31, 2), bytes(1)), LABELS, "images: ", "found 2147483648"),
                damage("swapped", LABELS, IMAGES, "images: expected images", "found 3\n", "Maybe images and labels"),
                damage(
                        "image labels",
                        IMAGES,
                        IMAGES,
                        "labels: expected one class label an image",
                        "found 3 x 2 x 2 of",
                        "a file of images"),
                damage("counts", IMAGES, two, "labels: expected as many labels as", "images, 3, found 2"),
                damage("negative label", IMAGES, idx(BYTE, by(3), bytes(0, 1, -1)), "labels: ", "label = -1 of item 2"),
                damage(
                        "large label",
                        IMAGES,
                        idx(INT, by(3), bytes(0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 2)),
                        "65536 of item 1"),
                damage("one class", IMAGES, idx(UBYTE, by(3), bytes(0, 0, 0)), "labels: expected 2 .. 65536 classes"),
                damage(
                        "float labels",
                        IMAGES,
                        idx(FLOAT, by(3), new byte[12]),
                        "labels: ",
                        "FLOAT",
                        "task = regression"),
                damage("NaN", idx(DOUBLE, by(2, 1), nan), two, "images: ", "found NaN at element 0 of item 1"),
                damage("gzip cut", Arrays.copyOf(gzipped, gzipped.length - 12), LABELS, "images: expected gzip data"),
                damage("gzip trailer cut", Arrays.copyOf(gzipped, gzipped.length - 2), LABELS, "images: expected gzip"),
                damage("gzip header cut", Arrays.copyOf(gzipped, 5), LABELS, "images: expected gzip data"),
                damage("gzip checksum", flipped, LABELS, "images: expected gzip data"),
                damage("gzip trailing bytes", gzippedLonger, LABELS, "images: expected gzip data"),
                damage("missing file", null, LABELS, "images: there is no such file"),
                damage("missing labels", IMAGES, null, "labels: there is no such file"));
    }

    private static Arguments damage(String name, byte[] images, byte[] labels, String... said) {
        return arguments(name, images, labels, said);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void namesTheDamage(String name, byte[] images, byte[] labels, String[] said) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load(images, labels, null, null))
                .withMessageContainingAll(said);
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                damage(
                        "images of other dimensions",
                        idx(UBYTE, by(1, 4), bytes(1, 2, 3, 4)),
                        TEST_LABELS,
                        "test-images: expected test images of the dimensions of",
                        "3 x 2 x 2 after",
                        "found 1 x 4"),
                damage(
                        "images of another type",
                        idx(BYTE, by(1, 2, 2), bytes(1, 2, 3, 4)),
                        TEST_LABELS,
                        "test-images: ",
                        "UNSIGNED_BYTE, found BYTE"),
                damage(
                        "labels of another kind",
                        TEST_IMAGES,
                        idx(FLOAT, by(1), bytes(0, 0, 0, 0)),
                        "test-labels: expected labels like those of",
                        "found 1 of FLOAT"),
                damage(
                        "a class the training lacks",
                        TEST_IMAGES,
                        idx(UBYTE, by(1), bytes(3)),
                        "test-labels: expected the classes of",
                        "found also {3}"),
                damage(
                        "no labels",
                        TEST_IMAGES,
                        null,
                        "expected both or neither of test-images and test-labels",
                        "test-labels = null"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misfits")
    void testFilesMustFitTheTrainingFiles(String name, byte[] images, byte[] labels, String[] said) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load(IMAGES, LABELS, images, labels))
                .withMessageContainingAll(said);
    }

    @Test
    void testTargetsMustBeAsLongAsTheTrainingTargets() {
        byte[] two = idx(FLOAT, by(3, 2), new byte[24]);
        byte[] one = idx(FLOAT, by(1, 1), new byte[4]);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new DataFiles(folder).loadIdx(Task.REGRESSION, IMAGES, two, TEST_IMAGES, one))
                .withMessageContainingAll("test-labels: expected labels like those of", "3 x 2 of FLOAT, found 1 x 1");
    }

    @Test
    void theLabelsThatOccurAreTheClasses() {
        Dataset data = load(IMAGES, idx(UBYTE, by(3), bytes(26, 1, 9)), TEST_IMAGES, idx(UBYTE, by(1), bytes(9)));
        assertThat(data.train().outputs()).isEqualTo(3);
        assertThat(data.train().labels()).containsExactly(2, 0, 1);
        assertThat(data.test().labels()).containsExactly(1);
        assertThat(data.classes()).containsExactly("1", "9", "26");
        assertThat(data.description())
                .isEqualTo("images: 3 training and 1 test samples of 4 inputs; 3 classes: 1, 9, 26 (numbered from 0 in"
                        + " this order); inputs divided by 255.");
    }

    @Test
    void aColumnOfLabelsIsAVector() {
        assertThat(load(IMAGES, idx(UBYTE, by(3, 1), bytes(2, 0, 1)), null, null)
                        .hash())
                .isEqualTo(load(IMAGES, LABELS, null, null).hash());
    }

    @Test
    void labelsOfManyColumnsAreNotTakenForImages() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load(IMAGES, idx(UBYTE, by(3, 8), new byte[24]), null, null))
                .withMessageContainingAll("expected one class label an image", "found 3 x 8", "one of its 8 columns")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("swapped"));
    }

    /** Packed data end after the samples that are kept, in the middle of what the header promises. */
    @Test
    void readsNoMoreThanItKeeps() {
        byte[] labels = idx(UBYTE, by(3), bytes(2, 0, 1));
        byte[] cut = gzip(Arrays.copyOf(IMAGES, 16 + 8));
        DataFiles files = new DataFiles(folder);
        DataConfig.Idx source = new DataConfig.Idx(
                files.write("cut", cut), files.write("labels", labels), Optional.empty(), Optional.empty());
        DataConfig two = new DataConfig(source, Task.CLASSIFICATION, OptionalInt.of(2), OptionalInt.empty());
        Samples train = Datasets.load(two, DataFiles.STREAMS).train();
        assertThat(train.inputs())
                .containsExactly(
                        Arrays.copyOf(load(IMAGES, LABELS, null, null).train().inputs(), 8));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.load(source, Task.CLASSIFICATION))
                .withMessageContaining("cut: truncated: expected 12 bytes for the dimensions 3 x 2 x 2, found 8");
    }

    /** The header declares 2.27 GB and the file has a kilobyte: it is refused for its size before it is read. */
    @Test
    void moreThanAnArrayHoldsIsRefusedWithTheSize() {
        byte[] images = gzip(idx(UBYTE, by(2_900_000, 28, 28), new byte[1000]));
        byte[] labels = new byte[2_900_000];
        labels[0] = 1;
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load(images, gzip(idx(UBYTE, by(2_900_000), labels)), null, null))
                .withMessageContainingAll("found 2900000 samples of 784", "Maybe data.samples = 2739137");
    }

    private Dataset load(byte[] images, byte[] labels, byte[] testImages, byte[] testLabels) {
        return new DataFiles(folder).loadIdx(Task.CLASSIFICATION, images, labels, testImages, testLabels);
    }
}
