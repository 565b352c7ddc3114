package eigendrift.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Named streams of random numbers under one root seed.
 *
 * <p>A stream is a function of (root seed, purpose, indices) alone, so there is no generator state to save: what is
 * random at step 1000 can be drawn again without the 999 steps before it. The generator is L64X128MixRandom (Steele and
 * Vigna 2021), seeded with the first 8 bytes of a SHA-256 of the name, as one number: versions of Java differ in how
 * they use an array of seed bytes (JDK-8282144).
 */
public record Streams(long rootSeed) {

    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");

    /** The stream for {@code purpose} and {@code indices}, at its beginning. */
    public RandomGenerator stream(String purpose, long... indices) {
        byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
        ByteBuffer key = ByteBuffer.allocate(Long.BYTES * (1 + indices.length) + name.length);
        key.putLong(rootSeed);
        for (long index : indices) {
            key.putLong(index);
        }
        key.put(name);
        return FACTORY.create(ByteBuffer.wrap(sha256().digest(key.array())).getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
