package eigendrift.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eigendrift.files.DataException;
import eigendrift.tensors.TorchZip.Program;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way for a file to be wrong has its message. */
class DamagedFilesTest {

    /** What the shapes of these tests may claim; nothing of that size is ever allocated. */
    private static final long HUGE = 1L << 40;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.pt",
                "types.npz",
                "transposed.npy",
                "types.safetensors",
                "sharded/model.safetensors.index.json"
            })
    void refusesAFileCutShortAnywhere(String name) throws IOException {
        byte[] whole = Files.readAllBytes(Fixtures.path(name));
        Path file = folder.resolve("cut");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(DataException.class)
                    .as("first %d bytes", length)
                    .isThrownBy(() -> readAll(file))
                    .withMessageContaining("cut");
        }
    }

    @Test
    void refusesMoreBytesThanThereAreValues() throws IOException {
        byte[] whole = Files.readAllBytes(Fixtures.path("types.safetensors"));
        Path file = Files.write(folder.resolve("long"), Arrays.copyOf(whole, whole.length + 1));
        assertRefused(file, "long: expected 232 bytes of values, found 233");
        whole = Files.readAllBytes(Fixtures.path("transposed.npy"));
        file = Files.write(folder.resolve("long"), Arrays.copyOf(whole, whole.length + 1));
        assertRefused(file, "long: shape [3, 2] of <f2 needs 12 bytes, found 13");
    }

    /** @ and # stand for what each row of the table has. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":@[2]#[0,8]},"b":@[1]#[12,16]}} \
                | tensor b: expected values from byte 8 on, found 12 to 16
            {"a":@[3]#[0,12]},"b":@[2]#[8,16]}} \
                | tensor b: expected values from byte 12 on, found 8 to 16
            {"a":@[2]#[8,16]}} | tensor a: expected values from byte 0 on, found 8 to 16
            {"a":@[2]#[0,8]}} | expected 8 bytes of values, found 16
            {"a":@[6]#[0,24]}} | expected 24 bytes of values, found 16
            {"a":@[4]#[16,0]}} | tensor a: expected values from byte 0 on, found 16 to 0
            {"a":@[4]#[-16,0]}} | expected values from byte 0 on, found -16 to 0
            {"a":{"dtype":"F64","shape":[4]#[0,16]}} | expected F64 of shape [4], 8 bytes a value, found 16 bytes
            {"a":@[-4]#[0,16]}} | none of them negative, found [-4]
            {"a":@[1099511627776]#[0,16]}} | shape [1099511627776], 4 bytes a value, found 16
            {"a":@[4294967296,4294967296]#[0,16]}} | expected fewer than 2^63 values
            {"a":@[1e3]#[0,16]}} | tensor a: expected VALUE_NUMBER_INT, found VALUE_NUMBER_FLOAT 1e3
            {"a":@[99999999999999999999]#[0,16]}} | out of range of long
            {"a":@4#[0,16]}} | tensor a: expected START_ARRAY, found VALUE_NUMBER_INT 4
            {"a":@[4]#[0,8,16]}} | tensor a: expected dtype, shape and two data_offsets
            {"a":{"dtype":"F32"#[0,16]}} | tensor a: expected dtype, shape and two data_offsets
            {"a":@[4],"strides":[1]#[0,16]}} | expected dtype, shape and data_offsets, found strides
            {"a":@[4]#[0,16]},"a":@[4]#[0,16]}} | Duplicate field 'a'
            {"__metadata__":{"a":1},"a":@[4]#[0,16]}} | expected VALUE_STRING, found VALUE_NUMBER_INT 1
            {"a":[[[[]]]]} | tensor a: expected START_OBJECT, found START_ARRAY
            {"a":@[4]#[0,16]}} {} | expected nothing but spaces after the table
            {"a":@[4]#[0,16]} | expected a table in JSON, found it damaged
            """)
    void refusesATableOfSafetensors(String table, String message) throws IOException {
        String spelled = table.replace("@", "{\"dtype\":\"F32\",\"shape\":").replace("#", ",\"data_offsets\":");
        assertRefused(safetensors(spelled, spelled.length()), message);
    }

    /** Types of other widths than bytes are listed, whatever their length. */
    @Test
    void listsTypesOfSafetensorsThatItDoesNotRead() throws IOException {
        String table = "{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[16],\"data_offsets\":[0,16]}}";
        try (TensorFile file = TensorFile.open(safetensors(table, table.length()))) {
            assertThat(file.tensors().get("a")).hasToString("a F8_E4M3 [16]");
            assertThat(file.tensors().get("a").readable()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001, 1_000})
    void refusesALengthOfTheTable(long length) throws IOException {
        assertRefused(safetensors("{}", length), "expected a table (.safetensors) of at most 100000000 bytes");
    }

    @Test
    void refusesATableThatIsTooDeep() throws IOException {
        String deep = "{\"a\":{\"dtype\":" + "[".repeat(10_000);
        assertRefused(safetensors(deep, deep.length()), "expected VALUE_STRING");
        deep = "{\"metadata\":" + "[".repeat(10_000);
        assertRefused(Files.writeString(folder.resolve("index.json"), deep), "nesting depth");
    }

    private Path safetensors(String table, long length) throws IOException {
        byte[] text = table.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(
                folder.resolve("a.safetensors"), bytes.putLong(length).put(text).array());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ../plain.pt         | tensor a: expected the name of a file in the same folder, found ../plain.pt
            /etc/passwd         | tensor a: expected the name of a file in the same folder, found /etc/passwd
            ..                  | tensor a: expected the name of a file in the same folder, found ..
            a\\\\b              | tensor a: expected the name of a file in the same folder
            absent.safetensors  | absent.safetensors: no such file
            index.json          | index.json: expected .npz, .npy, .safetensors
            other.npy           | tensor a: expected it in other.npy, found none of that name there
            """)
    void refusesAnIndex(String shard, String message) throws IOException {
        Files.copy(Fixtures.path("transposed.npy"), folder.resolve("other.npy"));
        Path index = Files.writeString(folder.resolve("index.json"), "{\"weight_map\":{\"a\":\"" + shard + "\"}}");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> readAll(index))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"weight_map\":[]}", "{\"weight_map\":{}}", "{\"weight_map\":{\"a\":1}}"})
    void refusesAnIndexOfNothing(String text) throws IOException {
        assertRefused(Files.writeString(folder.resolve("index.json"), text), "in weight_map, found none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4 | 0  | 2,2  | 3,1  | reaches out of its storage of 4 values
            4 | 1  | 4    | 1    | shape [4] with strides [1] from offset 1 reaches out of its storage of 4 values
            4 | -1 | 2    | 1    | expected no negative offset or stride, found offset -1
            4 | 3  | 2    | -1   | expected no negative offset or stride, found offset 3, strides [-1]
            4 | 0  | -2   | 1    | none of them negative, found [-2]
            4 | 0  | 2,2  | 1    | expected a stride for each extent
            4 | 0  | 1099511627776 | 1    | reaches out of its storage
            4 | 0  | 2    | 9223372036854775807 | reaches out of its storage
            4 | 0  | 3    | 9223372036854775807 | reaches out of its storage
            4 | 9223372036854775807 | 1 | 1 | reaches out of its storage
            4 | 0  | 4294967296,4294967296 | 0,0 | expected fewer than 2^63 values
            4 | 0  | 1099511627776 | 0 | found shape [1099511627776]
            4 | 0  | 2147483647 | 0 | found shape [2147483647]
            4 | 0  | 1000000000 | 0 | found 1000000000 values in 1 places
            5 | 0  | 4    | 1    | expected a storage of 5 float32, found 16 bytes
            3 | 0  | 3    | 1    | expected a storage of 3 float32, found 16 bytes
            -4 | 0 | 3    | 1    | expected a storage of -4 float32, found 16 bytes
            """)
    void refusesAViewThatLies(long stored, long offset, String shape, String strides, String message) {
        byte[] pickle = new Program()
                .raw("}")
                .text("a")
                .tensor(stored, offset, longs(shape), longs(strides))
                .raw("s")
                .end();
        assertRefused(TorchZip.write(folder.resolve("a.pt"), pickle, new byte[16]), message, "a.pt, tensor a: ");
    }

    private static long[] longs(String list) {
        return Arrays.stream(list.split(",")).mapToLong(Long::parseLong).toArray();
    }

    @Test
    void refusesAStorageThatIsNotThere() throws IOException {
        byte[] bytes = Files.readAllBytes(Fixtures.path("plain.pt"));
        assertRefused(
                replaced(bytes, "plain/data/1", "plain/data/9"),
                "tensor 0.bias: expected a storage 1, found none in the file");
    }

    @Test
    void refusesANameThatIsNoText() throws IOException {
        byte[] bytes = Files.readAllBytes(Fixtures.path("plain.pt"));
        assertRefused(replaced(bytes, "plain/version", "plain/versio\u00ff"), "changed: ");
        // A length that reaches into the middle of the next character; java.util.zip finds that late.
        bytes = Files.readAllBytes(Fixtures.path("big-endian.pt"));
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("PK\1\2");
        bytes[directory + 46] = (byte) 0xc3;
        assertRefused(Files.write(folder.resolve("changed"), bytes), "changed: ");
    }

    @Test
    void refusesWrongBytesOfATensor() throws IOException {
        byte[] pickle = new Program()
                .raw("}")
                .text("a")
                .tensor(4, 0, new long[] {2}, new long[] {1})
                .raw("s")
                .end();
        byte[] storage = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        Path file = TorchZip.write(folder.resolve("a.pt"), pickle, storage);
        // Also where the wrong byte is not one of the tensor.
        assertRefused(replaced(Files.readAllBytes(file), "abcdef", "abcdeg"), "tensor a: damaged", "expected CRC-32 ");
        assertRefused(replaced(Files.readAllBytes(file), "0123", "0124"), "tensor a: damaged", "expected CRC-32 ");
        assertRefused(replaced(Files.readAllBytes(file), "FloatStorage", "FloatStorags"), "data.pkl: damaged");
    }

    /** All occurrences, in Latin-1. */
    private Path replaced(byte[] bytes, String from, String to) throws IOException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        return Files.writeString(folder.resolve("changed"), text.replace(from, to), StandardCharsets.ISO_8859_1);
    }

    /** Ten thousand zeros for each byte: a pickle that would unpack to more than a pickle may have. */
    @Test
    void refusesABomb() throws IOException {
        Path file = folder.resolve("bomb.pt");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 65; i++) {
                zip.write(zeros);
            }
        }
        assertThat(Files.size(file)).isLessThan(100_000);
        assertRefused(file, "bomb.pt, data.pkl: expected at most 67108864 bytes, found 68157440");
    }

    @Test
    void refusesAPackedStorage() throws IOException {
        Path file = folder.resolve("packed.pt");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(new Program()
                    .raw("}")
                    .text("a")
                    .tensor(HUGE, 0, new long[] {HUGE}, new long[] {1})
                    .raw("s")
                    .end());
            zip.putNextEntry(new ZipEntry("archive/data/0"));
            zip.write(new byte[16]);
        }
        assertRefused(file, "tensor a: expected a storage that is not packed");
    }

    @Test
    void refusesAByteOrderThatDoesNotExist() throws IOException {
        byte[] bytes = Files.readAllBytes(Fixtures.path("little-endian.pt"));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int place = text.indexOf("little", text.indexOf("little/byteorder") + "little/byteorder".length());
        bytes[place] = 'm';
        assertRefused(Files.write(folder.resolve("mittle"), bytes), "mittle, byteorder: damaged");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                | found nothing\\nMaybe it is still being written.
            version https://git-lfs.github.com/spec/v1 oid 1  | found a pointer of Git LFS in place of the file\\nMaybe
            hello                                             | found the bytes 68 65 6c 6c 6f
            PK but no zip at all, only its first two letters  | found no readable zip
            """)
    void refusesOtherFiles(String text, String message) throws IOException {
        assertRefused(Files.writeString(folder.resolve("other"), text), message.replace("\\n", "\n"));
    }

    @Test
    void refusesFormatsThatItKnowsByName() throws IOException {
        assertRefused(Fixtures.path("legacy.pt"), "found one of PyTorch before 1.6\nMaybe torch.save(torch.load(");
        byte[] hdf5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 26, '\n'};
        assertRefused(Files.write(folder.resolve("a.h5"), hdf5), "found HDF5, as Keras writes\nMaybe numpy.savez");
        byte[] pickle = {(byte) 0x80, 4, '}', '.'};
        assertRefused(Files.write(folder.resolve("a.pkl"), pickle), "found a pickle\nMaybe write it by torch.save");
        assertRefused(folder, "expected a file, found a folder");
        assertRefused(folder.resolve("missing.pt"), "missing.pt: no such file");
    }

    private static void assertRefused(Path file, String... messages) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> readAll(file))
                .withMessageContaining(file.getFileName().toString())
                .satisfies(e -> assertThat(e.getMessage()).contains(messages));
    }

    private static void readAll(Path path) {
        try (TensorFile file = TensorFile.open(path)) {
            file.tensors().values().forEach(Tensor::read);
        }
    }
}
