package eigendrift.cli;

import eigendrift.cli.progress.ProgressOption;
import eigendrift.config.ConfigException;
import eigendrift.config.reading.ExperimentReader;
import eigendrift.config.reading.LoadedExperiment;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.journal.EventLog;
import eigendrift.readmodel.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = "Analyses the checkpoints of the journal again, without training, with other settings.",
        mixinStandardHelpOptions = true,
        footer = {"%nExample:", "  eigendrift replay quickstart probe.eigenpairs=8 --as k8"})
final class ReplayCommand implements Callable<Integer> {

    /** The sections of a configuration that may change without training again. */
    private static final List<String> SECTIONS = List.of("probe", "tracker", "null-models", "threads");

    @Parameters(index = "0", paramLabel = "ID", description = "Name in the journal; see list.")
    private String id;

    @Parameters(
            index = "1..*",
            paramLabel = "KEY=VALUE",
            description = "Replaces a value under probe, tracker, null-models or threads.")
    private List<String> overrides = List.of();

    @Option(names = "--as", paramLabel = "NAME", description = "Name of the analysis (default: replay, replay-2, ...).")
    private String name;

    @Mixin
    private JournalOption journal;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private ServeOption serve;

    @Override
    public Integer call() throws Exception {
        if (name != null) {
            ExperimentNames.check("analysis", name);
        }
        overrides.forEach(ReplayCommand::checkSection);
        serve.check();
        journal.open().close();
        try (Interrupts interrupts = Interrupts.watch()) {
            return Session.carryOut(journal.storage(), progress, serve, interrupts, this::plans);
        }
    }

    private static void checkSection(String override) {
        String key = override.split("=", 2)[0].replaceFirst("^experiment\\.", "");
        if (SECTIONS.stream().noneMatch(section -> key.equals(section) || key.startsWith(section + "."))) {
            throw new ConfigException("expected a key under " + String.join(", ", SECTIONS) + ", found " + override
                    + ".\nA replay does not train; maybe eigendrift run ... " + override + ".");
        }
    }

    private Map<String, Plan> plans(EventLog log) {
        History history = History.read(log.tail(), id);
        if (!history.completed()) {
            throw new ConfigException("expected an experiment that is complete, found " + id + ", which is "
                    + (history.cancelled() ? "interrupted" : "unfinished") + ".\nMaybe eigendrift resume " + id + ".");
        }
        Map<String, Plan> plans = Session.known(history);
        Plan first = plans.get(PersistenceIds.FIRST_ANALYSIS);
        LoadedExperiment loaded = ExperimentReader.parse(first.json(), overrides);
        String analysis = name == null ? ExperimentNames.free("replay", new ArrayList<>(plans.keySet())) : name;
        Plan known = plans.get(analysis);
        if (known != null && !known.json().equals(loaded.json())) {
            throw new ConfigException("expected a new name, found analysis = " + analysis
                    + ", which " + id + " has with other settings.\nMaybe --as "
                    + ExperimentNames.free(analysis, new ArrayList<>(plans.keySet())) + ".");
        }
        // Put last, so that its summary is printed.
        plans.remove(analysis);
        plans.put(analysis, first.with(loaded).requireMemory(loaded));
        Session.warn(plans.get(analysis));
        return plans;
    }
}
