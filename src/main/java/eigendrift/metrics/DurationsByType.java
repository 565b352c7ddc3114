package eigendrift.metrics;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * One kind of duration of one actor, kept apart by message type and published as meters {@code NAME} (count and sum),
 * {@code NAME.max} and {@code NAME.quantile}.
 *
 * <p>A message type is named by its simple class name; types of one name are counted together.
 */
final class DurationsByType {

    private static final double[] QUANTILES = {.5, .99};

    private final Map<Class<?>, Durations> byClass = new ConcurrentHashMap<>();
    private final Map<String, Durations> byName = new ConcurrentHashMap<>();
    private final MeterRegistry registry;
    private final String name;
    private final Tags tags;

    DurationsByType(MeterRegistry registry, String name, Tags tags) {
        this.registry = registry;
        this.name = name;
        this.tags = tags;
    }

    void record(Object message, long nanos) {
        Class<?> type = message.getClass();
        Durations durations = byClass.get(type);
        if (durations == null) {
            durations = byClass.computeIfAbsent(type, t -> byName.computeIfAbsent(nameOf(t), this::publish));
        }
        durations.record(nanos);
    }

    Set<String> types() {
        return byName.keySet();
    }

    /** Durations of one message type; empty ones if there was no such message. */
    Durations of(String type) {
        Durations durations = byName.get(type);
        return durations == null ? new Durations() : durations;
    }

    /** Durations of all message types together. */
    Durations all() {
        Durations all = new Durations();
        byName.values().forEach(all::add);
        return all;
    }

    private Durations publish(String type) {
        Durations durations = new Durations();
        Tags ofType = tags.and("message", type);
        FunctionTimer.builder(name, durations, Durations::count, Durations::totalNanos, TimeUnit.NANOSECONDS)
                .tags(ofType)
                .register(registry);
        TimeGauge.builder(name + ".max", durations, TimeUnit.NANOSECONDS, Durations::maxNanos)
                .tags(ofType)
                .register(registry);
        for (double q : QUANTILES) {
            TimeGauge.builder(name + ".quantile", durations, TimeUnit.NANOSECONDS, d -> d.quantileNanos(q))
                    .tags(ofType.and("quantile", Double.toString(q)))
                    .register(registry);
        }
        return durations;
    }

    /** A Scala object's class ends in a dollar sign, and an anonymous class has no simple name. */
    private static String nameOf(Class<?> type) {
        String simple = type.getSimpleName().replaceAll("\\$+$", "");
        return simple.isEmpty() ? type.getName().substring(type.getName().lastIndexOf('.') + 1) : simple;
    }
}
