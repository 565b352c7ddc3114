package eigendrift.config.reading;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The keys of a configuration block: the user's values, with defaults for the others; the values read so far; and the
 * errors found in them.
 */
abstract class Section {

    final ConfigObject values;
    final ConfigObject defaults;
    final Reading reading;

    private final String path;
    private final Map<String, Object> canonical = new TreeMap<>();

    /** Notes where each value was written, and a problem for each key that has no default. */
    Section(String path, ConfigObject values, ConfigObject defaults, Reading reading) {
        this.path = path;
        this.values = Defaults.fill(values, defaults);
        this.defaults = defaults;
        this.reading = reading;
        reading.written(path, values);
        for (String key : new TreeSet<>(this.values.keySet())) {
            if (defaults.containsKey(key)) {
                reading.written(path(key), this.values.get(key));
            } else {
                unknown(key);
            }
        }
    }

    private void unknown(String key) {
        List<String> keys = defaults.keySet().stream().sorted().toList();
        String owner = path.isEmpty() ? "experiment" : path;
        reading.problem(
                path(key),
                values.get(key),
                "one of the keys of " + owner + " (" + String.join(", ", keys) + ")",
                Problem.nearest(key, keys)
                        .map(near -> "Maybe " + path(near) + " was meant.")
                        .orElse("Maybe remove it."));
    }

    /** The path of a key below {@code experiment}. */
    final String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    // ---- what was read

    /** What was read so far, in canonical form: blocks as maps, words and numbers in one spelling. */
    final Map<String, Object> canonical() {
        return canonical;
    }

    final <T> T keep(String key, T value) {
        canonical.put(key, value);
        return value;
    }

    /** Whether the value is this word; if so it counts as read. */
    final boolean says(String key, String word) {
        boolean says = Values.text(values.get(key)).equals(word);
        if (says) {
            keep(key, word);
        }
        return says;
    }

    /** Whether there is no value; if so that counts as read. */
    final boolean isNull(String key) {
        boolean none = Values.isNull(values.get(key));
        if (none) {
            keep(key, null);
        }
        return none;
    }

    final boolean isList(String key) {
        return values.get(key) instanceof ConfigList;
    }

    final boolean isEmptyList(String key) {
        return values.get(key) instanceof ConfigList list && list.isEmpty();
    }

    // ---- what is wrong

    /**
     * A problem if the user wrote a value at {@code key}.
     *
     * @param because why it means nothing: {@code beside training.steps}
     */
    final void mustBeLeftOut(String key, String because) {
        ConfigValue value = values.get(key);
        if (!Values.isNull(value) && !reading.where(value).equals(Reading.DEFAULT)) {
            problem(key, "no " + path(key) + " " + because, "Maybe remove it.");
        }
    }

    /** A problem whose advice is the default. */
    final void problem(String key, String expected) {
        problem(key, expected, defaultAdvice(key));
    }

    final void problem(String key, String expected, String advice) {
        reading.problem(path(key), values.get(key), expected, advice);
    }

    /** A problem of a key that has no default. */
    final void missing(String key, String expected) {
        problem(key, expected, "Maybe " + path(key) + " = ... is missing.");
    }

    /** A problem of a key that may be left out, at the line where the block begins. */
    final void problemHere(String key, String expected, String advice) {
        String found = path(key) + " = " + Values.show(values.get(key));
        reading.problem(expected, found, reading.where(values), advice);
    }

    final String defaultAdvice(String key) {
        ConfigValue value = defaults.get(key);
        return Values.isNull(value)
                ? "Maybe remove it."
                : "Maybe " + path(key) + " = " + Values.show(value) + ", the default.";
    }

    final String maybe(String key, String instead) {
        return "Maybe " + path(key) + " = " + instead + ".";
    }
}
