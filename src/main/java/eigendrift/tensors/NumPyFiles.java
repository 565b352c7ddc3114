package eigendrift.tensors;

import eigendrift.files.DataException;
import eigendrift.tensors.TensorFile.Format;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;

/** Opens .npz, of numpy.savez and numpy.savez_compressed, and .npy. */
final class NumPyFiles {

    static final String SUFFIX = ".npy";

    private NumPyFiles() {}

    static TensorFile npz(Path file) {
        ZipArchive zip = ZipArchive.open(file, "a NumPy archive (.npz)");
        return Formats.closedOnFailure(file, zip, () -> npz(file, zip));
    }

    static TensorFile npz(Path file, ZipArchive zip) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (ZipEntry entry : zip.entries().values()) {
            if (!entry.getName().endsWith(SUFFIX)) {
                throw new DataException(
                        file + ": expected NumPy arrays (.npy) only, found the entry " + entry.getName());
            }
            String name = stem(entry.getName());
            String where = file + ", array " + name;
            tensors.put(name, tensor(name, where, zip.bytes(entry, where)));
        }
        return new TensorFile(file, Format.NPZ, tensors, Map.of(), zip);
    }

    /** The only array has the name of the file. */
    static TensorFile npy(Path file, FileChannel channel) throws IOException {
        String name = file.getFileName().toString();
        name = name.endsWith(SUFFIX) ? stem(name) : name;
        Tensor tensor = tensor(name, file.toString(), new FileBytes(channel, 0, channel.size()));
        return new TensorFile(file, Format.NPY, Map.of(name, tensor), Map.of(), channel);
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private static Tensor tensor(String name, String where, Bytes bytes) {
        NpyHeader header = header(bytes, where);
        if (header.type().isEmpty()) {
            return Tensor.opaque(name, where, header.description(), header.shape());
        }
        ElementType type = header.type().get();
        Strides strides =
                header.fortran() ? Strides.columnMajor(header.shape(), where) : Strides.rowMajor(header.shape(), where);
        long held = bytes.size() - header.length();
        BigInteger declared = BigInteger.valueOf(strides.count()).multiply(BigInteger.valueOf(type.bytes));
        if (!declared.equals(BigInteger.valueOf(held))) {
            throw new DataException(where + ": shape " + Arrays.toString(header.shape()) + " of " + header.description()
                    + " needs " + declared + " bytes, found " + held);
        }
        return Tensor.of(name, where, type, header.order(), strides, Bytes.after(header.length(), bytes));
    }

    private static NpyHeader header(Bytes bytes, String where) {
        try (InputStream in = bytes.open(0)) {
            return NpyHeader.read(in, where);
        } catch (EOFException e) {
            throw new DataException(where + ": truncated; found " + bytes.size() + " bytes, less than a header", e);
        } catch (IOException e) {
            throw new DataException(where + ": damaged, or cannot be read: " + e.getMessage(), e);
        }
    }
}
