package eigendrift.journal;

import eigendrift.experiment.following.JournalEvent;
import eigendrift.random.Streams;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;

/**
 * Reads mutated payloads of every kind and version of event, most with a checksum that is right again, so that the
 * codecs see them. Prints what is neither an event nor a {@link JournalDamagedException}, and ends with 1 then.
 */
final class MutatedPayloads {

    /** Of ten payloads as many have a right checksum. */
    private static final int CHECKED = 9;

    private static final int MOST_MUTATIONS = 4;
    private static final int LONGEST_INSERT = 12;

    private record Sample(String manifest, byte[] body) {}

    private final RandomGenerator random;
    private final List<Sample> samples = new ArrayList<>();

    private MutatedPayloads(long seed) {
        random = new Streams(seed).stream("mutations");
        for (JournalEvent event : SampleEvents.all()) {
            String manifest = EventCodecs.manifest(event);
            int colon = manifest.lastIndexOf(':');
            byte[] bytes = EventCodecs.write(event);
            // A former version gets the bytes of today's, which is one more mutation.
            for (int version = 1; version <= Integer.parseInt(manifest.substring(colon + 1)); version++) {
                samples.add(new Sample(
                        manifest.substring(0, colon + 1) + version,
                        Arrays.copyOf(bytes, bytes.length - Integer.BYTES)));
            }
        }
    }

    /** @param arguments seed and number of payloads */
    public static void main(String[] arguments) {
        MutatedPayloads payloads = new MutatedPayloads(Long.parseLong(arguments[0]));
        int count = Integer.parseInt(arguments[1]);
        int read = 0;
        int damaged = 0;
        for (int i = 0; i < count; i++) {
            Sample sample = payloads.samples.get(i % payloads.samples.size());
            byte[] bytes = payloads.mutated(sample.body());
            try {
                EventCodecs.read(sample.manifest(), bytes);
                read++;
            } catch (JournalDamagedException expected) {
                damaged++;
            } catch (RuntimeException | Error other) {
                System.out.println(sample.manifest() + " " + HexFormat.of().formatHex(bytes));
                other.printStackTrace(System.out);
                System.exit(1);
            }
        }
        System.out.println(read + " read, " + damaged + " damaged");
    }

    private byte[] mutated(byte[] body) {
        byte[] mutant = body;
        for (int i = random.nextInt(MOST_MUTATIONS); i >= 0; i--) {
            mutant = once(mutant);
        }
        byte[] bytes = Arrays.copyOf(mutant, mutant.length + Integer.BYTES);
        if (random.nextInt(10) < CHECKED) {
            CRC32C crc = new CRC32C();
            crc.update(mutant);
            ByteBuffer.wrap(bytes, mutant.length, Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) crc.getValue());
        }
        return bytes;
    }

    private byte[] once(byte[] body) {
        int place = random.nextInt(body.length + 1);
        switch (random.nextInt(5)) {
            case 0: // a bit
                byte[] flipped = body.clone();
                if (place < body.length) {
                    flipped[place] ^= (byte) (1 << random.nextInt(8));
                }
                return flipped;
            case 1: // another byte, the large ones of lengths above all
                byte[] changed = body.clone();
                if (place < body.length) {
                    changed[place] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
                }
                return changed;
            case 2: // the end is missing
                return Arrays.copyOf(body, place);
            case 3: // bytes between
                byte[] inserted = new byte[1 + random.nextInt(LONGEST_INSERT)];
                random.nextBytes(inserted);
                return joined(Arrays.copyOf(body, place), inserted, Arrays.copyOfRange(body, place, body.length));
            default: // goes on as another event
                byte[] other = samples.get(random.nextInt(samples.size())).body();
                return joined(
                        Arrays.copyOf(body, place),
                        Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer joined = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            joined.put(part);
        }
        return joined.array();
    }
}
