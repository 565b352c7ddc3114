package eigendrift.tensors;

import static org.assertj.core.api.Assertions.fail;

import eigendrift.files.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files with bytes changed at random are read, or refused by a {@link DataException}; nothing else happens, and no
 * tensor is larger than its file allows. {@code -Dmutations=1000000} for more of them, {@code -Dmutations.seed=N} for
 * others.
 */
class MutatedFilesTest {

    private static final int MUTATIONS = Integer.getInteger("mutations", 10_000);
    private static final long SEED = Long.getLong("mutations.seed", 1);

    /** Numbers that lie at the edge of something. */
    private static final long[] EDGES = {
        0, 1, -1, 127, 128, 255, 256, 1 << 16, 1L << 31, (1L << 32) - 1, Long.MIN_VALUE, 1L << 53
    };

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void areReadOrRefused() throws IOException {
        List<Path> files = Fixtures.all();
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            SplittableRandom random = new SplittableRandom(SEED + i);
            Path original = files.get(random.nextInt(files.size()));
            byte[] bytes = mutated(Files.readAllBytes(original), random);
            if (random.nextBoolean()) {
                mendChecksums(bytes);
            }
            Path file = Files.write(folder.resolve("mutated" + i % 64), bytes);
            try (TensorFile opened = TensorFile.open(file)) {
                for (Tensor tensor : opened.tensors().values()) {
                    refused += readOrRefuse(tensor) ? 0 : 1;
                }
            } catch (DataException e) {
                refused++;
            } catch (Throwable e) {
                throw new AssertionError(
                        "mutation " + i + " of seed " + SEED + ", of " + original + ":\n"
                                + HexFormat.of().formatHex(bytes),
                        e);
            }
        }
        if (refused < MUTATIONS / 10 || refused == MUTATIONS) {
            fail("expected some to be refused and some not, found %d of %d", refused, MUTATIONS);
        }
    }

    private static boolean readOrRefuse(Tensor tensor) {
        try {
            tensor.read();
            return true;
        } catch (DataException e) {
            return false;
        }
    }

    private static byte[] mutated(byte[] bytes, SplittableRandom random) {
        byte[] changed = bytes;
        for (int change = random.nextInt(1, 5); change > 0 && changed.length > 8; change--) {
            int place = random.nextInt(changed.length);
            switch (random.nextInt(6)) {
                case 0 -> changed[place] ^= (byte) (1 << random.nextInt(8));
                case 1 -> changed[place] = (byte) random.nextInt();
                case 2 -> changed = Arrays.copyOf(changed, random.nextInt(2 * changed.length));
                case 3 -> { // a piece goes over another
                    int length = random.nextInt(1, Math.min(32, changed.length - place) + 1);
                    System.arraycopy(changed, place, changed, random.nextInt(changed.length - length + 1), length);
                }
                case 4 -> { // a piece goes
                    int to = Math.min(changed.length, place + random.nextInt(1, 16));
                    byte[] rest = Arrays.copyOfRange(changed, to, changed.length);
                    changed = Arrays.copyOf(changed, place + rest.length);
                    System.arraycopy(rest, 0, changed, place, rest.length);
                }
                default -> {
                    byte[] edge = ByteBuffer.allocate(Long.BYTES)
                            .order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                            .putLong(EDGES[random.nextInt(EDGES.length)])
                            .array();
                    int length = Math.min(1 << random.nextInt(4), changed.length - place);
                    System.arraycopy(edge, 0, changed, place, length);
                }
            }
        }
        return changed;
    }

    /** Makes the CRC-32 of entries that are not packed right again, so that what they hold comes to be read. */
    private static void mendChecksums(byte[] bytes) {
        ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i + 46 <= bytes.length; i++) {
            if (zip.getInt(i) == 0x02014b50) {
                long size = Integer.toUnsignedLong(zip.getInt(i + 20));
                long local = Integer.toUnsignedLong(zip.getInt(i + 42));
                if (local + 30 > bytes.length) {
                    continue;
                }
                long start = local
                        + 30
                        + Short.toUnsignedInt(zip.getShort((int) local + 26))
                        + Short.toUnsignedInt(zip.getShort((int) local + 28));
                if (start + size <= bytes.length) {
                    CRC32 crc = new CRC32();
                    crc.update(bytes, (int) start, (int) size);
                    zip.putInt(i + 16, (int) crc.getValue());
                }
            }
        }
    }
}
