package eigendrift.dashboard;

import eigendrift.experiment.following.JournalEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The fields of an event, by the names of its record's components, so that a new kind of event is shown too. A long
 * array stands as a summary, with the address at which it is in full.
 */
final class EventFields {

    /** Longer lists of numbers are summarized. */
    private static final int SHORT = 16;

    /** More entries of other lists are counted and not shown. */
    private static final int SHOWN = 200;

    private static final String STEP = "step";
    private static final String RUN = "run";
    private static final String REST = "more";

    private final UnaryOperator<String> address;

    private EventFields(UnaryOperator<String> address) {
        this.address = address;
    }

    /** @param address of the array at a path, such as {@code checkpoint.parameters} */
    static Object json(JournalEvent event, UnaryOperator<String> address) {
        return new EventFields(address).value("", event);
    }

    /** The step of an event, where it has one: its own, or that of what it holds. */
    static Optional<Long> step(JournalEvent event) {
        return find(event, STEP);
    }

    /** The run that an event names. */
    static Optional<String> run(JournalEvent event) {
        return Arrays.stream(event.getClass().getRecordComponents())
                .filter(component -> component.getName().equals(RUN) && component.getType() == String.class)
                .findFirst()
                .map(component -> (String) get(event, component));
    }

    private static Optional<Long> find(Object record, String name) {
        List<Object> inner = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = get(record, component);
            if (component.getName().equals(name) && value instanceof Long step) {
                return Optional.of(step);
            }
            if (value instanceof Record) {
                inner.add(value);
            }
        }
        return inner.stream()
                .map(value -> find(value, name))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The numbers at {@code path}; empty where there are none. */
    static Optional<double[]> array(JournalEvent event, String path) {
        Object value = event;
        for (String part : path.split("\\.")) {
            value = part(value, part);
        }
        return numbers(value);
    }

    private static Object part(Object value, String name) {
        if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                if (component.getName().equals(name)) {
                    return get(value, component);
                }
            }
        } else if (value instanceof Map<?, ?> map) {
            return map.get(name);
        } else if (value instanceof List<?> list && name.matches("\\d{1,9}") && Integer.parseInt(name) < list.size()) {
            return list.get(Integer.parseInt(name));
        }
        return null;
    }

    private static Object get(Object record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private Object value(String path, Object value) {
        Optional<double[]> numbers = numbers(value);
        if (numbers.isPresent() && (value instanceof double[] || numbers.get().length > SHORT)) {
            return ArraySummary.of(numbers.get(), address.apply(path));
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? number : Double.isNaN(number) ? null : number.toString();
        }
        if (value instanceof Record) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                fields.put(component.getName(), value(below(path, component.getName()), get(value, component)));
            }
            return fields;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> fields = new LinkedHashMap<>();
            map.forEach((key, entry) -> fields.put(key.toString(), value(below(path, key.toString()), entry)));
            return fields;
        }
        if (value instanceof List<?> list) {
            return list(path, list);
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(there -> value(path, there)).orElse(null);
        }
        if (value instanceof Enum<?> word) {
            return word.name().toLowerCase(Locale.ROOT).replace("_", "-");
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    private List<Object> list(String path, List<?> list) {
        List<Object> entries = new ArrayList<>();
        for (int i = 0; i < Math.min(SHOWN, list.size()); i++) {
            entries.add(value(below(path, Integer.toString(i)), list.get(i)));
        }
        if (list.size() > SHOWN) {
            entries.add(Map.of(REST, list.size() - SHOWN));
        }
        return entries;
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Optional<double[]> numbers(Object value) {
        if (value instanceof double[] array) {
            return Optional.of(array);
        }
        return value instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(Number.class::isInstance)
                ? Optional.of(list.stream()
                        .mapToDouble(number -> ((Number) number).doubleValue())
                        .toArray())
                : Optional.empty();
    }
}
