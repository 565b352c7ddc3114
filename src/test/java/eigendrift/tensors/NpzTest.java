package eigendrift.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eigendrift.files.DataException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against files of NumPy, and a file of ours that NumPy was seen to read; tools/reference/npz.py makes and checks them.
 */
class NpzTest {

    private static final double[] EIGHTHS =
            IntStream.range(-5, 7).mapToDouble(i -> i / 8.).toArray();

    private static final double[] SPECIAL = {
        Double.MAX_VALUE, Double.MIN_VALUE, -0., Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, Math.PI
    };

    private static final long[] LONGS = {1L << 53, -(1L << 53), 0, -7};

    private static final int[] INTS = {Integer.MAX_VALUE, Integer.MIN_VALUE, 3};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"numpy-savez.npz", "numpy-savez-compressed.npz"})
    void readsWhatNumPyWrites(String name) {
        Map<String, Npz.Array> expected = new LinkedHashMap<>();
        expected.put("matrix", array(EIGHTHS, 3, 4));
        expected.put("single", array(EIGHTHS, 12));
        expected.put("long", array(Arrays.stream(LONGS).asDoubleStream().toArray(), 2, 2));
        expected.put("int", array(Arrays.stream(INTS).asDoubleStream().toArray(), 3));
        expected.put("scalar", array(new double[] {.1}));
        expected.put("cube", array(EIGHTHS, 2, 3, 2));
        expected.put("empty", array(new double[0], 0, 3));
        expected.put("special", array(SPECIAL, 7));
        assertSame(Npz.read(reference(name)), expected);
    }

    @Test
    void readsEveryVersionOfTheHeader() {
        Map<String, Npz.Array> expected = new LinkedHashMap<>();
        for (int version = 1; version <= 3; version++) {
            expected.put("version" + version, array(EIGHTHS, 3, 4));
        }
        assertSame(Npz.read(reference("numpy-versions.npz")), expected);
    }

    @Test
    void writesTheBytesThatNumPyReads() throws IOException {
        Path file = Path.of("target", "java.npz"); // stays, for npz.py to check when it is to replace the kept one
        try (Npz.Writer writer = new Npz.Writer(file)) {
            writer.put("matrix", EIGHTHS, 3, 4);
            writer.put("rows", new double[][] {
                Arrays.copyOf(EIGHTHS, 4), Arrays.copyOfRange(EIGHTHS, 4, 8), Arrays.copyOfRange(EIGHTHS, 8, 12)
            });
            writer.put("no rows", new double[0][]);
            writer.put("long", LONGS, 2, 2);
            writer.put("int", INTS);
            writer.put("cube", EIGHTHS, 2, 3, 2);
            writer.put("empty", new double[0], 0, 3);
            writer.put("special", SPECIAL);
            writer.put("größe", new double[] {4});
        }
        assertThat(file).hasSameBinaryContentAs(reference("java.npz"));
    }

    @Test
    void readsBackWhatItWrites() throws IOException {
        // Several times the chunk in which values are encoded, and not a multiple of it.
        int n = 3 * (1 << 16) + 5;
        double[] data = IntStream.range(0, n).mapToDouble(i -> 1. / (i + 1)).toArray();
        int[] ints = IntStream.range(0, n).map(i -> i * i).toArray();
        long[] longs = IntStream.range(0, n).mapToLong(i -> (long) i * i).toArray();
        Path file = folder.resolve("large.npz");
        try (Npz.Writer writer = new Npz.Writer(file)) {
            writer.put("data", data);
            writer.put("rows", new double[][] {data, data});
            writer.put("ints", ints);
            writer.put("longs", longs);
        }
        Map<String, Npz.Array> expected = new LinkedHashMap<>();
        double[] twice = Arrays.copyOf(data, 2 * n);
        System.arraycopy(data, 0, twice, n, n);
        expected.put("data", array(data, n));
        expected.put("rows", array(twice, 2, n));
        expected.put("ints", array(Arrays.stream(ints).asDoubleStream().toArray(), n));
        expected.put("longs", array(Arrays.stream(longs).asDoubleStream().toArray(), n));
        assertSame(Npz.read(file), expected);
    }

    @Test
    void refusesToWriteAnotherShape() throws IOException {
        try (Npz.Writer writer = new Npz.Writer(folder.resolve("bad.npz"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.put("w", EIGHTHS, 3, 5))
                    .withMessage("array w: expected [3, 5] values, found 12");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.put("w", new double[][] {{1, 2}, {3}}))
                    .withMessage("array w: expected rows of length 2, found row 1 of length 1");
            writer.put("w", EIGHTHS);
            assertThatExceptionOfType(ZipException.class)
                    .isThrownBy(() -> writer.put("w", EIGHTHS))
                    .withMessageContaining("duplicate entry: w.npy");
        }
    }

    /** Of NumPy's transposed view of the matrix; numpy.load gives its rows one after the other. */
    @Test
    void readsFortranOrder() {
        double[] transposed = new double[12];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 3; j++) {
                transposed[3 * i + j] = EIGHTHS[4 * j + i];
            }
        }
        assertSame(
                new LinkedHashMap<>(Map.of(
                        "transposed", Npz.read(reference("numpy-fortran.npz")).get("transposed"))),
                Map.of("transposed", array(transposed, 4, 3)));
    }

    /**
     * Spellings that numpy.load (2.4.6) takes, each for the bytes 0, 1, ..., 5 as numbers of the type, and what it
     * gives.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'descr': '<f8', 'fortran_order': False, 'shape': (2L, 3L), }       | 0 1 2 3 4 5
            {'descr': '<f8', 'fortran_order': False, 'shape': (6L,)}            | 0 1 2 3 4 5
            {"descr": "<f8", "fortran_order": False, "shape": (2, 3)}           | 0 1 2 3 4 5
            {u'descr': u'<f8', u'fortran_order': False, u'shape': (2, 3)}       | 0 1 2 3 4 5
            {'descr': '=f8', 'fortran_order': False, 'shape': (2, 3)}           | 0 1 2 3 4 5
            {'descr': 'f8', 'fortran_order': False, 'shape': (2, 3)}            | 0 1 2 3 4 5
            {'shape':(6,),'fortran_order':True,'descr':'<f8'}                   | 0 1 2 3 4 5
            {'descr': '<f8', 'fortran_order': True, 'shape': (1, 6)}            | 0 1 2 3 4 5
            {'descr': '<f8', 'fortran_order': True, 'shape': (6, 1)}            | 0 1 2 3 4 5
            {'descr': '<f8', 'fortran_order': True, 'shape': (2, 3)}            | 0 2 4 1 3 5
            {'descr': '<f8', 'fortran_order': True, 'shape': (3, 1, 2)}         | 0 3 1 4 2 5
            """)
    void readsAHeaderAsNumPyDoes(String header, String expected) throws IOException {
        ByteBuffer values = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.range(0, 6).forEach(values::putDouble);
        double[] found =
                Npz.read(zip("a.npy", npy(1, header, values.array()))).get("a").data();
        assertThat(found)
                .containsExactly(Arrays.stream(expected.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
    }

    @Test
    void readsAScalarAndTheOtherByteOrder() throws IOException {
        byte[] half = ByteBuffer.allocate(8).putDouble(.5).array();
        Npz.Array scalar = Npz.read(zip("a.npy", npy(1, "{'descr': '>f8', 'fortran_order': True, 'shape': ()}", half)))
                .get("a");
        assertThat(scalar.shape()).isEmpty();
        assertThat(scalar.data()).containsExactly(.5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            numpy-complex.npz | array complex: expected values of type float64, float32, float16, bfloat16, int64, \
            int32, int16, int8, uint64, uint32, uint16, uint8, bool, found <c16
            """)
    void refusesOtherArraysOfNumPy(String name, String message) {
        assertRefused(reference(name), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'descr': 'O', 'fortran_order': False, 'shape': (2,), } | bool, found O
            {'descr': '<U4', 'fortran_order': False, 'shape': (2,), } | bool, found <U4
            {'descr': '<M8[ns]', 'fortran_order': False, 'shape': (2,), } | bool, found <M8
            {'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,)} | bool, found [('a', '<f8')]
            {'descr': '<f2', 'fortran_order': False, 'shape': (2,), } | shape [2] of <f2 needs 4 bytes, found 16
            {'descr': '<f8', 'fortran_order': False, 'shape': (3,), } | shape [3] of <f8 needs 24 bytes, found 16
            {'descr': '<f8', 'fortran_order': False, 'shape': (1,), } | shape [1] of <f8 needs 8 bytes, found 16
            {'descr': '<f8', 'fortran_order': False, 'shape': (268435455,8),} | needs 17179869120 bytes, found 16
            {'descr': '<f8', 'fortran_order': False, 'shape': (65536, 65536)} \
                | shape [65536, 65536] of <f8 needs 34359738368 bytes, found 16
            {'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 2147483648)} \
                | fewer than 2^63 values, found shape [4294967296, 2147483648]
            {'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,)} \
                | fewer than 2^63 values, found shape (99999999999999999999,)
            {'descr': '<i8', 'fortran_order': False, 'shape': (2,), } | found [0] = 72340172838076673
            {'descr': '<f8', 'fortran_order': False} | expected a header with descr, fortran_order and shape
            {} | expected a header with descr, fortran_order and shape
            """)
    void refusesAHeader(String header, String message) throws IOException {
        byte[] values = new byte[16];
        Arrays.fill(values, (byte) 1);
        assertRefused(zip("a.npy", npy(1, header, values)), message);
    }

    @Test
    void refusesWhatIsNoArray() throws IOException {
        assertRefused(
                zip("a.npy", "hello, world".getBytes(StandardCharsets.US_ASCII)), "expected a NumPy array (.npy)");
        assertRefused(zip("a.npy", new byte[0]), "expected a NumPy array (.npy)");
        assertRefused(zip("a.npy", npy(4, "{}", new byte[0])), "expected .npy version 1, 2 or 3, found version 4");
        assertRefused(zip("a.txt", new byte[3]), "expected NumPy arrays (.npy) only, found the entry a.txt");
    }

    @Test
    void refusesTwoArraysOfOneName() throws IOException {
        Path file = folder.resolve("twice.npz");
        try (Npz.Writer writer = new Npz.Writer(file)) {
            writer.put("a", EIGHTHS);
            writer.put("b", EIGHTHS);
        }
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, bytes.replace("b.npy", "a.npy"), StandardCharsets.ISO_8859_1);
        assertRefused(file, "found two entries named a.npy");
    }

    @Test
    void refusesAHeaderCutShort() throws IOException {
        byte[] whole = npy(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", new byte[16]);
        assertRefused(zip("a.npy", Arrays.copyOf(whole, 9)), "array a: truncated; found 9 bytes, less than a header");
        assertRefused(zip("a.npy", Arrays.copyOf(whole, 30)), "array a: truncated; found 30 bytes, less than a header");
    }

    @Test
    void refusesWhatIsNoZip() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.npz"));
        assertRefused(empty, "expected a NumPy archive (.npz), found no readable zip");
        Path text = Files.writeString(folder.resolve("text.npz"), "a text, no archive, of some length");
        assertRefused(text, "expected a NumPy archive (.npz), found no readable zip");
        assertRefused(folder.resolve("missing.npz"), "missing.npz: no such file");
        assertRefused(folder, "cannot be read");
    }

    @Test
    void refusesAFileCutShort() throws IOException {
        byte[] whole = Files.readAllBytes(reference("numpy-savez.npz"));
        for (int length : new int[] {whole.length - 1, whole.length / 2, 40, 1}) {
            Path cut = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(whole, length));
            assertRefused(cut, "expected a NumPy archive (.npz), found no readable zip");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesAFlippedBit(boolean compressed) throws IOException {
        Path file = folder.resolve("whole.npz");
        try (Npz.Writer writer = new Npz.Writer(file)) {
            writer.put("a", IntStream.range(0, 50).mapToDouble(Math::sin).toArray());
        }
        int start = 30 + "a.npy".length(); // after the local header of the zip
        if (compressed) {
            file = zip("a.npy", Arrays.copyOfRange(Files.readAllBytes(file), start, start + 128 + 50 * Double.BYTES));
        }
        for (int i = start + 130; i < start + 400; i += 8) {
            byte[] flipped = Files.readAllBytes(file);
            flipped[i] ^= 4;
            assertRefused(Files.write(folder.resolve("flipped.npz"), flipped), "array a: ");
        }
    }

    /** The directory of the zip claims 4 GB for an array of a few bytes; the claim must not be allocated. */
    @Test
    void refusesADirectoryThatPromisesTooMuch() throws IOException {
        Path file = zip(
                "a.npy", npy(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (1073741791,), }", new byte[16]));
        byte[] bytes = Files.readAllBytes(file);
        int directory = indexOf(bytes, new byte[] {'P', 'K', 1, 2});
        Arrays.fill(bytes, directory + 24, directory + 28, (byte) 0xf0); // uncompressed size, 0xf0f0f0f0
        Files.write(file, bytes);
        assertRefused(file, "array a: truncated or damaged; declares 4042322160 bytes packed into");
    }

    private static void assertSame(Map<String, Npz.Array> found, Map<String, Npz.Array> expected) {
        assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((name, array) -> {
            assertThat(found.get(name).shape()).as("shape of %s", name).containsExactly(array.shape());
            // Arrays.equals tells −0 from 0 and takes NaN for itself.
            assertThat(Arrays.equals(found.get(name).data(), array.data()))
                    .as("values of %s", name)
                    .isTrue();
        });
    }

    private static void assertRefused(Path file, String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Npz.read(file))
                .withMessageContaining(file.getFileName().toString())
                .withMessageContaining(message);
    }

    private static Npz.Array array(double[] data, int... shape) {
        return new Npz.Array(shape, data);
    }

    private static byte[] npy(int version, String header, byte[] values) {
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[10 + text.length + values.length];
        byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0, (byte) text.length, 0};
        System.arraycopy(start, 0, bytes, 0, 10);
        System.arraycopy(text, 0, bytes, 10, text.length);
        System.arraycopy(values, 0, bytes, 10 + text.length, values.length);
        return bytes;
    }

    private Path zip(String entry, byte[] bytes) throws IOException {
        Path file = folder.resolve("crafted.npz");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(bytes);
        }
        return file;
    }

    private static int indexOf(byte[] bytes, byte[] pattern) {
        return IntStream.range(0, bytes.length - pattern.length)
                .filter(i -> Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length))
                .findFirst()
                .orElseThrow();
    }

    private static Path reference(String name) {
        try {
            return Path.of(NpzTest.class.getResource("/reference/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
