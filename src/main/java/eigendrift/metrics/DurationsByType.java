package eigendrift.metrics;

import eigendrift.metrics.live.Histogram;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One kind of duration of one actor, kept apart by message type.
 *
 * <p>A message type is named by its simple class name; types of one name are counted together.
 */
final class DurationsByType {

    private final Map<Class<?>, Durations> byClass = new ConcurrentHashMap<>();
    private final Map<String, Durations> byName = new ConcurrentHashMap<>();

    void record(Object message, long nanos) {
        Class<?> type = message.getClass();
        Durations durations = byClass.get(type);
        if (durations == null) {
            durations = byClass.computeIfAbsent(type, t -> byName.computeIfAbsent(nameOf(t), name -> new Durations()));
        }
        durations.record(nanos);
    }

    Set<String> types() {
        return byName.keySet();
    }

    /** Durations of one message type; empty ones if there was no such message. */
    Histogram of(String type) {
        Durations durations = byName.get(type);
        return durations == null ? Histogram.EMPTY : durations.histogram();
    }

    /** A Scala object's class ends in a dollar sign, and an anonymous class has no simple name. */
    private static String nameOf(Class<?> type) {
        String simple = type.getSimpleName().replaceAll("\\$+$", "");
        return simple.isEmpty() ? type.getName().substring(type.getName().lastIndexOf('.') + 1) : simple;
    }
}
