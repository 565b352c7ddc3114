package eigendrift.tensors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import eigendrift.files.DataException;
import eigendrift.tensors.TensorFile.Format;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Opens an index of shards, as model.safetensors.index.json: its {@code weight_map} names the file of each tensor,
 * which must be in the same folder.
 */
final class Shards {

    /** Of the index. */
    private static final long LONGEST = 100_000_000;

    private static final int MOST = 10_000;

    private Shards() {}

    static TensorFile open(Path index) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        if (Files.size(index) > LONGEST) {
            throw new DataException(
                    index + ": expected an index of at most " + LONGEST + " bytes, found " + Files.size(index));
        }
        try (JsonParser json = Safetensors.JSON.createParser(Files.newInputStream(index))) {
            weightMap(json, files);
        } catch (JsonProcessingException e) {
            throw Safetensors.damaged(index, e);
        }
        if (files.isEmpty()) {
            throw new DataException(index + ": expected an index with the files of tensors in weight_map, found none");
        }
        Map<String, TensorFile> shards = new LinkedHashMap<>();
        Closeable all = () -> shards.values().forEach(TensorFile::close);
        return Formats.closedOnFailure(index, all, () -> {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            files.forEach((name, file) -> tensors.put(name, tensor(name, file, index, shards)));
            return new TensorFile(index, Format.SHARDS, tensors, Map.of(), all);
        });
    }

    private static void weightMap(JsonParser json, Map<String, String> files) throws IOException {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean map = json.currentName().equals("weight_map");
            json.nextToken();
            if (!map || json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    files.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
    }

    private static Tensor tensor(String name, String file, Path index, Map<String, TensorFile> shards) {
        String where = index + ", tensor " + name;
        if (!file.matches("[^/\\\\\\x00]{1,255}") || file.equals("..") || file.equals(".")) {
            throw new DataException(where + ": expected the name of a file in the same folder, found " + file);
        }
        Tensor tensor = shards.computeIfAbsent(file, shard -> open(shard, index, shards.size()))
                .tensors()
                .get(name);
        if (tensor == null) {
            throw new DataException(where + ": expected it in " + file + ", found none of that name there");
        }
        return tensor;
    }

    private static TensorFile open(String shard, Path index, int before) {
        if (before >= MOST) {
            throw new DataException(index + ": expected at most " + MOST + " files, found more");
        }
        return Formats.openShard(path(shard, index));
    }

    private static Path path(String shard, Path index) {
        try {
            return index.resolveSibling(shard);
        } catch (InvalidPathException e) {
            throw new DataException(index + ": expected the name of a file, found " + shard, e);
        }
    }
}
