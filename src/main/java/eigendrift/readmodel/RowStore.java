package eigendrift.readmodel;

import java.nio.ByteBuffer;

/**
 * Bytes that are only added: the first {@value #IN_MEMORY} in memory, the others in a temporary file. One thread
 * appends; others may read what was there when they were handed its place.
 */
final class RowStore {

    static final int IN_MEMORY = 1 << 25;

    private static final int CHUNK = 1 << 16;

    private final byte[][] chunks;
    private final SpillFile file = new SpillFile();
    private long size;

    RowStore() {
        this(IN_MEMORY);
    }

    /** @param inMemory bytes; a multiple of the size of a chunk is used */
    RowStore(int inMemory) {
        this.chunks = new byte[inMemory / CHUNK][];
    }

    /** Adds what remains in {@code bytes}, and returns its place. */
    long append(ByteBuffer bytes) {
        long place = size;
        size += bytes.remaining();
        long next = place;
        while (bytes.hasRemaining() && next / CHUNK < chunks.length) {
            int chunk = (int) (next / CHUNK);
            int offset = (int) (next % CHUNK);
            int count = Math.min(bytes.remaining(), CHUNK - offset);
            if (chunks[chunk] == null) {
                chunks[chunk] = new byte[CHUNK];
            }
            bytes.get(chunks[chunk], offset, count);
            next += count;
        }
        if (bytes.hasRemaining()) {
            file.append(bytes);
        }
        return place;
    }

    /** Fills what remains in {@code into} from {@code place} on. */
    void read(long place, ByteBuffer into) {
        long next = place;
        while (into.hasRemaining() && next / CHUNK < chunks.length) {
            int offset = (int) (next % CHUNK);
            int count = Math.min(into.remaining(), CHUNK - offset);
            into.put(chunks[(int) (next / CHUNK)], offset, count);
            next += count;
        }
        if (into.hasRemaining()) {
            file.read(next - (long) chunks.length * CHUNK, into);
        }
    }
}
