package eigendrift.tensors;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a storage, in a file that is open; they can be read again and again. */
interface Bytes {

    long size();

    /** The bytes from {@code from} on, held to no checksum. */
    InputStream open(long from) throws IOException;

    /**
     * Hands over the bytes from {@code from} on. Where there is a checksum, all bytes are held to it the first time.
     */
    default void read(long from, Reading reading) throws IOException {
        try (InputStream in = open(from)) {
            reading.from(in);
        }
    }

    /** What is done with them. */
    interface Reading {
        void from(InputStream in) throws IOException;
    }

    /** Those from {@code start} on. */
    static Bytes after(long start, Bytes whole) {
        return new Bytes() {
            @Override
            public long size() {
                return whole.size() - start;
            }

            @Override
            public InputStream open(long from) throws IOException {
                return whole.open(start + from);
            }

            @Override
            public void read(long from, Reading reading) throws IOException {
                whole.read(start + from, reading);
            }
        };
    }
}
