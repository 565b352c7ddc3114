package eigendrift.tensors;

import eigendrift.files.DataException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/** Opens a file as what its first bytes say it is. */
final class Formats {

    private static final int START = 64;

    private static final String ZIP = "PK";
    private static final String NUMPY = "\u0093NUMPY";
    private static final String HDF5 = "\u0089HDF";
    private static final String POINTER = "version https://git-lfs";

    /** A pickle that begins with the number by which PyTorch before 1.6 marks its files. */
    private static final String OLD_TORCH = "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019";

    private static final String PICKLE = "\u0080";

    private Formats() {}

    /** What opens a file that has a handle already. */
    interface Opening {
        TensorFile open() throws IOException;
    }

    static TensorFile open(Path file) {
        return open(file, true);
    }

    /** A file that an index names, which is no index itself. */
    static TensorFile openShard(Path file) {
        return open(file, false);
    }

    private static TensorFile open(Path file, boolean orIndex) {
        if (Files.isDirectory(file)) {
            throw new DataException(file + ": expected a file, found a folder");
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": no such file", e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e, e);
        }
        return closedOnFailure(file, channel, () -> open(file, channel, orIndex));
    }

    private static TensorFile open(Path file, FileChannel channel, boolean orIndex) throws IOException {
        String start = start(channel);
        if (start.startsWith(ZIP)) {
            channel.close();
            return zip(file);
        }
        if (start.startsWith(NUMPY)) {
            return NumPyFiles.npy(file, channel);
        }
        if (orIndex && start.startsWith("{")) {
            channel.close();
            return Shards.open(file);
        }
        if (start.length() > Long.BYTES && start.charAt(Long.BYTES) == '{') {
            return Safetensors.open(file, channel);
        }
        throw new DataException(file
                + ": expected .npz, .npy, .safetensors, their index, or a file of torch.save, found " + found(start));
    }

    private static TensorFile zip(Path file) {
        ZipArchive zip = ZipArchive.open(file, "a zip archive, as .npz and files of torch.save are");
        return closedOnFailure(
                file,
                zip,
                () -> TorchFiles.pickle(zip).isPresent() ? TorchFiles.open(file, zip) : NumPyFiles.npz(file, zip));
    }

    /** Closes the handle if the file cannot be opened. */
    static TensorFile closedOnFailure(Path file, Closeable handle, Opening opening) {
        TensorFile opened = null;
        try {
            opened = opening.open();
            return opened;
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e, e);
        } finally {
            if (opened == null) {
                close(handle);
            }
        }
    }

    /** Closes, if it was opened, what is of no more use because of a failure. */
    static void close(Closeable handle) {
        try {
            if (handle != null) {
                handle.close();
            }
        } catch (IOException e) { // what made it close is being thrown
        }
    }

    private static String start(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(START);
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {}
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }

    private static String found(String start) {
        if (start.isEmpty()) {
            return "nothing\nMaybe it is still being written.";
        }
        if (start.startsWith(OLD_TORCH)) {
            return "one of PyTorch before 1.6\nMaybe torch.save(torch.load(...), ...) with a later one.";
        }
        if (start.startsWith(PICKLE)) {
            return "a pickle\nMaybe write it by torch.save, or numpy.savez.";
        }
        if (start.startsWith(HDF5)) {
            return "HDF5, as Keras writes\nMaybe numpy.savez(..., *model.get_weights()).";
        }
        if (start.startsWith(POINTER)) {
            return "a pointer of Git LFS in place of the file\nMaybe git lfs pull.";
        }
        byte[] bytes = start.substring(0, Math.min(16, start.length())).getBytes(StandardCharsets.ISO_8859_1);
        return "the bytes " + HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
