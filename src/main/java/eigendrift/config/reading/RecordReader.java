package eigendrift.config.reading;

import eigendrift.config.ScheduleConfig;
import eigendrift.config.Span;
import eigendrift.config.UpdateRule;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads a typed block as one of the records of a sealed interface: the type names the record, the keys its components,
 * in their order. So a new update rule or schedule is read as soon as its record is there.
 */
final class RecordReader {

    /** What a number may be; a key means the same in each rule and in each schedule. */
    private static final Map<String, Range> RANGES = Map.ofEntries(
            Map.entry("alpha", Range.BELOW_ONE),
            Map.entry("beta1", Range.BELOW_ONE),
            Map.entry("beta2", Range.BELOW_ONE),
            Map.entry("momentum", Range.BELOW_ONE),
            Map.entry("epsilon", Range.NOT_NEGATIVE),
            Map.entry("initial-accumulator", Range.NOT_NEGATIVE),
            Map.entry("learning-rate-decay", Range.NOT_NEGATIVE),
            Map.entry("momentum-decay", Range.NOT_NEGATIVE),
            Map.entry("tolerance-change", Range.NOT_NEGATIVE),
            Map.entry("tolerance-gradient", Range.NOT_NEGATIVE),
            Map.entry("weight-decay", Range.NOT_NEGATIVE),
            Map.entry("bias-rate", Range.POSITIVE),
            Map.entry("gamma", Range.POSITIVE),
            Map.entry("rho", Range.POSITIVE),
            Map.entry("rise", Range.INSIDE_UNIT),
            Map.entry("end", Range.UNIT),
            Map.entry("minimum", Range.UNIT),
            Map.entry("start", Range.UNIT));

    private RecordReader() {}

    /** The record of {@code sealed} that has the name of the block's type. */
    static <T> T read(Class<T> sealed, ConfigBlock block) {
        Class<?> type = Arrays.stream(sealed.getPermittedSubclasses())
                .filter(permitted -> name(permitted).equals(block.type().replace("-", "")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + sealed.getSimpleName() + " " + block.type()));
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values =
                Stream.of(components).map(component -> value(block, component)).toArray();
        try {
            return sealed.cast(type.getConstructor(types).newInstance(values));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no record of " + type, e);
        }
    }

    /** The schedule under a key, null where it has a problem. */
    static ScheduleConfig schedule(ConfigBlock owner, String key) {
        return owner.typed(key, "schedule")
                .map(block -> read(ScheduleConfig.class, block))
                .orElse(null);
    }

    private static Object value(ConfigBlock block, RecordComponent component) {
        String key = key(component);
        Class<?> type = component.getType();
        if (type == double.class) {
            if (!RANGES.containsKey(key)) {
                throw new IllegalStateException("no range for the key " + key);
            }
            return block.number(key, RANGES.get(key));
        } else if (type == int.class) {
            return block.integer(key, 1);
        } else if (type == boolean.class) {
            return block.flag(key);
        } else if (type == Span.class) {
            return block.span(key);
        } else if (type == ScheduleConfig.class) {
            return schedule(block, key);
        } else if (type == UpdateRule.Lbfgs.Search.class) {
            return block.choice(key, UpdateRule.Lbfgs.Search.class);
        }
        throw new IllegalStateException("no reading of " + component);
    }

    private static String name(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** {@code weightDecay}: weight-decay. */
    private static String key(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
