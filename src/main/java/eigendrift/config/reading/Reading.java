package eigendrift.config.reading;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import eigendrift.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects, in one pass over a configuration, every error and where each value was written. */
final class Reading {

    static final String DEFAULT = "default";

    private static final int SHOWN = 30;

    private final String source;
    private final boolean isFile;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> origins = new TreeMap<>();

    /**
     * @param source a file, as the user named it, or a description of the source
     * @param isFile whether the text has lines to point at, and the files it names must exist
     */
    Reading(String source, boolean isFile) {
        this.source = source;
        this.isFile = isFile;
    }

    String source() {
        return source;
    }

    void written(String path, ConfigValue value) {
        origins.put(path, where(value));
    }

    /** {@code file:line} in the user's file, elsewhere the name of the source. */
    String where(ConfigValue value) {
        ConfigOrigin origin = value.origin();
        String name = origin.withLineNumber(-1).description();
        return isFile && name.equals(source) ? source + ":" + origin.lineNumber() : name;
    }

    void problem(String path, ConfigValue found, String expected, String advice) {
        problem(expected, path + " = " + Values.show(found), where(found), advice);
    }

    void problem(String expected, String found, String where, String advice) {
        problems.add(Problem.message(expected, found, where, advice));
    }

    boolean isMissing(Path path) {
        return isFile && !Files.isRegularFile(path);
    }

    /** Whether this is a new experiment's file, not what a journal keeps of an old one. */
    boolean isFile() {
        return isFile;
    }

    /** Throws all errors at once, if there are any; of very many only the first. */
    void end() {
        if (!problems.isEmpty()) {
            int more = problems.size() - SHOWN;
            throw new ConfigException(String.join("\n", problems.subList(0, Math.min(SHOWN, problems.size())))
                    + (more > 0 ? "\n... and " + more + " more." : ""));
        }
    }

    Map<String, String> origins() {
        return origins;
    }
}
