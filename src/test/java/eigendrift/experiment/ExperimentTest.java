package eigendrift.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.nulls.NullModel;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Provenance;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.experiment.runtime.ActorInstrumentation;
import eigendrift.experiment.runtime.Progress;
import eigendrift.experiment.tracking.Tracker;
import eigendrift.experiment.training.Checkpoint;
import eigendrift.experiment.training.Trainer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The five actors together, on a journal in memory. */
@Timeout(120)
class ExperimentTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Provenance PROVENANCE = new Provenance("test", "", "", "", "", "", "", 0);

    @Test
    void everyRunIsTrainedProbedTrackedAndCompared() {
        Plan plan = Plans.small();
        try (Journal journal = new Journal(2)) {
            assertThat(run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, plan)))
                    .isEqualTo(new Experiment.Finished(Set.of()));
            List<JournalEvent> experiment = journal.of("experiment|small");
            assertThat(experiment.get(0)).isInstanceOf(Experiment.Planned.class);
            assertThat(experiment).contains(new Experiment.Completed(), new Experiment.AnalysisCompleted("first"));
            for (Run run : plan.runs()) {
                assertThat(experiment).contains(new Experiment.RunCompleted(run.name(), plan.totalSteps()));
                checkRun(journal, plan, run);
            }
            checkNulls(journal, plan);
        }
    }

    private static void checkRun(Journal journal, Plan plan, Run run) {
        int checkpoints = plan.checkpointSteps().size();
        List<JournalEvent> trainer =
                journal.of(PersistenceIds.trainer("small", run.name()).id());
        assertThat(count(trainer, Trainer.CheckpointTaken.class)).isEqualTo(checkpoints);
        assertThat(trainer.get(trainer.size() - 1)).isEqualTo(new Trainer.TrainingCompleted(plan.totalSteps()));
        List<JournalEvent> probe =
                journal.of(PersistenceIds.probe("small", run.name(), "first").id());
        assertThat(count(probe, HessianProbe.SpectrumMeasured.class)).isEqualTo(checkpoints);
        assertThat(count(probe, HessianProbe.EigenvectorMeasured.class))
                .isEqualTo((long) checkpoints * plan.measuredPairs());
        List<JournalEvent> tracker =
                journal.of(PersistenceIds.tracker("small", run.name(), "first").id());
        for (int i = 0; i < checkpoints; i++) {
            assertThat(tracker.subList(5 * i, 5 * i + 5))
                    .extracting(JournalEvent::getClass)
                    .containsExactly(
                            Tracker.LocalizationMeasured.class,
                            Tracker.AlignmentMeasured.class,
                            Tracker.SubspacesMeasured.class,
                            Tracker.IdentitiesMatched.class,
                            Tracker.DynamicsMeasured.class);
        }
        List<Tracker.DynamicsMeasured> dynamics = tracker.stream()
                .filter(Tracker.DynamicsMeasured.class::isInstance)
                .map(Tracker.DynamicsMeasured.class::cast)
                .toList();
        assertThat(dynamics).hasSize(checkpoints);
        assertThat(dynamics.get(checkpoints - 1).pairs())
                .extracting(Tracker.PairMeasured::stepFrom)
                .containsExactlyElementsOf(plan.checkpointSteps().headSet(plan.totalSteps()));
    }

    private static void checkNulls(Journal journal, Plan plan) {
        List<JournalEvent> nulls =
                journal.of(PersistenceIds.nullModel("small", "first").id());
        int runs = plan.runs().size();
        int checkpoints = plan.checkpointSteps().size();
        assertThat(count(nulls, NullModel.NullSampled.class)).isEqualTo(3 + runs * 2 * 2L);
        assertThat(count(nulls, NullModel.NullSummarized.class)).isEqualTo(runs * (3L * checkpoints + 2));
        assertThat(count(nulls, NullModel.NullAdjusted.class)).isEqualTo(4L * runs);
        assertThat(nulls.get(nulls.size() - 1)).isEqualTo(new NullModel.NullsCompleted());
    }

    @Test
    void theSameBitsWithOneThreadAndWithTwo() {
        Plan one = Plans.small("threads.training=1", "threads.probe=1", "concurrency=1");
        Plan two = Plans.small("threads.training=2", "threads.probe=2", "concurrency=1");
        assertThat(finished(two, 2)).isEqualTo(finished(one, 1)).isEqualTo(finished(one, 1));
    }

    static Map<String, List<String>> finished(Plan plan, int threads) {
        try (Journal journal = new Journal(threads)) {
            run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, plan));
            Map<String, List<String>> bytes = journal.bytes(plan, PersistenceIds.FIRST_ANALYSIS);
            // The thread counts themselves are part of the recorded configuration.
            bytes.remove("experiment");
            return bytes;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20, 60, 150})
    void interruptedAndResumedItEndsWithTheSameBits(int events) {
        Plan plan = Plans.small();
        Map<String, List<String>> uninterrupted = finished(plan, 2);
        try (Journal journal = new Journal(2)) {
            stopAfter(journal, plan, events);
            assertThat(run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, plan)))
                    .isEqualTo(new Experiment.Finished(Set.of()));
            Map<String, List<String>> resumed = journal.bytes(plan, PersistenceIds.FIRST_ANALYSIS);
            resumed.remove("experiment");
            assertThat(resumed).isEqualTo(uninterrupted);
        }
    }

    /** Stops the whole tree as soon as the journal has so many events, as a crash would. */
    static void stopAfter(Journal journal, Plan plan, int events) {
        stopAfter(journal, plan, new Experiment.Start(PROVENANCE), events);
    }

    private static void stopAfter(Journal journal, Plan plan, Experiment.Command begin, int events) {
        TestProbe<Experiment.Outcome> listener = journal.system.createTestProbe(Experiment.Outcome.class);
        ActorRef<Experiment.Command> experiment = journal.system.spawn(Experiment.create(
                Map.of(PersistenceIds.FIRST_ANALYSIS, plan), ActorInstrumentation.NONE, listener.getRef()));
        experiment.tell(begin);
        listener.awaitAssert(LONG, () -> {
            int written = size(journal, plan);
            assertThat(written).isGreaterThanOrEqualTo(events);
            return written;
        });
        journal.system.stop(experiment, LONG);
    }

    @Test
    void anInterruptTakesACheckpointAndResumeGoesOnFromIt() {
        Plan plan = Plans.small("training.epochs=4000", "checkpoints.every=2000 epochs", "null-models=[]");
        try (Journal journal = new Journal(2)) {
            TestProbe<Experiment.Outcome> listener = journal.system.createTestProbe(Experiment.Outcome.class);
            ActorRef<Experiment.Command> experiment = journal.system.spawn(Experiment.create(
                    Map.of(PersistenceIds.FIRST_ANALYSIS, plan), ActorInstrumentation.NONE, listener.getRef()));
            experiment.tell(new Experiment.Start(PROVENANCE));
            String trainer =
                    PersistenceIds.trainer("small", plan.runs().get(0).name()).id();
            listener.awaitAssert(LONG, () -> assertThat(journal.of(trainer)).hasSizeGreaterThan(10));
            experiment.tell(new Experiment.Interrupt());
            assertThat(listener.receiveMessage(LONG)).isEqualTo(new Experiment.Interrupted());
            List<JournalEvent> events = journal.of(trainer);
            Checkpoint last = ((Trainer.CheckpointTaken) events.get(events.size() - 1)).checkpoint();
            assertThat(last.scheduled()).isFalse();
            assertThat(last.step()).isPositive().isLessThan(plan.totalSteps());
            journal.system.stop(experiment, LONG);
            assertThat(run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, plan)))
                    .isEqualTo(new Experiment.Finished(Set.of()));
            assertThat(journal.of(trainer)).contains(new Trainer.TrainingCompleted(plan.totalSteps()));
        }
    }

    /**
     * The interrupt is written while the trainer is at its {@code turn}-th turn; in the last ones its run ends
     * meanwhile.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void interruptedWhileARunEndsItIsHeardOnceAndResumes(int turn) {
        Plan plan = Plans.small("training.epochs=2", "null-models=[]", "concurrency=1", "seeds=[0]");
        try (Journal journal = new Journal(2)) {
            TestProbe<Experiment.Outcome> listener = journal.system.createTestProbe(Experiment.Outcome.class);
            HeldTrainer held = new HeldTrainer(turn, () -> journal.of("experiment|small"));
            ActorRef<Experiment.Command> experiment = journal.system.spawn(
                    Experiment.create(Map.of(PersistenceIds.FIRST_ANALYSIS, plan), held, listener.getRef()));
            experiment.tell(new Experiment.Start(PROVENANCE));
            held.await();
            experiment.tell(new Experiment.Interrupt());
            assertThat(listener.receiveMessage(LONG)).isEqualTo(new Experiment.Interrupted());
            journal.system.stop(experiment, LONG);
            listener.expectNoMessage(Duration.ZERO);
            assertThat(run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, plan)))
                    .isEqualTo(new Experiment.Finished(Set.of()));
        }
    }

    private static ActorRef<Experiment.Command> start(
            Journal journal, Plan plan, TestProbe<Experiment.Outcome> listener) {
        ActorRef<Experiment.Command> experiment = journal.system.spawn(Experiment.create(
                Map.of(PersistenceIds.FIRST_ANALYSIS, plan), ActorInstrumentation.NONE, listener.getRef()));
        experiment.tell(new Experiment.Start(PROVENANCE));
        return experiment;
    }

    /** Also of a run that diverges, which has fewer checkpoints and draws than were planned. */
    @ParameterizedTest
    @ValueSource(strings = {".05", "1e12"})
    void atTheEndAllThatIsCountedIsDone(String learningRate) {
        Plan plan = Plans.small(
                "optimizers.sgd.learning-rate=" + learningRate,
                "null-models=[haar, {type=initialization, draws=3}, {type=shuffled-weights, draws=2, at=all},"
                        + " {type=random-walk, draws=2, at=all}]");
        try (Journal journal = new Journal(2)) {
            TestProbe<Experiment.Outcome> listener = journal.system.createTestProbe(Experiment.Outcome.class);
            ActorRef<Experiment.Command> experiment = start(journal, plan, listener);
            Experiment.Finished end = (Experiment.Finished) listener.receiveMessage(LONG);
            Progress.Snapshot last = progress(journal, experiment);
            for (Progress.Work work : Progress.Work.values()) {
                Progress.Count count = last.count(work);
                assertThat(count.done()).as("%s", work).isPositive().isEqualTo(count.total());
            }
            assertThat(last.steps().done()).isEqualTo(last.steps().total());
            assertThat(last.trained().keySet())
                    .containsExactlyElementsOf(
                            plan.runs().stream().map(Run::name).toList());
            last.trained().forEach((run, trained) -> assertThat(trained.phase())
                    .isEqualTo(end.diverged().contains(run) ? Progress.Phase.DIVERGED : Progress.Phase.COMPLETED));
            assertThat(end.diverged()).hasSize(learningRate.equals(".05") ? 0 : 2);
        }
    }

    /** A replay trains nothing: its runs have ended before it begins. */
    @Test
    void aReplayShowsWhatItMeasures() {
        Plan plan = Plans.small();
        try (Journal journal = new Journal(2)) {
            Map<String, Plan> plans = new LinkedHashMap<>();
            plans.put(PersistenceIds.FIRST_ANALYSIS, plan);
            run(journal, plans);
            plans.put("k5", Plans.with(plan, "probe.eigenpairs=5"));
            TestProbe<Experiment.Outcome> listener = journal.system.createTestProbe(Experiment.Outcome.class);
            ActorRef<Experiment.Command> experiment =
                    journal.system.spawn(Experiment.create(plans, ActorInstrumentation.NONE, listener.getRef()));
            experiment.tell(new Experiment.Start(PROVENANCE));
            Progress.Snapshot first = progress(journal, experiment);
            assertThat(first.trained().values()).hasSize(4).allSatisfy(run -> assertThat(run.phase())
                    .isEqualTo(Progress.Phase.COMPLETED));
            listener.receiveMessage(LONG);
            int checkpoints = plan.runs().size() * plan.checkpointSteps().size();
            Progress.Snapshot last = progress(journal, experiment);
            assertThat(last.count(Progress.Work.PROBES)).isEqualTo(new Progress.Count(checkpoints, checkpoints));
            assertThat(last.count(Progress.Work.TRACKING)).isEqualTo(new Progress.Count(checkpoints, checkpoints));
            assertThat(last.count(Progress.Work.NULLS)).isEqualTo(new Progress.Count(19, 19));
        }
    }

    private static Progress.Snapshot progress(Journal journal, ActorRef<Experiment.Command> experiment) {
        TestProbe<Progress.Snapshot> watcher = journal.system.createTestProbe(Progress.Snapshot.class);
        experiment.tell(new Experiment.GetProgress(watcher.getRef()));
        return watcher.receiveMessage(LONG);
    }

    @Test
    void aReplayMeasuresAgainOrSharesTheSpectra() {
        Plan plan = Plans.small();
        try (Journal journal = new Journal(2)) {
            Map<String, Plan> plans = new LinkedHashMap<>();
            plans.put(PersistenceIds.FIRST_ANALYSIS, plan);
            run(journal, plans);
            plans.put("neighbours", Plans.with(plan, "tracker.lags=[1]"));
            plans.put("k5", Plans.with(plan, "probe.eigenpairs=5"));
            assertThat(run(journal, plans)).isEqualTo(new Experiment.Finished(Set.of()));
            String run = plan.runs().get(0).name();
            assertThat(journal.of(
                            PersistenceIds.probe("small", run, "neighbours").id()))
                    .isEmpty();
            assertThat(journal.of(PersistenceIds.probe("small", run, "k5").id()))
                    .isNotEmpty();
            List<JournalEvent> neighbours = journal.of(
                    PersistenceIds.tracker("small", run, "neighbours").id());
            assertThat(((Tracker.DynamicsMeasured) neighbours.get(9)).pairs()).hasSize(1);
            assertThat(journal.of("experiment|small"))
                    .contains(new Experiment.AnalysisCompleted("neighbours"), new Experiment.AnalysisCompleted("k5"));
        }
    }

    /** With all of the drift counted, eigenvalues that moved further than they are apart are one cluster. */
    @Test
    void driftMakesClusters() {
        Plan plan = Plans.small("seeds=[0]", "null-models=[]");
        try (Journal journal = new Journal(2)) {
            Map<String, Plan> plans = new LinkedHashMap<>();
            plans.put(PersistenceIds.FIRST_ANALYSIS, plan);
            run(journal, plans);
            plans.put("drift", Plans.with(plan, "tracker.cluster-drift=1"));
            run(journal, plans);
            String run = plan.runs().get(0).name();
            List<HessianProbe.SpectrumMeasured> spectra =
                    journal.of(PersistenceIds.probe("small", run, "first").id()).stream()
                            .filter(HessianProbe.SpectrumMeasured.class::isInstance)
                            .map(HessianProbe.SpectrumMeasured.class::cast)
                            .toList();
            List<Tracker.IdentitiesMatched> drifting = matched(journal, run, "drift");
            assertThat(matched(journal, run, "first"))
                    .allSatisfy(matched -> assertThat(matched.clusters()).doesNotHaveDuplicates());
            assertThat(drifting.get(0).clusters()).doesNotHaveDuplicates();
            int together = 0;
            for (int t = 1; t < spectra.size(); t++) {
                for (int i = 1; i < spectra.get(t).pairs().size(); i++) {
                    double above = spectra.get(t).pairs().get(i - 1).value();
                    double below = spectra.get(t).pairs().get(i).value();
                    double drift = Math.abs(above
                                    - spectra.get(t - 1).pairs().get(i - 1).value())
                            + Math.abs(below - spectra.get(t - 1).pairs().get(i).value());
                    List<Integer> clusters = drifting.get(t).clusters();
                    // Residuals of this dense solve are below 1e-12.
                    assertThat(clusters.get(i - 1).equals(clusters.get(i)))
                            .as("step %d, ranks %d and %d", spectra.get(t).step(), i, i + 1)
                            .isEqualTo(above - below <= drift + 1e-12);
                    together += above - below <= drift ? 1 : 0;
                }
            }
            assertThat(together).isPositive();
        }
    }

    private static List<Tracker.IdentitiesMatched> matched(Journal journal, String run, String analysis) {
        return journal.of(PersistenceIds.tracker("small", run, analysis).id()).stream()
                .filter(Tracker.IdentitiesMatched.class::isInstance)
                .map(Tracker.IdentitiesMatched.class::cast)
                .toList();
    }

    @Test
    void aRunThatDivergesKeepsItsEventsAndTheOthersFinish() {
        Plan plan = Plans.small("optimizers.sgd.learning-rate=1e12");
        try (Journal journal = new Journal(2)) {
            assertThat(run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, plan)))
                    .isEqualTo(new Experiment.Finished(Set.of("sgd-seed0", "sgd-seed1")));
            List<JournalEvent> diverged =
                    journal.of(PersistenceIds.trainer("small", "sgd-seed0").id());
            assertThat(diverged.get(diverged.size() - 1)).isInstanceOf(Trainer.Diverged.class);
            assertThat(count(diverged, Trainer.CheckpointTaken.class)).isPositive();
            assertThat(journal.of(PersistenceIds.trainer("small", "adam-seed1").id()))
                    .contains(new Trainer.TrainingCompleted(plan.totalSteps()));
        }
    }

    /** More seeds and twice the training, stopped after so many further events as a crash would, and resumed. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 40, 90, 150})
    void anExtensionThatIsInterruptedEndsWithTheSameBits(int events) {
        Plan plan = Plans.small(LOCAL_NULLS);
        Plan longer = Plans.with(plan, "training.epochs=12", "seeds=[0, 1, 2]");
        Experiment.Extend extend = new Experiment.Extend(
                PROVENANCE, plan.runs().stream().map(Run::name).toList());
        Map<String, List<String>> uninterrupted;
        try (Journal journal = new Journal(2)) {
            run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, plan));
            assertThat(run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, longer), extend))
                    .isEqualTo(new Experiment.Finished(Set.of()));
            uninterrupted = journal.bytes(longer, PersistenceIds.FIRST_ANALYSIS);
            checkExtended(journal, plan, longer);
        }
        try (Journal journal = new Journal(2)) {
            run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, plan));
            int before = size(journal, longer);
            stopAfter(journal, longer, extend, before + events);
            assertThat(run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, longer)))
                    .isEqualTo(new Experiment.Finished(Set.of()));
            Map<String, List<String>> resumed = journal.bytes(longer, PersistenceIds.FIRST_ANALYSIS);
            checkExtended(journal, plan, longer);
            resumed.remove("experiment");
            uninterrupted.remove("experiment");
            assertThat(resumed).isEqualTo(uninterrupted);
        }
    }

    /** New runs do not change those under way: each run's journal equals that of the experiment run at once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 30, 100})
    void seedsAndOptimizersCanBeAddedToAnInterruptedExperiment(int events) {
        Plan plan = Plans.small();
        Plan larger = Plans.with(plan, "seeds=[2, 0, 1]", "optimizers+={ type = rmsprop, learning-rate = .01 }");
        Map<String, List<String>> whole = finished(larger, 2);
        try (Journal journal = new Journal(2)) {
            stopAfter(journal, plan, events);
            assertThat(run(
                            journal,
                            Map.of(PersistenceIds.FIRST_ANALYSIS, larger),
                            new Experiment.Extend(PROVENANCE, List.of())))
                    .isEqualTo(new Experiment.Finished(Set.of()));
            Map<String, List<String>> grown = journal.bytes(larger, PersistenceIds.FIRST_ANALYSIS);
            grown.remove("experiment");
            assertThat(grown).isEqualTo(whole);
        }
    }

    private static final String LOCAL_NULLS = "null-models=[haar, { type = initialization, draws = 3 }, "
            + "{ type = shuffled-weights, draws = 2, at = all }]";

    private static void checkExtended(Journal journal, Plan plan, Plan longer) {
        for (Run run : longer.runs()) {
            List<JournalEvent> trainer =
                    journal.of(PersistenceIds.trainer("small", run.name()).id());
            assertThat(trainer).contains(new Trainer.TrainingCompleted(longer.totalSteps()));
            assertThat(trainer.contains(new Trainer.TrainingCompleted(plan.totalSteps())))
                    .isEqualTo(plan.runs().contains(run));
            assertThat(count(trainer, Trainer.TrainingStarted.class)).isOne();
        }
        List<JournalEvent> nulls =
                journal.of(PersistenceIds.nullModel("small", "first").id());
        assertThat(nulls.get(nulls.size() - 1)).isEqualTo(new NullModel.NullsCompleted());
        assertThat(count(nulls, NullModel.NullSampled.class))
                .isEqualTo(
                        3 + 2L * longer.runs().size() * longer.checkpointSteps().size());
        List<JournalEvent> experiment = journal.of("experiment|small");
        assertThat(count(experiment, Experiment.Planned.class)).isOne();
        assertThat(experiment.get(experiment.size() - 1)).isEqualTo(new Experiment.Completed());
    }

    private static int size(Journal journal, Plan plan) {
        return journal.bytes(plan, PersistenceIds.FIRST_ANALYSIS).values().stream()
                .mapToInt(List::size)
                .sum();
    }

    static Experiment.Outcome run(Journal journal, Map<String, Plan> plans) {
        return run(journal, plans, new Experiment.Start(PROVENANCE));
    }

    private static Experiment.Outcome run(Journal journal, Map<String, Plan> plans, Experiment.Command begin) {
        TestProbe<Experiment.Outcome> listener = journal.system.createTestProbe(Experiment.Outcome.class);
        ActorRef<Experiment.Command> experiment =
                journal.system.spawn(Experiment.create(plans, ActorInstrumentation.NONE, listener.getRef()));
        experiment.tell(begin);
        Experiment.Outcome outcome = listener.receiveMessage(LONG);
        journal.system.stop(experiment, LONG);
        return outcome;
    }

    private static long count(List<JournalEvent> events, Class<?> kind) {
        return events.stream().filter(kind::isInstance).count();
    }
}
