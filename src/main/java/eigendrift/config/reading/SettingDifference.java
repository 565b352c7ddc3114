package eigendrift.config.reading;

import eigendrift.config.ConfigException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A setting in which experiments differ.
 *
 * @param key as {@link Setting#key}
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
            Setting.of(configuration).forEach(setting -> settings.put(setting.key(), setting.value()));
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
}
