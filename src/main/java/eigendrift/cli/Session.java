package eigendrift.cli;

import eigendrift.config.ConfigException;
import eigendrift.experiment.ComparedPairs;
import eigendrift.experiment.Experiment;
import eigendrift.experiment.Ids;
import eigendrift.experiment.Plan;
import eigendrift.journal.EventLog;
import eigendrift.journal.JournalLock;
import eigendrift.journal.Storage;
import eigendrift.replay.History;
import eigendrift.replay.TablesReader;
import eigendrift.report.RunSummary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What run, resume and replay have in common: the lock, the process, the summary, the exit code. */
final class Session {

    private Session() {}

    /**
     * Writes to {@code storage} as the only process.
     *
     * @param plans given what the journal holds, the plan of each analysis by name
     */
    static int carryOut(Storage storage, ProgressDisplay display, Function<EventLog, Map<String, Plan>> plans)
            throws Exception {
        storage.create();
        JournalLock lock = JournalLock.acquire(storage);
        try {
            return carryOutAlone(storage, display, plans);
        } finally {
            lock.close();
        }
    }

    private static int carryOutAlone(
            Storage storage, ProgressDisplay display, Function<EventLog, Map<String, Plan>> plans) throws Exception {
        Map<String, Plan> planned;
        try (EventLog log = EventLog.open(storage)) {
            planned = plans.apply(log);
        }
        Plan plan = planned.get(Ids.FIRST_ANALYSIS);
        System.err.println("Experiment " + plan.id() + ": " + plan.runs().size() + " runs of " + plan.totalSteps()
                + " steps, " + plan.architecture().parameters() + " parameters.");
        Experiment.Outcome outcome = ExperimentProcess.run(storage, planned, Origin.of(plan), display);
        if (outcome instanceof Experiment.Interrupted) {
            System.err.println("Go on with: eigendrift resume " + plan.id());
            return ExitCodes.INTERRUPTED;
        }
        String last = planned.keySet().stream().reduce((a, b) -> b).orElseThrow();
        try (EventLog log = EventLog.open(storage)) {
            print(log, plan.id(), last);
        }
        return ((Experiment.Finished) outcome).diverged().isEmpty() ? ExitCodes.OK : ExitCodes.DIVERGED;
    }

    /** Before anything is written. */
    static void warn(Plan plan) {
        ComparedPairs.of(plan).warning().ifPresent(System.err::println);
    }

    private static void print(EventLog log, String id, String analysis) {
        History history = History.read(log, id);
        System.out.println(RunSummary.text(RunSummary.of(TablesReader.readLatest(log, history, analysis))));
    }

    /** The plans of all analyses that the journal knows of an experiment, on one copy of the data. */
    static Map<String, Plan> known(History history) {
        Plan first = Plan.of(history.id(), history.loaded(Ids.FIRST_ANALYSIS));
        String hash = history.provenance().dataHash();
        if (!first.data().hash().equals(hash)) {
            throw new ConfigException("expected the data that " + history.id() + " began with, SHA-256 = " + hash
                    + ", found " + first.data().name() + " with SHA-256 = "
                    + first.data().hash() + ".\nMaybe the files have changed since; bring the old ones back.");
        }
        Map<String, Plan> plans = new LinkedHashMap<>();
        history.analyses().keySet().forEach(name -> plans.put(name, first.with(history.loaded(name))));
        return plans;
    }
}
