package eigendrift.tensors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A part of a file. */
record FileBytes(FileChannel channel, long start, long size) implements Bytes {

    @Override
    public InputStream open(long from) {
        return new Part(channel, start + from, start + size);
    }

    /** Reads by position, so that readers of one channel do not move each other. */
    private static final class Part extends InputStream {
        private final FileChannel channel;
        private long position;
        private final long end;

        Part(FileChannel channel, long position, long end) {
            this.channel = channel;
            this.position = position;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int wanted = (int) Math.min(length, end - position);
            if (wanted <= 0) {
                return length == 0 ? 0 : -1;
            }
            int read = channel.read(ByteBuffer.wrap(bytes, offset, wanted), position);
            position += Math.max(read, 0);
            return read;
        }
    }
}
