package eigendrift.tensors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes files as of torch.save whose pickle is put together by operations. */
final class TorchZip {

    private TorchZip() {}

    /** A pickle, operation after operation. */
    static final class Program {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Program() {
            raw(0x80, 2);
        }

        Program raw(int... operations) {
            for (int operation : operations) {
                bytes.write(operation);
            }
            return this;
        }

        /** Operations that are letters. */
        Program raw(String operations) {
            bytes.writeBytes(operations.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        Program global(String module, String name) {
            return raw("c" + module + "\n" + name + "\n");
        }

        Program text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return raw("X").number(utf8.length).raw(text);
        }

        /** An integer of 64 bits. */
        Program integer(long value) {
            bytes.write(0x8a);
            bytes.write(Long.BYTES);
            bytes.writeBytes(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array());
            return this;
        }

        /** Four bytes that belong to an operation. */
        Program number(int value) {
            bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array());
            return this;
        }

        Program integers(long... values) {
            raw("(");
            for (long value : values) {
                integer(value);
            }
            return raw("t");
        }

        /** A call of _rebuild_tensor_v2 for a view of storage 0, of single precision. */
        Program tensor(long stored, long offset, long[] shape, long[] strides) {
            global("torch._utils", "_rebuild_tensor_v2").raw("((");
            text("storage")
                    .global("torch", "FloatStorage")
                    .text("0")
                    .text("cpu")
                    .integer(stored);
            raw("tQ").integer(offset).integers(shape).integers(strides);
            return raw(0x89).raw(")tR");
        }

        byte[] end() {
            return raw(".").bytes.toByteArray();
        }
    }

    /** A file with this pickle and a storage 0. */
    static Path write(Path file, byte[] pickle, byte[] storage) {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "archive/data.pkl", pickle);
            put(zip, "archive/data/0", storage);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
    }
}
