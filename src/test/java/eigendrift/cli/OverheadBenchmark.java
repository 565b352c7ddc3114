package eigendrift.cli;

import eigendrift.cli.progress.ProgressDisplay;
import eigendrift.config.reading.ExperimentReader;
import eigendrift.config.reading.LoadedExperiment;
import eigendrift.experiment.Experiment;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.training.Trainer;
import eigendrift.experiment.training.TrainingLoop;
import eigendrift.journal.EventLog;
import eigendrift.journal.Storage;
import eigendrift.journal.StoredEvent;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The cost of actors and journal compared with the bare computation, and of the probe for the training at the same
 * time; medians of interleaved repeats. Started by {@code tools/measure}.
 */
final class OverheadBenchmark {

    /** Trains and journals log rows, but has nothing to probe after the first step. */
    private static final String[] UNPROBED = {"checkpoints.every=[0]", "null-models=[]"};

    private OverheadBenchmark() {}

    /** @param arguments configuration file, number of repeats */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        int repeats = Integer.parseInt(arguments[1]);
        Plan unprobed = plan(file, UNPROBED);
        Plan probed = plan(file);
        List<Double> bare = new ArrayList<>();
        List<Double> journaled = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        List<Double> alongside = new ArrayList<>();
        // The first round warms up.
        for (int repeat = 0; repeat <= repeats; repeat++) {
            double bareSeconds = bare(unprobed);
            Path folder = Files.createTempDirectory("eigendrift");
            double seconds = journaled(unprobed, folder.resolve("unprobed"));
            double steps = stepsPerSecond(unprobed, folder.resolve("unprobed"));
            journaled(probed, folder.resolve("probed"));
            double probedSteps = stepsPerSecond(probed, folder.resolve("probed"));
            if (repeat > 0) {
                bare.add(bareSeconds);
                journaled.add(seconds);
                alone.add(steps);
                alongside.add(probedSteps);
            }
        }
        PrintStream out = System.out;
        out.printf(Locale.ROOT, "training, bare loop              %.2f s%n", median(bare));
        out.printf(Locale.ROOT, "training, actors and journal     %.2f s%n", median(journaled));
        out.printf(Locale.ROOT, "steps/s of a run, no probe       %.0f%n", median(alone));
        out.printf(Locale.ROOT, "steps/s of a run, probed         %.0f%n", median(alongside));
    }

    private static Plan plan(Path file, String... overrides) {
        List<String> all = new ArrayList<>(Arrays.asList(overrides));
        all.add("threads.training=1");
        LoadedExperiment loaded = ExperimentReader.read(file, all);
        return Plan.of("benchmark", loaded);
    }

    /** The same updates, log rows and checkpoints, one run after the other, kept nowhere. */
    private static double bare(Plan plan) {
        long start = System.nanoTime();
        for (Run run : plan.runs()) {
            TrainingLoop loop = new TrainingLoop(plan, run);
            TrainingLoop.Outcome outcome = loop.begin();
            while (!(outcome instanceof TrainingLoop.Reached reached && reached.last())) {
                outcome = loop.advance(Long.MAX_VALUE);
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double journaled(Plan plan, Path folder) throws Exception {
        Storage storage = Storage.at(folder.toString());
        storage.create();
        long start = System.nanoTime();
        try (Interrupts interrupts = Interrupts.watch()) {
            ExperimentProcess.run(
                    storage,
                    Map.of(PersistenceIds.FIRST_ANALYSIS, plan),
                    new Experiment.Start(ProvenanceCollector.of(plan)),
                    () -> ProgressDisplay.NONE,
                    new ServeOption(),
                    interrupts);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** From the first log row to the last: journaled times are whole milliseconds, too coarse for single intervals. */
    private static double stepsPerSecond(Plan plan, Path folder) {
        try (EventLog log = EventLog.open(Storage.at(folder.toString()))) {
            return median(plan.runs().stream().map(run -> pace(log, plan, run)).toList());
        }
    }

    private static double pace(EventLog log, Plan plan, Run run) {
        List<StoredEvent> rows = new ArrayList<>();
        log.read(PersistenceIds.trainer(plan.id(), run.name()).id(), stored -> {
            if (stored.event() instanceof Trainer.StepsTaken) {
                rows.add(stored);
            }
        });
        StoredEvent first = rows.get(0);
        StoredEvent last = rows.get(rows.size() - 1);
        double seconds = Duration.between(first.written(), last.written()).toMillis() / 1e3;
        return (step(last) - step(first)) / seconds;
    }

    private static long step(StoredEvent stored) {
        return ((Trainer.StepsTaken) stored.event()).row().step();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
