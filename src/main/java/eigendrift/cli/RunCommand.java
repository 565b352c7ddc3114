package eigendrift.cli;

import eigendrift.cli.progress.ProgressOption;
import eigendrift.config.ConfigException;
import eigendrift.config.reading.ExperimentReader;
import eigendrift.config.reading.LoadedExperiment;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.journal.EventLog;
import eigendrift.journal.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = "Runs the experiment of a configuration file and prints a summary.",
        mixinStandardHelpOptions = true,
        footer = {"%nExample:", "  eigendrift run conf/quickstart.conf optimizers.adam.learning-rate=.001 --id slow"})
final class RunCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "CONF", description = "Experiment in HOCON; see conf/.")
    private Path file;

    @Parameters(
            index = "1..*",
            paramLabel = "KEY=VALUE",
            description =
                    "Replaces a value of the file; dotted path below experiment, value in HOCON. KEY+=VALUE adds to a"
                            + " list.")
    private List<String> overrides = List.of();

    @Option(names = "--id", paramLabel = "ID", description = "Name in the journal (default: the experiment's name).")
    private String id;

    @Mixin
    private JournalOption journal;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private ServeOption serve;

    @Override
    public Integer call() throws Exception {
        if (id != null) {
            ExperimentNames.check("id", id);
        }
        serve.check();
        try (Interrupts interrupts = Interrupts.watch()) {
            LoadedExperiment loaded = ExperimentReader.read(file, overrides);
            // Checked before the journal is made, so that a bad request leaves nothing behind.
            Plan plan = Plan.of(loaded.config().name(), loaded).requireBeginning(loaded);
            Session.warn(plan);
            Session.noteFewSeeds(plan, "add more later with eigendrift extend");
            Storage storage = journal.storage();
            EventLimit.check(plan, storage);
            return Session.carryOut(
                    storage,
                    progress,
                    serve,
                    interrupts,
                    log -> Map.of(PersistenceIds.FIRST_ANALYSIS, plan.named(newId(log, plan.id()))));
        }
    }

    private String newId(EventLog log, String name) {
        List<String> taken = log.experiments();
        if (id == null) {
            return ExperimentNames.free(name, taken);
        }
        if (taken.contains(id)) {
            throw new ConfigException("expected a new id, found id = " + id
                    + ", which the journal has already.\nMaybe eigendrift resume " + id + ", or --id "
                    + ExperimentNames.free(id, taken) + ".");
        }
        return id;
    }
}
