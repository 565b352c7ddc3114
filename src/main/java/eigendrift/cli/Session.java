package eigendrift.cli;

import eigendrift.cli.progress.ProgressOption;
import eigendrift.config.ConfigException;
import eigendrift.experiment.Experiment;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.ComparedPairs;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Provenance;
import eigendrift.experiment.training.Trainer;
import eigendrift.journal.EventLog;
import eigendrift.journal.JournalLock;
import eigendrift.journal.Storage;
import eigendrift.linalg.BlasSpeed;
import eigendrift.readmodel.ExperimentFold;
import eigendrift.readmodel.History;
import eigendrift.readmodel.Tables;
import eigendrift.study.FailedChecks;
import eigendrift.study.Replicates;
import eigendrift.study.RunSummary;
import eigendrift.study.SpectrumGaps;
import eigendrift.study.Warnings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Common parts of run, resume, extend and replay: the lock, the process, the summary, the exit code. */
final class Session {

    private Session() {}

    /**
     * What a command asks the experiment to do.
     *
     * @param plans of each analysis by name; the last one's summary is printed
     * @param begin what to tell the experiment first
     */
    record Order(Map<String, Plan> plans, Function<Provenance, Experiment.Command> begin) {}

    /**
     * Begins or goes on, writing to {@code storage} as the only process.
     *
     * @param plans given what the journal holds, the plan of each analysis by name
     */
    static int carryOut(
            Storage storage,
            ProgressOption progress,
            ServeOption serve,
            Interrupts interrupts,
            Function<EventLog, Map<String, Plan>> plans)
            throws Exception {
        return carryOutOrder(
                storage, progress, serve, interrupts, log -> new Order(plans.apply(log), Experiment.Start::new));
    }

    /** The same with a choice of the first message. */
    static int carryOutOrder(
            Storage storage,
            ProgressOption progress,
            ServeOption serve,
            Interrupts interrupts,
            Function<EventLog, Order> order)
            throws Exception {
        storage.createFolder();
        // Checked before the database is opened, because without locks in the file system SQLite only reports that it
        // is locked.
        JournalLock lock = JournalLock.acquire(storage);
        try {
            storage.create();
            return carryOutAlone(storage, lock, progress, serve, interrupts, order);
        } finally {
            lock.close();
        }
    }

    private static int carryOutAlone(
            Storage storage,
            JournalLock lock,
            ProgressOption progress,
            ServeOption serve,
            Interrupts interrupts,
            Function<EventLog, Order> orders)
            throws Exception {
        Order order;
        try (EventLog log = EventLog.open(storage)) {
            order = orders.apply(log);
        }
        Map<String, Plan> planned = order.plans();
        Plan plan = planned.get(PersistenceIds.FIRST_ANALYSIS);
        lock.writes(plan.id());
        EventLimit.check(plan, storage);
        BlasSpeed.warning().ifPresent(System.err::println);
        System.err.println("Experiment " + plan.id() + ": " + plan.runs().size() + " runs of " + plan.totalSteps()
                + " steps, " + plan.architecture().parameters() + " parameters.");
        System.err.println("Data " + plan.data().description());
        Experiment.Command begin = order.begin().apply(ProvenanceCollector.of(plan));
        Experiment.Outcome outcome =
                ExperimentProcess.run(storage, planned, begin, progress::display, serve, interrupts);
        if (outcome instanceof Experiment.Interrupted) {
            System.err.println("Go on with: eigendrift resume " + plan.id());
            return interrupts.exitCode();
        }
        if (!interrupts.end(
                "Interrupted after the end: " + plan.id() + " is complete. See eigendrift show " + plan.id())) {
            System.err.println("The experiment had ended before the interrupt.");
        }
        String last = planned.keySet().stream().reduce((a, b) -> b).orElseThrow();
        try (EventLog log = EventLog.open(storage)) {
            print(log, plan.id(), last);
            Set<String> diverged = ((Experiment.Finished) outcome).diverged();
            diverged.forEach(run -> tellWhy(log, plan.id(), run));
            return diverged.isEmpty() ? ExitCodes.OK : ExitCodes.DIVERGED;
        }
    }

    private static void tellWhy(EventLog log, String id, String run) {
        log.read(PersistenceIds.trainer(id, run).id(), Trainer.Diverged.class, (event, number) -> {
            String start =
                    event.step() == 0 ? "other initial weights, or inputs of another scale" : "a smaller learning rate";
            System.err.println("Run " + run + " diverged at step " + event.step() + ": loss = " + event.loss() + "\n"
                    + (event.cause().isEmpty() ? "Maybe " + start + "." : event.cause()));
        });
    }

    /** Warnings about a plan, before anything is written. */
    static void warn(Plan plan) {
        ComparedPairs.of(plan).warning().ifPresent(System.err::println);
    }

    private static void print(EventLog log, String id, String analysis) {
        History history = History.read(log.tail(), id);
        Tables tables = ExperimentFold.latest(log.tail(), history, analysis);
        System.out.println(RunTable.of(RunSummary.of(tables)));
        Warnings.of(tables).forEach(System.err::println);
        FailedChecks.of(tables).ifPresent(System.err::println);
        SpectrumGaps.of(tables).forEach(System.err::println);
        if (!tables.missing().isEmpty()) {
            System.err.println("Maybe eigendrift replay " + id + " with other settings of the probe measures them.");
        }
    }

    /** Says, before anything is trained, that no verdict can be reached, with the number of seeds needed. */
    static void noteFewSeeds(Plan plan, String advice) {
        Replicates.tooFew(plan.config().seeds().size())
                .ifPresent(note -> System.err.println(note + "\nMaybe seeds="
                        + IntStream.range(0, Replicates.needed()).boxed().toList() + ", or " + advice + "."));
    }

    /** The plans of all analyses that the journal knows of an experiment, on one copy of the data. */
    static Map<String, Plan> known(History history) {
        Plan first = Plan.of(history.id(), history.loaded(PersistenceIds.FIRST_ANALYSIS));
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
