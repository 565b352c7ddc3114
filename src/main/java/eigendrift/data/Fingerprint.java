package eigendrift.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of the data that training and testing use.
 *
 * <p>Hashed, little-endian, for the training and then the test samples: count, input size and outputs as 32-bit
 * integers; the inputs as 64-bit floats; the labels as 32-bit integers or the targets as 64-bit floats.
 */
final class Fingerprint {

    private final MessageDigest digest;
    private final ByteBuffer chunk = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(TrainTestSplit split) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(split.train());
        fingerprint.add(split.test());
        fingerprint.flush();
        return HexFormat.of().formatHex(fingerprint.digest.digest());
    }

    private void add(Samples samples) {
        add(samples.count());
        add(samples.inputSize());
        add(samples.outputs());
        for (int i = 0; i < samples.count() * samples.inputSize(); i++) {
            add(samples.inputs()[i]);
        }
        if (samples.labels() != null) {
            for (int i = 0; i < samples.count(); i++) {
                add(samples.labels()[i]);
            }
        } else {
            for (int i = 0; i < samples.count() * samples.outputs(); i++) {
                add(samples.targets()[i]);
            }
        }
    }

    private void add(int value) {
        if (chunk.remaining() < Integer.BYTES) {
            flush();
        }
        chunk.putInt(value);
    }

    private void add(double value) {
        if (chunk.remaining() < Double.BYTES) {
            flush();
        }
        chunk.putDouble(value);
    }

    private void flush() {
        digest.update(chunk.flip());
        chunk.clear();
    }
}
