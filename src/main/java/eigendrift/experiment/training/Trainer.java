package eigendrift.experiment.training;

import eigendrift.experiment.following.Follower;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.LocalMessage;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.runtime.ActorResources;
import eigendrift.experiment.runtime.Progress;
import eigendrift.recording.TrainingSlice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * Trains one run and journals what it logs and the checkpoints it takes.
 *
 * <p>State: the last checkpoint, and the log rows written after it. Protocol: it starts by itself, trains in slices of
 * {@link #SLICE}, each begun by a message to itself so that it can always be asked or stopped, tells its followers when
 * XX after a crash it goes on from the last checkpoint, and so it does where the plan
 * has become longer; rows that are logged again must equal those in the journal.
 */
public final class Trainer extends EventSourcedBehavior<Trainer.Command, Trainer.Event, Trainer.State> {

    static final Duration SLICE = Duration.ofMillis(20);

    /** All but {@code Train} come from the experiment; none changes a number. */
    public sealed interface Command extends LocalMessage {}

    private record Train() implements Command {}

    /** Take a checkpoint at the present step, and stop. */
    public record Interrupt() implements Command {}

    /** Take a checkpoint at the present step, and go on. */
    public record TakeCheckpoint() implements Command {}

    /** Begin no further slice. */
    public record Pause() implements Command {}

    /** Begin slices again. */
    public record Continue() implements Command {}

    /** To the experiment: the last event of {@code run} is written. */
    public record Ended(String run, long step, boolean diverged) implements LocalMessage {}

    /** The trainer's events, in the journal under {@link PersistenceIds#trainer}. */
    public sealed interface Event extends JournalEvent {}

    /**
     * @param samplesWeighAlike in the mean loss of a log interval; in version 0.1.0 every batch had the same weight,
     *     even a smaller last one
     */
    public record TrainingStarted(String run, boolean samplesWeighAlike) implements Event {}

    public record StepsTaken(LogRow row) implements Event {}

    public record CheckpointTaken(Checkpoint checkpoint) implements Event {}

    /** Hidden units at the last step, and those of them that pass no gradient on at any training sample. */
    public record UnitsCounted(long step, int dead, int units) implements Event {}

    public record TrainingCompleted(long step) implements Event {}

    /**
     * The batch at {@code step}, or after the last step the training samples, gave {@code loss}; the run ends here.
     *
     * @param cause in words, with a way out, where the update rule knows one; else empty
     */
    public record Diverged(long step, double loss, String cause) implements Event {}

    /** @param rows log rows after the checkpoint, by step; empty but during recovery and the steps redone after it */
    public record State(
            Optional<TrainingStarted> started,
            Optional<Event> end,
            Optional<Checkpoint> checkpoint,
            SortedMap<Long, LogRow> rows) {

        private State with(TrainingStarted event) {
            return new State(Optional.of(event), end, checkpoint, rows);
        }

        private State with(StepsTaken event) {
            SortedMap<Long, LogRow> more = new TreeMap<>(rows);
            more.put(event.row().step(), event.row());
            return new State(started, end, checkpoint, more);
        }

        private State with(CheckpointTaken event) {
            long step = event.checkpoint().step();
            return new State(started, end, Optional.of(event.checkpoint()), new TreeMap<>(rows.tailMap(step + 1)));
        }

        private State with(TrainingCompleted event) {
            return new State(started, Optional.of(event), checkpoint, rows);
        }

        private State with(Diverged event) {
            return new State(started, Optional.of(event), checkpoint, rows);
        }
    }

    private final ActorContext<Command> context;
    private final Plan plan;
    private final Run run;
    private final ActorResources services;
    private final List<ActorRef<Follower.Command>> followers;
    private final ActorRef<Ended> experiment;

    /** The arrays of the training. Rebuilt from the last checkpoint at the start, so a crash loses nothing. */
    private final TrainingLoop loop;

    private boolean paused;

    /** Whether a {@code Train} is on its way; never two. */
    private boolean begun;

    public static Behavior<Command> create(
            Plan plan,
            Run run,
            ActorResources services,
            List<ActorRef<Follower.Command>> followers,
            ActorRef<Ended> experiment) {
        return Behaviors.setup(context -> new Trainer(context, plan, run, services, followers, experiment));
    }

    private Trainer(
            ActorContext<Command> context,
            Plan plan,
            Run run,
            ActorResources services,
            List<ActorRef<Follower.Command>> followers,
            ActorRef<Ended> experiment) {
        super(PersistenceIds.trainer(plan.id(), run.name()));
        this.context = context;
        this.plan = plan;
        this.run = run;
        this.services = services;
        this.followers = followers;
        this.experiment = experiment;
        this.loop = new TrainingLoop(plan, run);
    }

    @Override
    public Set<String> tagsFor(Event event) {
        return Set.of(plan.id());
    }

    @Override
    public State emptyState() {
        return new State(Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>());
    }

    @Override
    public SignalHandler<State> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::onRecovered)
                .build();
    }

    private void onRecovered(State state) {
        if (state.started().filter(started -> !started.samplesWeighAlike()).isPresent()) {
            loop.weighBatchesAlike();
        }
        state.checkpoint().ifPresent(loop::restore);
        if (ended(state)) {
            tellEnd(state);
        } else {
            beginSlice();
        }
    }

    private void beginSlice() {
        if (!paused && !begun) {
            begun = true;
            context.getSelf().tell(new Train());
        }
    }

    /** Whether the run has diverged, or is as long as the plan wants. */
    private boolean ended(State state) {
        return state.end()
                .filter(end -> !(end instanceof TrainingCompleted completed) || completed.step() >= plan.totalSteps())
                .isPresent();
    }

    @Override
    public CommandHandler<Command, Event, State> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Train.class, this::onTrain)
                .onCommand(TakeCheckpoint.class, this::onTakeCheckpoint)
                .onCommand(Pause.class, this::onPause)
                .onCommand(Continue.class, this::onContinue)
                .onCommand(Interrupt.class, this::onInterrupt)
                .build();
    }

    private Effect<Event, State> onTrain(State state, Train command) {
        begun = false;
        if (paused) {
            return Effect().none();
        }
        if (state.started().isEmpty()) {
            List<Event> events = new ArrayList<>(List.of(new TrainingStarted(run.name(), true)));
            events.addAll(events(state, loop.begin()));
            return write(events);
        }
        TrainingSlice slice = TrainingSlice.begun(run.name(), loop.step());
        TrainingLoop.Outcome outcome = loop.advance(SLICE.toNanos());
        slice.ended(loop.step());
        if (outcome instanceof TrainingLoop.Diverged diverged) {
            return write(List.of(event(diverged)));
        }
        if (outcome instanceof TrainingLoop.Reached reached) {
            return write(events(state, reached));
        }
        return Effect().none().thenRun(this::goOn);
    }

    private Effect<Event, State> onPause(State state, Pause command) {
        paused = true;
        return Effect().none().thenRun(this::report);
    }

    private Effect<Event, State> onContinue(State state, Continue command) {
        paused = false;
        return Effect().none().thenRun(this::goOn);
    }

    private Effect<Event, State> onTakeCheckpoint(State state, TakeCheckpoint command) {
        return isSaved(state)
                ? Effect().none()
                : Effect().persist(new CheckpointTaken(loop.checkpoint(false))).thenRun(this::tellFollowers);
    }

    private Effect<Event, State> onInterrupt(State state, Interrupt command) {
        return isSaved(state)
                ? Effect().none().thenStop()
                : Effect().persist(new CheckpointTaken(loop.checkpoint(false))).thenStop();
    }

    /** Whether the present step is in the journal, or none is needed. */
    private boolean isSaved(State state) {
        return state.started().isEmpty()
                || ended(state)
                || state.checkpoint().filter(last -> last.step() == loop.step()).isPresent();
    }

    /** The events due at a step, without the log row if the journal already has it. */
    private List<Event> events(State state, TrainingLoop.Reached reached) {
        List<Event> events = new ArrayList<>();
        reached.row().filter(row -> !alreadyLogged(state, row)).ifPresent(row -> events.add(new StepsTaken(row)));
        reached.checkpoint().ifPresent(checkpoint -> events.add(new CheckpointTaken(checkpoint)));
        if (reached.diverged().isPresent()) {
            events.add(event(reached.diverged().get()));
        } else if (reached.last()) {
            events.add(loop.countUnits());
            events.add(new TrainingCompleted(loop.step()));
        }
        return events;
    }

    private static Diverged event(TrainingLoop.Diverged diverged) {
        return new Diverged(diverged.step(), diverged.loss(), diverged.cause());
    }

    private boolean alreadyLogged(State state, LogRow row) {
        LogRow logged = state.rows().get(row.step());
        if (logged != null && !logged.equals(row)) {
            throw new IllegalStateException("run " + run.name() + " of " + plan.id() + ", step " + row.step()
                    + ": the steps redone after the last checkpoint differ from the journal: expected " + logged
                    + ", found " + row
                    + ".\nMaybe the run began with another Eigendrift, machine, Java or BLAS (eigendrift show says"
                    + " which): go on with that, or run it anew under another --id.");
        }
        return logged != null;
    }

    private Effect<Event, State> write(List<Event> events) {
        if (events.isEmpty()) {
            return Effect().none().thenRun(this::goOn);
        }
        double loss = events.stream()
                .filter(StepsTaken.class::isInstance)
                .mapToDouble(event -> ((StepsTaken) event).row().trainLoss())
                .findFirst()
                .orElse(Double.NaN);
        boolean followed = !events.stream().allMatch(StepsTaken.class::isInstance);
        return Effect().persist(events).thenRun((State state) -> {
            if (followed) {
                tellFollowers();
            }
            goOn(state, loss);
        });
    }

    private void tellFollowers() {
        Follower.Grown grown = new Follower.Grown(persistenceId().id(), lastSequenceNumber(context));
        followers.forEach(follower -> follower.tell(grown));
    }

    private void goOn(State state) {
        goOn(state, Double.NaN);
    }

    /** @param loss of the row that was just logged; NaN for none */
    private void goOn(State state, double loss) {
        services.progress().tell(progress(state, loss));
        if (ended(state)) {
            tellEnd(state);
        } else {
            beginSlice();
        }
    }

    private void report(State state) {
        services.progress().tell(progress(state, Double.NaN));
    }

    private Progress.Trained progress(State state, double loss) {
        long step = loop.step();
        if (state.end().isEmpty()) {
            Progress.Phase phase = paused ? Progress.Phase.PAUSED : Progress.Phase.TRAINING;
            return new Progress.Trained(run.name(), phase, step, plan.totalSteps(), loss);
        }
        return new Progress.Trained(
                run.name(), diverged(state) ? Progress.Phase.DIVERGED : Progress.Phase.COMPLETED, step, step, loss);
    }

    private static boolean diverged(State state) {
        return state.end().filter(Diverged.class::isInstance).isPresent();
    }

    private void tellEnd(State state) {
        experiment.tell(new Ended(run.name(), loop.step(), diverged(state)));
    }

    @Override
    public EventHandler<State, Event> eventHandler() {
        return newEventHandlerBuilder()
                .forAnyState()
                .onEvent(TrainingStarted.class, State::with)
                .onEvent(StepsTaken.class, State::with)
                .onEvent(CheckpointTaken.class, State::with)
                .onEvent(UnitsCounted.class, (state, event) -> state)
                .onEvent(TrainingCompleted.class, State::with)
                .onEvent(Diverged.class, State::with)
                .build();
    }
}
