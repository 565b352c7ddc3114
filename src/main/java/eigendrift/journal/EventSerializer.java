package eigendrift.journal;

import eigendrift.experiment.following.JournalEvent;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** The serializer that Pekko Persistence calls for events: bytes and manifest come from {@link EventCodecs}. */
public final class EventSerializer extends SerializerWithStringManifest {

    /** Stored beside each event; never to change. */
    public static final int IDENTIFIER = 7301;

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object event) {
        return EventCodecs.manifest((JournalEvent) event);
    }

    @Override
    public byte[] toBinary(Object event) {
        return EventCodecs.write((JournalEvent) event);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return EventCodecs.read(manifest, bytes);
    }
}
