package eigendrift.tensors;

import eigendrift.files.DataException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;

/**
 * An open file of named tensors: NumPy's .npy and .npz, .safetensors and its index of shards, or what torch.save of
 * PyTorch 1.6 and later writes. Which of them it is is decided by the bytes, not by the name. Nothing in it is
 * executed.
 *
 * <p>Opening reads the table of contents, and takes memory in proportion to that.
 */
public final class TensorFile implements Closeable {

    /** The formats. */
    public enum Format {
        NPY,
        NPZ,
        SAFETENSORS,
        SHARDS,
        TORCH
    }

    private final Path file;
    private final Format format;
    private final Map<String, Tensor> tensors;
    private final Map<String, Object> values;
    private final Closeable handle;

    TensorFile(Path file, Format format, Map<String, Tensor> tensors, Map<String, Object> values, Closeable handle) {
        this.file = file;
        this.format = format;
        this.tensors = Collections.unmodifiableMap(tensors);
        this.values = Collections.unmodifiableMap(values);
        this.handle = handle;
    }

    /**
     * Opens a file.
     *
     * @throws DataException if there is none, it cannot be read, is damaged, or of another format
     */
    public static TensorFile open(Path file) {
        return Formats.open(file);
    }

    public Path file() {
        return file;
    }

    public Format format() {
        return format;
    }

    /**
     * The tensors by their place, in the order of the file (for .safetensors: of the table, which its writers sort by
     * type and name). A place is the names on the way to the tensor, parted by dots: {@code model.fc1.weight},
     * {@code optimizer.state.0.exp_avg}.
     */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /**
     * What else is said, by its place, such as {@code epoch} or {@code optimizer.param_groups.0.lr}: {@link Long},
     * {@link java.math.BigInteger}, {@link Double}, {@link Boolean}, {@link String}, or a {@link java.util.List} of
     * these. Objects of classes are there as their attributes, or else as the name of their class.
     */
    public Map<String, Object> values() {
        return values;
    }

    @Override
    public void close() {
        try {
            handle.close();
        } catch (IOException e) {
            throw new DataException(file + ": cannot be closed: " + e, e);
        }
    }
}
