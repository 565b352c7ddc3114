package eigendrift.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eigendrift.files.DataException;
import eigendrift.tensors.TensorFile.Format;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Against files of PyTorch and NumPy, and what these say is in them. */
class TensorFileTest {

    private static final JsonNode EXPECTED = expected();

    @TempDir
    private Path folder;

    private static JsonNode expected() {
        try {
            return new ObjectMapper().readTree(Files.readString(Fixtures.path("expected.json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<String> files() {
        return StreamSupport.stream(((Iterable<String>) EXPECTED::fieldNames).spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsEveryLayout(String name) {
        JsonNode expected = EXPECTED.get(name);
        try (TensorFile file = TensorFile.open(Fixtures.path(name))) {
            Set<String> names = new LinkedHashSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            assertThat(file.tensors().keySet()).containsExactlyInAnyOrderElementsOf(names);
            names.forEach(tensor -> assertSame(file.tensors().get(tensor), expected.get(tensor)));
            // Once more, in another order: each is read on its own, also where storages are shared.
            List<String> backwards = new ArrayList<>(names);
            Collections.reverse(backwards);
            backwards.forEach(tensor -> assertSame(file.tensors().get(tensor), expected.get(tensor)));
        }
    }

    private static void assertSame(Tensor found, JsonNode expected) {
        assertThat(found.type()).as(found.name()).isEqualTo(expected.get("type").textValue());
        assertThat(found.shape()).as(found.name()).containsExactly(longs(expected.get("shape")));
        double[] values = found.read();
        assertThat(values).as(found.name()).hasSize(expected.get("values").size());
        for (int i = 0; i < values.length; i++) {
            assertThat(Double.doubleToLongBits(values[i]))
                    .as("value %d of %s", i, found)
                    .isEqualTo(Double.doubleToLongBits(
                            number(expected.get("values").get(i))));
        }
    }

    private static long[] longs(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToLong(JsonNode::longValue)
                .toArray();
    }

    private static double number(JsonNode value) {
        return switch (value.asText()) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> value.doubleValue();
        };
    }

    @Test
    void keepsTheOrderOfTheFile() {
        assertThat(names("plain.pt")).containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
        assertThat(names("twelve.safetensors"))
                .startsWith("_orig_mod.0.bias", "_orig_mod.0.weight", "_orig_mod.10.bias", "_orig_mod.10.weight");
    }

    private static List<String> names(String file) {
        try (TensorFile opened = TensorFile.open(Fixtures.path(file))) {
            return List.copyOf(opened.tensors().keySet());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "plain.pt, TORCH",
        "types.npz, NPZ",
        "transposed.npy, NPY",
        "types.safetensors, SAFETENSORS",
        "sharded/model.safetensors.index.json, SHARDS"
    })
    void knowsTheFormat(String name, Format format) {
        try (TensorFile file = TensorFile.open(Fixtures.path(name))) {
            assertThat(file.format()).isEqualTo(format);
            assertThat(file.file()).isEqualTo(Fixtures.path(name));
        }
    }

    @Test
    void saysWhatElseIsThere() {
        try (TensorFile file = TensorFile.open(Fixtures.path("lightning/epoch=1-step=30.ckpt"))) {
            assertThat(file.values())
                    .contains(
                            entry("epoch", 1L),
                            entry("global_step", 30L),
                            entry("optimizer_states.0.param_groups.0.lr", 1e-3),
                            entry("optimizer_states.0.param_groups.0.betas", List.of(.9, .999)),
                            entry("optimizer_states.0.param_groups.0.params", List.of(0L, 1L, 2L, 3L)),
                            entry("optimizer_states.0.param_groups.0.amsgrad", false),
                            entry("hyper_parameters.own.hidden", List.of(16L, 16L)),
                            entry("hyper_parameters.own.name", "own"),
                            entry("hyper_parameters.space.lr", .5),
                            entry("hyper_parameters.rate", .25),
                            entry("hyper_parameters.folder", "pathlib.PurePosixPath"),
                            entry("hyper_parameters.big", BigInteger.TWO.pow(100)),
                            entry("hyper_parameters.pair", List.of(1L, "two")));
        }
        try (TensorFile file = TensorFile.open(Fixtures.path("types.safetensors"))) {
            assertThat(file.values()).isEqualTo(Map.of("__metadata__.format", "pt", "__metadata__.step", "7"));
        }
    }

    @Test
    void listsWhatItCannotRead() {
        try (TensorFile file = TensorFile.open(Fixtures.path("opaque.pt"))) {
            assertThat(file.tensors().keySet()).containsExactly("complex", "sparse", "quantized", "expanded", "plain");
            assertThat(file.tensors().get("plain").read()).containsExactly(1, 1);
            assertThat(file.tensors().get("complex").type()).isEqualTo("ComplexFloatStorage");
            assertThat(file.tensors().get("complex").shape()).containsExactly(2);
            assertThat(file.tensors().values().stream().map(Tensor::readable))
                    .containsExactly(false, false, false, true, true);
            assertRefused(file, "complex", "expected values of type float64, ", "found ComplexFloatStorage");
            assertRefused(file, "sparse", "found torch._utils._rebuild_sparse_tensor");
            assertRefused(file, "quantized", "found torch._utils._rebuild_qtensor");
            assertRefused(file, "expanded", "found 1000 values in 1 places\nMaybe save t.contiguous()");
        }
    }

    private static void assertRefused(TensorFile file, String tensor, String... messages) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> file.tensors().get(tensor).read())
                .withMessageContaining(file.file() + ", tensor " + tensor)
                .satisfies(e -> assertThat(e.getMessage()).contains(messages));
    }

    /** The program that the file asks for would make a file of this name. */
    @Test
    void executesNothing() {
        try (TensorFile file = TensorFile.open(Fixtures.path("hostile.pt"))) {
            assertThat(file.values()).isEqualTo(Map.of("hostile", "posix.system"));
            assertThat(file.tensors()).hasSize(4);
        }
        assertThat(Path.of("hostile-pickle-was-executed")).doesNotExist();
    }

    /** The file has four gigabytes, as it says; the heap of the tests has not. */
    @Test
    void readsOneTensorWithoutTheOthers() throws IOException {
        String table = "{\"large\":{\"dtype\":\"F32\",\"shape\":[1073741824],\"data_offsets\":[0,4294967296]},"
                + "\"small\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4294967296,4294967304]}}";
        Path path = folder.resolve("large.safetensors");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.writeLong(Long.reverseBytes(table.length()));
            file.writeBytes(table);
            file.seek(file.getFilePointer() + (1L << 32)); // no disk is taken
            file.writeInt(Integer.reverseBytes(Float.floatToIntBits(1.5f)));
            file.writeInt(Integer.reverseBytes(Float.floatToIntBits(-2)));
        }
        try (TensorFile file = TensorFile.open(path)) {
            assertThat(file.tensors().get("large").shape()).containsExactly(1L << 30);
            assertThat(file.tensors().get("small").read()).containsExactly(1.5, -2);
        }
    }

    @Test
    void closesWhatItOpened() {
        TensorFile file = TensorFile.open(Fixtures.path("plain.pt"));
        Tensor tensor = file.tensors().get("0.weight");
        file.close();
        assertThat(catchThrowable(tensor::read)).isNotNull();
    }
}
