package eigendrift.tensors;

import eigendrift.files.DataException;
import eigendrift.tensors.TensorFile.Format;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;

/**
 * Opens what torch.save of PyTorch 1.6 and later writes (docs/source/notes/serialization.rst): a zip with one folder,
 * in which {@code data.pkl} describes the objects and {@code data/KEY} are the storages of the tensors, unpacked.
 */
final class TorchFiles {

    private static final String PICKLE = "data.pkl";

    /** Of the pickle; the numbers of the tensors are not in it. */
    private static final long LONGEST = 64 << 20;

    private TorchFiles() {}

    /** The entry that describes the objects, if this zip is of torch.save. */
    static Optional<ZipEntry> pickle(ZipArchive zip) {
        return zip.entries().values().stream()
                .filter(entry ->
                        entry.getName().equals(PICKLE) || entry.getName().matches("[^/]+/" + PICKLE))
                .findFirst();
    }

    static TensorFile open(Path file, ZipArchive zip) {
        ZipEntry entry = pickle(zip).orElseThrow();
        String root = entry.getName().substring(0, entry.getName().length() - PICKLE.length());
        byte[] pickle = read(zip, entry, file + ", " + PICKLE, LONGEST);
        TorchStorages storages = new TorchStorages(zip, root, order(zip, root, file), file);
        TorchTree tree = new TorchTree(file, storages);
        tree.add("", Unpickler.read(pickle, file + ", " + PICKLE));
        return new TensorFile(file, Format.TORCH, tree.tensors(), tree.values(), zip);
    }

    /** PyTorch before 2.1 wrote in the order of its machine and did not say so; that is taken as little-endian. */
    private static ByteOrder order(ZipArchive zip, String root, Path file) {
        ZipEntry entry = zip.entries().get(root + "byteorder");
        if (entry == null) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        String where = file + ", byteorder";
        String order = new String(read(zip, entry, where, "little".length()), StandardCharsets.US_ASCII);
        return switch (order) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw new DataException(where + ": expected little or big, found " + order);
        };
    }

    private static byte[] read(ZipArchive zip, ZipEntry entry, String where, long longest) {
        Bytes bytes = zip.bytes(entry, where);
        if (bytes.size() > longest) {
            throw new DataException(where + ": expected at most " + longest + " bytes, found " + bytes.size());
        }
        byte[] read = new byte[(int) bytes.size()];
        try {
            bytes.read(0, in -> in.readNBytes(read, 0, read.length));
        } catch (IOException e) {
            throw new DataException(where + ": damaged, or cannot be read: " + e.getMessage(), e);
        }
        return read;
    }
}
