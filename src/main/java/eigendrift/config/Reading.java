package eigendrift.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one pass over a configuration gathers: every error, and where each value was written. */
final class Reading {

    static final String DEFAULT = "default";

    private final String file;
    private final boolean filesMustExist;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> origins = new TreeMap<>();

    /**
     * @param file as the user named it
     * @param filesMustExist whether a path of the configuration that leads nowhere is an error
     */
    Reading(String file, boolean filesMustExist) {
        this.file = file;
        this.filesMustExist = filesMustExist;
    }

    void written(String path, ConfigValue value) {
        origins.put(path, where(value));
    }

    /** {@code file:line} in the user's file, elsewhere the name of the source. */
    String where(ConfigValue value) {
        ConfigOrigin origin = value.origin();
        String source = origin.withLineNumber(-1).description();
        return source.equals(file) && origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : source;
    }

    void problem(String path, ConfigValue found, String expected, String advice) {
        problem(expected, path + " = " + Values.show(found), where(found), advice);
    }

    void problem(String expected, String found, String where, String advice) {
        problems.add(Problem.message(expected, found, where, advice));
    }

    boolean isMissing(Path path) {
        return filesMustExist && !Files.isRegularFile(path);
    }

    /** Throws all errors at once, if there is one. */
    void end() {
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join("\n", problems));
        }
    }

    Map<String, String> origins() {
        return origins;
    }
}
