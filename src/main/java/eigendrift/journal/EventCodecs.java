package eigendrift.journal;

import com.esotericsoftware.kryo.KryoException;
import eigendrift.experiment.following.JournalEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The codecs of all events in the journal. */
public final class EventCodecs {

    private static final List<EventCodec<?>> ALL = Stream.of(
                    ExperimentCodecs.ALL,
                    TrainerCodecs.ALL,
                    HessianProbeCodecs.ALL,
                    TrackerCodecs.ALL,
                    NullModelCodecs.ALL)
            .flatMap(List::stream)
            .toList();

    private static final Map<Class<?>, EventCodec<?>> BY_TYPE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventCodec::type, Function.identity()));

    private static final Map<String, EventCodec<?>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventCodec::name, Function.identity()));

    private EventCodecs() {}

    /** The manifest under which {@code event} is stored. */
    public static String manifest(JournalEvent event) {
        return codec(event).manifest();
    }

    /** The stable name of a kind of event. */
    public static String name(Class<? extends JournalEvent> kind) {
        return BY_TYPE.get(kind).name();
    }

    /** The binary form of {@code event} in words. */
    static String schema(JournalEvent event) {
        return codec(event).current().schema();
    }

    public static byte[] write(JournalEvent event) {
        return codec(event).write(event);
    }

    /**
     * The event in {@code bytes}.
     *
     * @throws JournalDamagedException if the manifest is unknown or the bytes are not what was written
     */
    public static JournalEvent read(String manifest, byte[] bytes) {
        int colon = manifest.lastIndexOf(':');
        EventCodec<?> codec = colon < 0 ? null : BY_NAME.get(manifest.substring(0, colon));
        if (codec == null) {
            throw new JournalDamagedException("expected an event of Eigendrift, found manifest = " + manifest);
        }
        try {
            return codec.read(Integer.parseInt(manifest.substring(colon + 1)), bytes);
        } catch (NumberFormatException e) {
            throw new JournalDamagedException("expected a version number, found manifest = " + manifest, e);
        } catch (JournalDamagedException | KryoException e) {
            throw new JournalDamagedException(manifest + ": " + e.getMessage(), e);
        }
    }

    private static EventCodec<?> codec(JournalEvent event) {
        EventCodec<?> codec = BY_TYPE.get(event.getClass());
        if (codec == null) {
            throw new IllegalArgumentException("no codec for " + event.getClass());
        }
        return codec;
    }
}
