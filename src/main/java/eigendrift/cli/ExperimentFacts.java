package eigendrift.cli;

import eigendrift.config.reading.Setting;
import eigendrift.config.reading.SettingDifference;
import eigendrift.experiment.plan.Provenance;
import eigendrift.readmodel.History;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Name and value of what an experiment is: its state, times, settings and provenance, in the order to be shown. */
final class ExperimentFacts {

    private ExperimentFacts() {}

    static Map<String, String> of(History history) {
        Provenance provenance = history.provenance();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("experiment", history.id());
        facts.put("status", history.status().csv());
        facts.put("begun", Times.local(history.planned()));
        history.extensions()
                .forEach(extension -> facts.merge(
                        "extended", extension(extension, provenance), (earlier, later) -> earlier + "; " + later));
        facts.put("parameters", Integer.toString(provenance.parameters()));
        facts.put("Eigendrift", version(provenance));
        facts.put("Java", provenance.java());
        facts.put("machine", machine(provenance));
        facts.put("BLAS", provenance.blas());
        history.data().ifPresent(data -> facts.put("data", data.description()));
        facts.put("data SHA-256", provenance.dataHash());
        return facts;
    }

    /** A sentence if an analysis covers fewer runs or steps than the experiment now has; else empty. */
    static Optional<String> uncovered(History history, String analysis) {
        return history.coverage(analysis)
                .map(covered -> "The analysis " + analysis + " was made before " + history.id()
                        + " was extended and covers " + covered + ".");
    }

    /** When an extension was made, what it changed, and with which program if that is another than at the beginning. */
    private static String extension(History.Extension extension, Provenance provenance) {
        String after = extension.event().configuration();
        List<String> known = blocks(extension.before()).toList();
        List<String> added =
                blocks(after).filter(block -> !known.contains(block)).toList();
        Stream<String> blocks = added.stream()
                .filter(block -> added.stream().noneMatch(outer -> block.startsWith(outer + ".")))
                .map(block -> block + " (new)");
        Stream<String> values = SettingDifference.of(List.of(extension.before(), after)).stream()
                .filter(difference ->
                        added.stream().noneMatch(block -> difference.key().startsWith(block + ".")))
                .map(difference ->
                        difference.key() + " = " + difference.values().get(1) + " (was "
                                + difference.values().get(0) + ")");
        String changes = Stream.concat(values, blocks).collect(Collectors.joining(", "));
        Provenance by = extension.event().provenance();
        return Times.local(extension.made()) + ": " + changes
                + (by.equals(provenance)
                        ? ""
                        : ", with Eigendrift " + version(by) + ", Java " + by.java() + ", " + machine(by) + ", "
                                + by.blas());
    }

    private static Stream<String> blocks(String configuration) {
        return Setting.of(configuration).stream().map(Setting::block).distinct();
    }

    private static String version(Provenance provenance) {
        return provenance.version() + " (" + provenance.revision() + ")";
    }

    private static String machine(Provenance provenance) {
        return provenance.system() + ", " + provenance.processor();
    }
}
