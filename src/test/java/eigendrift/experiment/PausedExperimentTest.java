package eigendrift.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Provenance;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.experiment.runtime.ActorInstrumentation;
import eigendrift.experiment.runtime.Progress;
import eigendrift.experiment.training.Trainer;
import eigendrift.journal.EventCodecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pause, checkpoint and continue while an experiment runs: none of them changes a number. */
@Timeout(120)
class PausedExperimentTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Provenance PROVENANCE = new Provenance("test", "", "", "", "", "", "", 0);
    private static final Plan PLAN = Plans.small(
            "training.epochs=6000",
            "training.log-every=500 steps",
            "checkpoints.every=2000 epochs",
            "null-models=[]",
            "concurrency=2");

    private final Journal journal = new Journal(2);
    private final TestProbe<Experiment.Outcome> listener = journal.system.createTestProbe(Experiment.Outcome.class);
    private final List<Run> training = PLAN.runs().subList(0, 2);

    @Test
    void pausedItTrainsNothingAndContinuedItEndsWithTheSameBits() {
        try (journal) {
            ActorRef<Experiment.Command> experiment = start();
            pause(experiment);
            Map<String, Progress.Trained> before = progress(experiment).trained();
            experiment.tell(new Experiment.TakeCheckpoint());
            training.forEach(run -> listener.awaitAssert(LONG, () -> {
                assertThat(unscheduled(journal, run)).isOne();
                return run;
            }));
            // The trainers have answered a later message, and not made a step since the pause.
            assertThat(progress(experiment).trained()).isEqualTo(before);
            experiment.tell(new Experiment.Continue());
            assertThat(listener.receiveMessage(LONG)).isEqualTo(new Experiment.Finished(Set.of()));
            assertThat(journal.of("experiment|small")).contains(new Experiment.Paused(), new Experiment.Continued());
            assertThat(numbers(journal)).isEqualTo(undisturbed());
        }
    }

    /** The wish to pause ends with the process; whoever resumes wishes it to train. */
    @Test
    void killedWhilePausedAndStartedAgainItEndsWithTheSameBits() {
        try (journal) {
            ActorRef<Experiment.Command> experiment = start();
            pause(experiment);
            journal.system.stop(experiment, LONG);
            spawn().tell(new Experiment.Start(PROVENANCE));
            assertThat(listener.receiveMessage(LONG)).isEqualTo(new Experiment.Finished(Set.of()));
            assertThat(journal.of("experiment|small")).contains(new Experiment.Continued());
            assertThat(numbers(journal)).isEqualTo(undisturbed());
        }
    }

    @Test
    void interruptedWhilePausedItStops() {
        try (journal) {
            ActorRef<Experiment.Command> experiment = start();
            pause(experiment);
            experiment.tell(new Experiment.Interrupt());
            assertThat(listener.receiveMessage(LONG)).isEqualTo(new Experiment.Interrupted());
            training.forEach(run -> assertThat(unscheduled(journal, run)).isOne());
        }
    }

    @Test
    void askedAgainOrAfterTheEndNothingHappens() {
        try (journal) {
            ActorRef<Experiment.Command> experiment = start();
            experiment.tell(new Experiment.Continue());
            pause(experiment);
            experiment.tell(new Experiment.Pause());
            experiment.tell(new Experiment.Continue());
            experiment.tell(new Experiment.Continue());
            assertThat(listener.receiveMessage(LONG)).isEqualTo(new Experiment.Finished(Set.of()));
            experiment.tell(new Experiment.Pause());
            experiment.tell(new Experiment.TakeCheckpoint());
            progress(experiment);
            List<JournalEvent> events = journal.of("experiment|small");
            assertThat(events).filteredOn(Experiment.Paused.class::isInstance).hasSize(1);
            assertThat(events)
                    .filteredOn(Experiment.Continued.class::isInstance)
                    .hasSize(1);
            assertThat(numbers(journal)).isEqualTo(undisturbed());
        }
    }

    private ActorRef<Experiment.Command> spawn() {
        return journal.system.spawn(Experiment.create(
                Map.of(PersistenceIds.FIRST_ANALYSIS, PLAN), ActorInstrumentation.NONE, listener.getRef()));
    }

    /** Until the first two runs have logged steps after the first checkpoint, and long before the next. */
    private ActorRef<Experiment.Command> start() {
        ActorRef<Experiment.Command> experiment = spawn();
        experiment.tell(new Experiment.Start(PROVENANCE));
        training.forEach(run -> listener.awaitAssert(LONG, () -> {
            assertThat(journal.of(trainer(run))).hasSizeGreaterThan(3);
            return run;
        }));
        return experiment;
    }

    /** Until the trainers say that they have paused. */
    private void pause(ActorRef<Experiment.Command> experiment) {
        experiment.tell(new Experiment.Pause());
        listener.awaitAssert(LONG, () -> {
            Map<String, Progress.Trained> trained = progress(experiment).trained();
            assertThat(training)
                    .allSatisfy(
                            run -> assertThat(trained.get(run.name()).phase()).isEqualTo(Progress.Phase.PAUSED));
            return trained;
        });
    }

    private Progress.Snapshot progress(ActorRef<Experiment.Command> experiment) {
        TestProbe<Progress.Snapshot> watcher = journal.system.createTestProbe(Progress.Snapshot.class);
        experiment.tell(new Experiment.GetProgress(watcher.getRef()));
        return watcher.receiveMessage(LONG);
    }

    private static String trainer(Run run) {
        return PersistenceIds.trainer("small", run.name()).id();
    }

    private static long unscheduled(Journal journal, Run run) {
        return journal.of(trainer(run)).stream()
                .filter(PausedExperimentTest::isUnscheduled)
                .count();
    }

    private static boolean isUnscheduled(JournalEvent event) {
        return event instanceof Trainer.CheckpointTaken taken
                && !taken.checkpoint().scheduled();
    }

    private static List<String> undisturbed() {
        try (Journal whole = new Journal(2)) {
            ExperimentTest.run(whole, Map.of(PersistenceIds.FIRST_ANALYSIS, PLAN));
            return numbers(whole);
        }
    }

    /**
     * Log rows, the plan's checkpoints and eigenvectors, bit for bit. Further checkpoints shift the sequence numbers
     * that other events hold.
     */
    private static List<String> numbers(Journal journal) {
        List<String> numbers = new ArrayList<>();
        for (Run run : PLAN.runs()) {
            String probe = PersistenceIds.probe("small", run.name(), PersistenceIds.FIRST_ANALYSIS)
                    .id();
            List<JournalEvent> events = new ArrayList<>(journal.of(trainer(run)));
            journal.of(probe).stream()
                    .filter(HessianProbe.EigenvectorMeasured.class::isInstance)
                    .forEach(events::add);
            events.removeIf(PausedExperimentTest::isUnscheduled);
            events.forEach(event -> numbers.add(HexFormat.of().formatHex(EventCodecs.write(event))));
        }
        return numbers;
    }
}
