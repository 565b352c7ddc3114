package eigendrift.config.reading;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays {@code key=value} texts over an experiment, and {@code key+=value} texts, which add to a list; keys that do not
 * exist are found later, with those of the file.
 */
final class Overrides {

    /** An override of the training's length in one unit removes the length in the other. */
    private static final Map<String, String> DISPLACED = Map.of("epochs", "steps", "steps", "epochs");

    private final Reading reading;

    private Overrides(Reading reading) {
        this.reading = reading;
    }

    static ConfigObject apply(ConfigObject experiment, List<String> overrides, Reading reading) {
        Overrides overlay = new Overrides(reading);
        List<Assignment> parsed =
                overrides.stream().flatMap(text -> overlay.parse(text).stream()).toList();
        ConfigObject result = experiment;
        for (Assignment assignment : parsed) {
            result = displace(result, assignment, parsed);
            result = (ConfigObject) overlay.set(result, assignment.path(), assignment, "");
        }
        return result;
    }

    /** @param adds whether the value, or each element of it, is appended to a list */
    private record Assignment(List<String> path, ConfigValue value, boolean adds, String text) {
        String origin() {
            return "override " + text;
        }
    }

    private Optional<Assignment> parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            problem("key=value", text, "Maybe training.epochs=5.");
            return Optional.empty();
        }
        boolean adds = text.substring(0, equals).endsWith("+");
        List<String> path = path(text.substring(0, adds ? equals - 1 : equals).strip());
        if (path.isEmpty()) {
            problem("a dotted key before '='", text, "Maybe training.epochs=5.");
            return Optional.empty();
        }
        Optional<ConfigValue> value = Hocon.value(text.substring(equals + 1), "override " + text);
        if (value.isEmpty()) {
            problem("one HOCON value after '='", text, "Maybe put a list in [ ], and special characters in quotes.");
        }
        return value.map(v -> new Assignment(path, v, adds, text));
    }

    private static List<String> path(String key) {
        try {
            List<String> path = ConfigUtil.splitPath(key);
            return path.size() > 1 && path.get(0).equals("experiment") ? path.subList(1, path.size()) : path;
        } catch (com.typesafe.config.ConfigException e) {
            return List.of();
        }
    }

    private static ConfigObject displace(ConfigObject experiment, Assignment assignment, List<Assignment> all) {
        List<String> path = assignment.path();
        String other = path.size() == 2 && path.get(0).equals("training") ? DISPLACED.get(path.get(1)) : null;
        if (other != null
                && all.stream().noneMatch(o -> o.path().equals(List.of("training", other)))
                && experiment.get("training") instanceof ConfigObject training) {
            return experiment.withValue("training", training.withoutKey(other));
        }
        return experiment;
    }

    /** {@code current}, which stands at {@code key}, with the override at {@code path} below it. */
    private ConfigValue set(ConfigValue current, List<String> path, Assignment assignment, String key) {
        if (path.isEmpty()) {
            return assignment.adds() ? longer(current, assignment) : assignment.value();
        }
        if (current instanceof ConfigList list) {
            return setElement(list, path, assignment, key);
        }
        String head = path.get(0);
        ConfigObject block = block(current, assignment, key);
        return block.withValue(head, set(block.get(head), path.subList(1, path.size()), assignment, head));
    }

    private ConfigValue longer(ConfigValue current, Assignment assignment) {
        if (!(current instanceof ConfigList list)) {
            problem("a list before +=", assignment.text(), "Maybe = alone, which replaces the value.");
            return current;
        }
        List<ConfigValue> all = new ArrayList<>(list);
        all.addAll(assignment.value() instanceof ConfigList more ? more : List.of(assignment.value()));
        return ConfigValueFactory.fromIterable(all).withOrigin(list.origin());
    }

    private ConfigValue setElement(ConfigList list, List<String> path, Assignment assignment, String key) {
        List<String> labels = list.stream().map(Overrides::label).toList();
        // A name may contain dots.
        for (int taken = 1; taken <= path.size(); taken++) {
            int place = place(String.join(".", path.subList(0, taken)), labels);
            if (place >= 0) {
                List<ConfigValue> changed = new ArrayList<>(list);
                changed.set(place, set(list.get(place), path.subList(taken, path.size()), assignment, key));
                return ConfigValueFactory.fromIterable(changed).withOrigin(list.origin());
            }
        }
        wrongElement(path.get(0), labels, assignment, key);
        return list;
    }

    /** The index in a list that {@code element} names, as a number or as a label that occurs once; -1 for none. */
    private static int place(String element, List<String> labels) {
        if (element.matches("\\d{1,9}")) {
            int place = Integer.parseInt(element);
            return place < labels.size() ? place : -1;
        }
        return Collections.frequency(labels, element) == 1 ? labels.indexOf(element) : -1;
    }

    private void wrongElement(String element, List<String> labels, Assignment assignment, String key) {
        List<String> names = labels.stream()
                .filter(label -> !label.isEmpty() && place(label, labels) >= 0)
                .toList();
        String places =
                labels.isEmpty() ? "no place, since the list is empty" : "a place from 0 to " + (labels.size() - 1);
        String advice = Problem.nearest(element, names)
                .map(near -> "Maybe " + key + "." + near + " was meant.")
                .orElse("Maybe " + key + "=[...], the list as a whole.");
        String expected = places + (names.isEmpty() ? "" : " or one of " + String.join(", ", names)) + " in " + key;
        problem(expected, assignment.text(), advice);
    }

    /** The name of a block, else its type; a text itself. */
    static String label(ConfigValue element) {
        if (element instanceof ConfigObject block) {
            ConfigValue label = block.getOrDefault("name", block.get("type"));
            return label == null ? "" : Values.text(label);
        }
        return element.valueType() == ConfigValueType.STRING ? Values.text(element) : "";
    }

    /** A block to write into; a bare type, as in {@code schedule = cosine}, becomes the block it stands for. */
    private static ConfigObject block(ConfigValue current, Assignment assignment, String key) {
        if (current instanceof ConfigObject block) {
            return block;
        }
        ConfigObject empty =
                ConfigValueFactory.fromMap(Map.of()).withOrigin(ConfigOriginFactory.newSimple(assignment.origin()));
        boolean bareType = current != null && current.valueType() == ConfigValueType.STRING && !Defaults.isOption(key);
        return bareType ? empty.withOrigin(current.origin()).withValue(Defaults.discriminator(key), current) : empty;
    }

    private void problem(String expected, String text, String advice) {
        reading.problem(expected, text.isBlank() ? "\"\"" : text, "override", advice);
    }
}
