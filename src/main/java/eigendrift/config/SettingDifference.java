package eigendrift.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A setting in which experiments differ.
 *
 * @param key dotted path below {@code experiment}; a block in a list by its name or type where that stands once, else by its
 *     place from 0, as overrides address it
 * @param values in HOCON, one of each experiment; empty where it has no such key
 */
public record SettingDifference(String key, List<String> values) {

    public SettingDifference {
        values = List.copyOf(values);
    }

    /**
     * The settings that are not the same in all, by key.
     *
     * @param configurations as {@link LoadedExperiment#json}
     * @throws ConfigException if one is not HOCON
     */
    public static List<SettingDifference> of(List<String> configurations) {
        List<Map<String, String>> all = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>();
        for (String configuration : configurations) {
            Map<String, String> settings = new HashMap<>();
            flatten("", Hocon.parse(configuration, "recorded configuration").get("experiment"), settings);
            all.add(settings);
            keys.addAll(settings.keySet());
        }
        List<SettingDifference> differences = new ArrayList<>();
        for (String key : keys) {
            List<String> values =
                    all.stream().map(settings -> settings.getOrDefault(key, "")).toList();
            if (values.stream().distinct().count() > 1) {
                differences.add(new SettingDifference(key, values));
            }
        }
        return differences;
    }

    private static void flatten(String path, ConfigValue value, Map<String, String> settings) {
        if (value instanceof ConfigObject block && !block.isEmpty()) {
            block.forEach((key, inner) -> flatten(below(path, key), inner, settings));
        } else if (value instanceof ConfigList list && ofBlocks(list)) {
            List<String> labels = list.stream().map(Overrides::label).toList();
            for (int place = 0; place < labels.size(); place++) {
                boolean once = Collections.frequency(labels, labels.get(place)) == 1;
                String element = once ? labels.get(place) : Integer.toString(place);
                flatten(below(path, element), list.get(place), settings);
            }
        } else {
            settings.put(
                    path,
                    value.valueType() == ConfigValueType.STRING
                            ? Values.show(value)
                            : value.render(ConfigRenderOptions.concise()));
        }
    }

    private static boolean ofBlocks(ConfigList list) {
        return !list.isEmpty() && list.stream().allMatch(ConfigObject.class::isInstance);
    }

    private static String below(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
