package eigendrift.config.reading;

import eigendrift.config.ConfigException;
import eigendrift.config.ExperimentConfig;
import java.util.Map;

/**
 * An experiment as it was read.
 *
 * @param json the resolved configuration, every default filled in, on one line with sorted keys: equal experiments have
 *     equal json, and {@link ExperimentReader#parse} makes the same experiment of it
 * @param origins where each value was written: {@code file:line}, the override, or {@code default}; keys are dotted
 *     paths below {@code experiment}, list elements by their place from 0 ({@code optimizers.0.learning-rate})
 */
public record LoadedExperiment(ExperimentConfig config, String json, Map<String, String> origins) {
    public LoadedExperiment {
        origins = Map.copyOf(origins);
    }

    /**
     * An error that points at the configuration, for errors that only show with the data or the network, such as more
     * eigenpairs than parameters.
     *
     * @param path as the keys of {@link #origins}
     * @param expected valid values, such as {@code at most 1290 eigenpairs, one a parameter}
     * @param advice a sentence: {@code Maybe probe.eigenpairs = 1290.}
     */
    public ConfigException error(String path, String expected, Object found, String advice) {
        return new ConfigException(Problem.message(expected, path + " = " + found, origin(path), advice));
    }

    private String origin(String path) {
        String place = path;
        while (!origins.containsKey(place) && place.contains(".")) {
            place = place.substring(0, place.lastIndexOf('.'));
        }
        return origins.getOrDefault(place, Reading.DEFAULT);
    }
}
