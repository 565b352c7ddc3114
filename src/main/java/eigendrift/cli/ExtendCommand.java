package eigendrift.cli;

import eigendrift.cli.progress.ProgressOption;
import eigendrift.config.ConfigException;
import eigendrift.config.reading.ExperimentReader;
import eigendrift.config.reading.LoadedExperiment;
import eigendrift.experiment.Experiment;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Extension;
import eigendrift.experiment.plan.Plan;
import eigendrift.journal.EventLog;
import eigendrift.readmodel.History;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "extend",
        description =
                "Adds seeds, optimizers or training to an experiment, to the same bits as if they had been there from"
                        + " the start.",
        mixinStandardHelpOptions = true,
        footer = {"%nExample:", "  eigendrift extend quickstart 'seeds+=[2, 3, 4, 5]'"})
final class ExtendCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "ID", description = "Name in the journal; see list.")
    private String id;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "KEY=VALUE",
            description = "Replaces a value, or with KEY+=VALUE adds to a list: seeds, optimizers, training.epochs,"
                    + " training.steps, checkpoints, threads.")
    private List<String> overrides;

    @Mixin
    private JournalOption journal;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private ServeOption serve;

    @Override
    public Integer call() throws Exception {
        serve.check();
        journal.open().close();
        try (Interrupts interrupts = Interrupts.watch()) {
            return Session.carryOutOrder(journal.storage(), progress, serve, interrupts, this::order);
        }
    }

    private Session.Order order(EventLog log) {
        History history = History.read(log.tail(), id);
        Map<String, Plan> plans = new LinkedHashMap<>(Session.known(history));
        Plan before = plans.get(PersistenceIds.FIRST_ANALYSIS);
        LoadedExperiment loaded = ExperimentReader.parse(before.json(), overrides);
        Plan after = before.with(loaded);
        Extension extension = new Extension(before, after, loaded);
        extension.check();
        List<String> reopened = extension.isLonger() ? completed(history) : List.of();
        Session.noteFewSeeds(after, "add the others too");
        // Put last, so that its summary is printed.
        plans.remove(PersistenceIds.FIRST_ANALYSIS);
        plans.put(PersistenceIds.FIRST_ANALYSIS, after);
        return new Session.Order(plans, provenance -> new Experiment.Extend(provenance, reopened));
    }

    /** Names of the runs that are completed. */
    private List<String> completed(History history) {
        if (!history.completed()) {
            throw new ConfigException("expected an experiment that is complete, found " + id + ", which is "
                    + history.status().csv() + ".\nMaybe eigendrift resume " + id + ", and then a longer training.");
        }
        return history.runs().entrySet().stream()
                .filter(run -> run.getValue() == Experiment.RunStatus.COMPLETED)
                .map(Map.Entry::getKey)
                .toList();
    }
}
