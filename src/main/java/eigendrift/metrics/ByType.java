package eigendrift.metrics;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Durations kept apart by message type.
 *
 * <p>A message type is named by its simple class name; types of one name are counted together.
 */
final class ByType<R extends Recorder> {

    private final Map<Class<?>, R> byClass = new ConcurrentHashMap<>();
    private final Map<String, R> byName = new ConcurrentHashMap<>();
    private final Supplier<R> empty;

    ByType(Supplier<R> empty) {
        this.empty = empty;
    }

    void record(Object message, long nanos) {
        Class<?> type = message.getClass();
        R recorder = byClass.get(type);
        if (recorder == null) {
            recorder = byClass.computeIfAbsent(type, t -> byName.computeIfAbsent(nameOf(t), name -> empty.get()));
        }
        recorder.record(nanos);
    }

    Set<String> types() {
        return byName.keySet();
    }

    /** What is kept of one message type; an empty one if there was no such message. */
    R of(String type) {
        R recorder = byName.get(type);
        return recorder == null ? empty.get() : recorder;
    }

    /** A Scala object's class ends in a dollar sign, and an anonymous class has no simple name. */
    private static String nameOf(Class<?> type) {
        String simple = type.getSimpleName().replaceAll("\\$+$", "");
        return simple.isEmpty() ? type.getName().substring(type.getName().lastIndexOf('.') + 1) : simple;
    }
}
