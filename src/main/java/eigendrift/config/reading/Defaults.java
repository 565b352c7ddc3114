package eigendrift.config.reading;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** The resource {@code defaults.conf}: the only place with default values, and the list of all keys. */
final class Defaults {

    private static final ConfigObject ALL = load();

    private Defaults() {}

    static ConfigObject experiment() {
        return (ConfigObject) ALL.get("experiment");
    }

    /** For each type of a family ({@code data, optimizers, schedule, null-models}) its keys and their defaults. */
    static ConfigObject types(String family) {
        return (ConfigObject) ((ConfigObject) ALL.get("types")).get(family);
    }

    /** The keys of a block that is off by default, and their defaults. */
    static ConfigObject option(String name) {
        return (ConfigObject) ((ConfigObject) ALL.get("options")).get(name);
    }

    static boolean isOption(String key) {
        return options().contains(key);
    }

    static Set<String> options() {
        return ((ConfigObject) ALL.get("options")).keySet();
    }

    /** The key that names the type. */
    static String discriminator(String family) {
        return family.equals("data") ? "source" : "type";
    }

    /** {@code values}, and for keys that they lack those of {@code defaults}; a list is replaced as a whole. */
    static ConfigObject fill(ConfigObject values, ConfigObject defaults) {
        ConfigObject filled = values;
        for (Map.Entry<String, ConfigValue> entry : defaults.entrySet()) {
            ConfigValue value = values.get(entry.getKey());
            if (value == null) {
                filled = filled.withValue(entry.getKey(), entry.getValue());
            } else if (value instanceof ConfigObject own && entry.getValue() instanceof ConfigObject inner) {
                filled = filled.withValue(entry.getKey(), fill(own, inner));
            }
        }
        return filled;
    }

    private static ConfigObject load() {
        try (InputStream in = Defaults.class.getResourceAsStream("/eigendrift/defaults.conf")) {
            return Hocon.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), Reading.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
