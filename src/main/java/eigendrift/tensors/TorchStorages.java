package eigendrift.tensors;

import eigendrift.files.DataException;
import eigendrift.tensors.Pickle.Global;
import eigendrift.tensors.Pickle.Outside;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;

/** The storages of a file of torch.save. Several tensors may be views of one. */
final class TorchStorages {

    private final ZipArchive zip;
    private final String root;
    private final ByteOrder order;
    private final Path file;
    private final Map<String, Bytes> opened = new HashMap<>();

    TorchStorages(ZipArchive zip, String root, ByteOrder order, Path file) {
        this.zip = zip;
        this.root = root;
        this.order = order;
        this.file = file;
    }

    /**
     * A tensor as _rebuild_tensor_v2 of torch._utils makes it.
     *
     * @param arguments storage, offset, size, strides, and others that do not matter
     * @param dtype of a storage without type
     */
    Tensor tensor(String name, List<?> arguments, Optional<String> dtype) {
        String where = file + ", tensor " + name;
        if (arguments.size() < 4
                || !(arguments.get(0) instanceof Outside outside)
                || !(outside.id() instanceof List<?> id)
                || id.size() < 5
                || !(id.get(1) instanceof Global storageClass)
                || !(id.get(2) instanceof String key)
                || !(id.get(4) instanceof Long numbers)
                || !(arguments.get(1) instanceof Long offset)) {
            throw new DataException(
                    where + ": expected a tensor in a storage, as torch.save writes, found another form");
        }
        long[] shape = extents(arguments.get(2), where);
        long[] strides = extents(arguments.get(3), where);
        String storage = storageClass.name().substring(storageClass.name().lastIndexOf('.') + 1);
        Optional<ElementType> type =
                dtype.isPresent() ? ElementType.named(dtype.get()) : ElementType.ofTorchStorage(storage);
        if (type.isEmpty()) {
            Strides.count(shape, where);
            return Tensor.opaque(name, where, dtype.orElse(storage), shape);
        }
        Bytes bytes = bytes(key, where);
        long stored = dtype.isPresent() ? bytes.size() / type.get().bytes : numbers;
        if (stored < 0 || stored != bytes.size() / type.get().bytes || bytes.size() % type.get().bytes != 0) {
            throw new DataException(where + ": expected a storage of " + stored + " " + type.get() + ", found "
                    + bytes.size() + " bytes");
        }
        return Tensor.of(name, where, type.get(), order, Strides.view(shape, strides, offset, stored, where), bytes);
    }

    private Bytes bytes(String key, String where) {
        ZipEntry entry = zip.entries().get(root + "data/" + key);
        if (entry == null) {
            throw new DataException(where + ": expected a storage " + key + ", found none in the file");
        }
        if (entry.getMethod() != ZipEntry.STORED) {
            throw new DataException(where + ": expected a storage that is not packed, found it packed");
        }
        return opened.computeIfAbsent(key, k -> zip.bytes(entry, where));
    }

    private static long[] extents(Object tuple, String where) {
        if (tuple instanceof List<?> list && list.stream().allMatch(Long.class::isInstance)) {
            return list.stream().mapToLong(Long.class::cast).toArray();
        }
        throw new DataException(where + ": expected integers as shape and strides, found others");
    }
}
