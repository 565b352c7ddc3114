package eigendrift.data;

import eigendrift.config.DataConfig;
import eigendrift.config.Task;
import eigendrift.random.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;

/** Writes data files into a folder and loads them. */
record DataFiles(Path folder) {

    static final Streams STREAMS = new Streams(7);

    Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Four IDX files; a null is a file that is not written. */
    Dataset loadIdx(Task task, byte[] images, byte[] labels, byte[] testImages, byte[] testLabels) {
        return load(
                new DataConfig.Idx(
                        path("images", images),
                        path("labels", labels),
                        Optional.ofNullable(testImages).map(bytes -> path("test-images", bytes)),
                        Optional.ofNullable(testLabels).map(bytes -> path("test-labels", bytes))),
                task);
    }

    /** A training file and, unless null, a test file, with the target {@code y}. */
    Dataset loadCsv(Task task, String train, String test) {
        return load(
                new DataConfig.Csv(
                        write("train.csv", train.getBytes(StandardCharsets.UTF_8)),
                        "y",
                        Optional.ofNullable(test)
                                .map(text -> write("test.csv", text.getBytes(StandardCharsets.UTF_8)))),
                task);
    }

    static Dataset load(DataConfig.Source source, Task task) {
        return Datasets.load(new DataConfig(source, task, OptionalInt.empty(), OptionalInt.empty()), STREAMS);
    }

    /** An IDX file: two zero bytes, type, rank, dimensions, elements. */
    static byte[] idx(int type, int[] dimensions, byte... elements) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dimensions.length + elements.length);
        bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) dimensions.length);
        Arrays.stream(dimensions).forEach(bytes::putInt);
        return bytes.put(elements).array();
    }

    static int[] by(int... dimensions) {
        return dimensions;
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private Path path(String name, byte[] bytes) {
        return bytes == null ? folder.resolve(name) : write(name, bytes);
    }
}
