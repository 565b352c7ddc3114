package eigendrift.cli;

import eigendrift.config.ConfigException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Ids of experiments and names of analyses: chosen by the user, or the first that is free. */
final class ExperimentNames {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private ExperimentNames() {}

    /** @throws ConfigException if {@code name} cannot be a {@code what} */
    static String check(String what, String name) {
        if (!ALLOWED.matcher(name).matches()) {
            throw new ConfigException("expected letters, digits, '.', '_' and '-' (at most 100), found " + what + " = "
                    + name + ".\nMaybe " + what + " = " + clean(name) + ".");
        }
        return name;
    }

    /** {@code name} without characters that are not allowed, and if it is taken, with the first free number from 2. */
    static String free(String name, List<String> taken) {
        String base = clean(name);
        return taken.contains(base)
                ? IntStream.iterate(2, i -> i + 1)
                        .mapToObj(i -> base + "-" + i)
                        .filter(candidate -> !taken.contains(candidate))
                        .findFirst()
                        .orElseThrow()
                : base;
    }

    private static String clean(String name) {
        String cleaned = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[._-]+", "");
        return cleaned.isEmpty() ? "experiment" : cleaned;
    }
}
