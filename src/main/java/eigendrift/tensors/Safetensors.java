package eigendrift.tensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import eigendrift.files.DataException;
import eigendrift.tensors.TensorFile.Format;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens .safetensors: the length of a table, the table in JSON, then the values (Hugging Face, safetensors/README.md
 * and tensor.rs, 2026). Values are little-endian, the last index running fastest, and lie without gaps.
 */
final class Safetensors {

    /** Of the table, as the format says. */
    private static final long LONGEST = 100_000_000;

    private static final String METADATA = "__metadata__";

    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .build();

    private final Path file;
    private final FileChannel channel;
    private final long values;
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();

    /** A line of the table; offsets count from the first value. */
    private record Row(String name, String dtype, long[] shape, long begin, long end) {}

    private Safetensors(Path file, FileChannel channel, long values) {
        this.file = file;
        this.channel = channel;
        this.values = values;
    }

    static TensorFile open(Path file, FileChannel channel) throws IOException {
        ByteBuffer field = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        channel.read(field, 0);
        long length = field.getLong(0);
        if (length < 0 || length > LONGEST || length > channel.size() - Long.BYTES) {
            throw new DataException(file + ": expected a table (.safetensors) of at most " + LONGEST
                    + " bytes, found one of " + Long.toUnsignedString(length) + " in a file of " + channel.size()
                    + "\nMaybe it is still being written, or was cut short.");
        }
        Safetensors reader = new Safetensors(file, channel, Long.BYTES + length);
        try (JsonParser json = JSON.createParser(new FileBytes(channel, Long.BYTES, length).open(0))) {
            reader.table(json);
        } catch (JsonProcessingException | EOFException e) {
            throw damaged(file, e);
        }
        return new TensorFile(file, Format.SAFETENSORS, reader.tensors(), reader.metadata, channel);
    }

    static DataException damaged(Path file, IOException e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return new DataException(file + ": expected a table in JSON, found it damaged: " + message, e);
    }

    private void table(JsonParser json) throws IOException {
        expect(json, json.nextToken(), JsonToken.START_OBJECT, "the table");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            expect(json, json.nextToken(), JsonToken.START_OBJECT, name);
            if (name.equals(METADATA)) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String key = METADATA + "." + json.currentName();
                    expect(json, json.nextToken(), JsonToken.VALUE_STRING, key);
                    metadata.put(key, json.getText());
                }
            } else {
                rows.add(row(name, json));
            }
        }
        expect(json, json.currentToken(), JsonToken.END_OBJECT, "the end of the table");
        if (json.nextToken() != null) {
            throw new DataException(file + ": expected nothing but spaces after the table, found more");
        }
    }

    private Row row(String name, JsonParser json) throws IOException {
        Optional<String> dtype = Optional.empty();
        Optional<long[]> shape = Optional.empty();
        long[] offsets = {};
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            switch (key) {
                case "dtype" -> {
                    expect(json, value, JsonToken.VALUE_STRING, name);
                    dtype = Optional.of(json.getText());
                }
                case "shape" -> shape = Optional.of(numbers(name, json));
                case "data_offsets" -> offsets = numbers(name, json);
                default ->
                    throw new DataException(where(name) + ": expected dtype, shape and data_offsets, found " + key);
            }
        }
        if (dtype.isEmpty() || shape.isEmpty() || offsets.length != 2) {
            throw new DataException(where(name) + ": expected dtype, shape and two data_offsets, found less");
        }
        return new Row(name, dtype.get(), shape.get(), offsets[0], offsets[1]);
    }

    private long[] numbers(String name, JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_ARRAY, name);
        List<Long> numbers = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json, json.currentToken(), JsonToken.VALUE_NUMBER_INT, name);
            numbers.add(json.getLongValue());
        }
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private void expect(JsonParser json, JsonToken found, JsonToken expected, String name) throws IOException {
        if (found != expected) {
            throw new DataException(where(name) + ": expected " + expected + ", found "
                    + (found == null ? "the end" : found + " " + shown(json.getText())));
        }
    }

    private Map<String, Tensor> tensors() throws IOException {
        checkTiling();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Row row : rows) {
            tensors.put(row.name, tensor(row));
        }
        return tensors;
    }

    /** The values have to cover the file from the end of the table, without gap or overlap. */
    private void checkTiling() throws IOException {
        long end = 0;
        for (Row row : rows.stream()
                .sorted(Comparator.comparingLong(Row::begin).thenComparingLong(Row::end))
                .toList()) {
            if (row.begin != end || row.end < row.begin) {
                throw new DataException(where(row.name) + ": expected values from byte " + end + " on, found "
                        + row.begin + " to " + row.end);
            }
            end = row.end;
        }
        if (end != channel.size() - values) {
            throw new DataException(file + ": expected " + end + " bytes of values, found " + (channel.size() - values)
                    + "\nMaybe it is still being written, or was cut short.");
        }
    }

    private Tensor tensor(Row row) {
        String where = where(row.name);
        Optional<ElementType> type = ElementType.ofSafetensors(row.dtype);
        if (type.isEmpty()) {
            Strides.count(row.shape, where);
            return Tensor.opaque(row.name, where, row.dtype, row.shape);
        }
        Strides strides = Strides.rowMajor(row.shape, where);
        long bytes = row.end - row.begin;
        if (bytes % type.get().bytes != 0 || bytes / type.get().bytes != strides.count()) {
            throw new DataException(where + ": expected " + row.dtype + " of shape " + Arrays.toString(row.shape) + ", "
                    + type.get().bytes + " bytes a value, found " + bytes + " bytes");
        }
        return Tensor.of(
                row.name,
                where,
                type.get(),
                ByteOrder.LITTLE_ENDIAN,
                strides,
                new FileBytes(channel, values + row.begin, bytes));
    }

    private String where(String name) {
        return file + ", tensor " + shown(name);
    }

    private static String shown(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }
}
