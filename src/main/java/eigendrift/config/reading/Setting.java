package eigendrift.config.reading;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import eigendrift.config.ConfigException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One value of a configuration.
 *
 * @param block dotted path below {@code experiment} of the configuration block that contains it, empty for
 *     {@code experiment} itself; a block in a list is addressed as by overrides: by its name or type where that is
 *     unique, else by its place from 0
 * @param name within the block
 * @param value in HOCON
 */
public record Setting(String block, String name, String value) {

    /** Dotted path below {@code experiment}. */
    public String key() {
        return below(block, name);
    }

    /**
     * All that a configuration says: blocks by name, those of a list in its order.
     *
     * @param configuration as {@link LoadedExperiment#json}
     * @throws ConfigException if it is not HOCON
     */
    public static List<Setting> of(String configuration) {
        List<Setting> settings = new ArrayList<>();
        flatten("", Hocon.parse(configuration, "recorded configuration").get("experiment"), settings);
        return List.copyOf(settings);
    }

    /** The settings as text: one line for each block, {@code name = value, ...}, by the block's path. */
    public static Map<String, String> lines(List<Setting> settings) {
        return settings.stream()
                .collect(Collectors.groupingBy(
                        setting -> setting.block.isEmpty() ? "configuration" : setting.block,
                        LinkedHashMap::new,
                        Collectors.mapping(setting -> setting.name + " = " + setting.value, Collectors.joining(", "))));
    }

    private static void flatten(String block, ConfigValue value, List<Setting> settings) {
        ConfigObject object = (ConfigObject) value;
        TreeSet<String> names = new TreeSet<>(object.keySet());
        names.stream()
                .filter(name -> !isBlocks(object.get(name)))
                .forEach(name -> settings.add(new Setting(block, name, text(object.get(name)))));
        names.stream().filter(name -> isBlocks(object.get(name))).forEach(name -> {
            ConfigValue inner = object.get(name);
            if (inner instanceof ConfigList list) {
                List<String> labels = list.stream().map(Overrides::label).toList();
                for (int place = 0; place < labels.size(); place++) {
                    boolean once = Collections.frequency(labels, labels.get(place)) == 1;
                    String element = once ? labels.get(place) : Integer.toString(place);
                    flatten(below(below(block, name), element), list.get(place), settings);
                }
            } else {
                flatten(below(block, name), inner, settings);
            }
        });
    }

    /** A block with something in it, or a list of blocks. */
    private static boolean isBlocks(ConfigValue value) {
        return value instanceof ConfigObject block && !block.isEmpty()
                || value instanceof ConfigList list
                        && !list.isEmpty()
                        && list.stream().allMatch(ConfigObject.class::isInstance);
    }

    private static String text(ConfigValue value) {
        return value.valueType() == ConfigValueType.STRING
                ? Values.show(value)
                : value.render(ConfigRenderOptions.concise());
    }

    private static String below(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
