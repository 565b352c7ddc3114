package eigendrift.journal;

import java.time.Instant;

/**
 * What the journal says of an event beside its payload.
 *
 * @param ordering place among all events of the journal, in the order of writing
 * @param sequenceNumber place among the events of its persistence id, from 1
 * @param written time of writing
 * @param manifest its kind and the version of its form, {@code kind:version}
 * @param bytes length of its payload
 */
public record EventHead(
        long ordering, String persistenceId, long sequenceNumber, Instant written, String manifest, long bytes) {

    /** The stable name of its kind, such as {@code spectrum-measured}. */
    public String kind() {
        return kind(manifest);
    }

    static String kind(String manifest) {
        int colon = manifest.lastIndexOf(':');
        return colon < 0 ? manifest : manifest.substring(0, colon);
    }

    /** Version of its form; empty where the manifest is none of Eigendrift's. */
    public String version() {
        return manifest.substring(Math.min(manifest.length(), kind().length() + 1));
    }
}
