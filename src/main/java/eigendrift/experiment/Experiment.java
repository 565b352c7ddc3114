package eigendrift.experiment;

import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.LocalMessage;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.nulls.NullModel;
import eigendrift.experiment.plan.DataFacts;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Provenance;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.runtime.ActorInstrumentation;
import eigendrift.experiment.runtime.ActorResources;
import eigendrift.experiment.runtime.ActorStatistics;
import eigendrift.experiment.runtime.Progress;
import eigendrift.experiment.runtime.ThreadBroker;
import eigendrift.experiment.training.Trainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * Plans a run for each optimizer and seed, starts runs up to the concurrency limit, and the actors that follow them.
 *
 * <p>State: the plan, the runs that ended, the analyses. Protocol: {@code Start} begins all that is not finished, or
 * continues it, a new analysis included; {@code Extend} first makes the first analysis one of more or longer runs;
 * {@code Pause} and {@code Continue} withhold training and resume it; {@code TakeCheckpoint} has every run take one;
 * {@code Interrupt} has every run take one and stop. Its listener hears once how it ended. Life cycle: done
 * when every run and every analysis has ended; if a child fails, the listener is told and what is journaled stays.
 */
public final class Experiment extends EventSourcedBehavior<Experiment.Command, Experiment.Event, ExperimentState> {

    /**
     * Commands of whoever runs the experiment; it answers none but {@code GetProgress}, and tells its listener the
     * {@link Outcome}.
     */
    public sealed interface Command extends LocalMessage {}

    /** Begin, or go on with what is not finished. */
    public record Start(Provenance provenance) implements Command {}

    /**
     * Go on with new runs, or longer ones.
     *
     * @param reopened completed runs that train on
     */
    public record Extend(Provenance provenance, List<String> reopened) implements Command {}

    /** Have every run take a checkpoint and stop. */
    public record Interrupt() implements Command {}

    /** Train no further until {@code Continue}; what measures goes on, on all cores. */
    public record Pause() implements Command {}

    /** Train again after {@code Pause}. */
    public record Continue() implements Command {}

    /** Have every run take a checkpoint at its present step, beside those of the plan; no probe measures it. */
    public record TakeCheckpoint() implements Command {}

    record TrainingEnded(Trainer.Ended training) implements Command {}

    record AnalysisEnded(NullModel.Ended analysis) implements Command {}

    /** Asks how far everything has come. */
    public record GetProgress(ActorRef<Progress.Snapshot> replyTo) implements Command {}

    private record StartRun(Run run) implements Command {}

    private record End() implements Command {}

    private record MeasureActors() implements Command {}

    /** How it ended, for the listener. */
    public sealed interface Outcome extends LocalMessage {}

    /** @param diverged names of the runs that diverged */
    public record Finished(Set<String> diverged) implements Outcome {}

    public record Interrupted() implements Outcome {}

    public record Failed(Throwable cause) implements Outcome {}

    /** The experiment's events, in the journal under {@link PersistenceIds#experiment}. */
    public sealed interface Event extends JournalEvent {}

    /** @param configuration resolved, as JSON */
    public record Planned(String experiment, String configuration, Provenance provenance) implements Event {}

    /** What the data are, once, right after {@link Planned}. */
    public record DataRead(DataFacts facts) implements Event {}

    /** @param spectraOf the analysis whose spectra it reads; its own name if it measures them */
    public record AnalysisPlanned(String analysis, String configuration, String spectraOf) implements Event {}

    /**
     * The first analysis has more runs from here on, or longer ones.
     *
     * @param configuration resolved, as JSON, in place of that of the plan and of the first analysis
     * @param reopened runs that were completed and train on
     */
    public record ExperimentExtended(String configuration, Provenance provenance, List<String> reopened)
            implements Event {}

    public record RunStarted(String run) implements Event {}

    public record RunCompleted(String run, long steps) implements Event {}

    /** The run diverged after {@code steps}. */
    public record RunFailed(String run, long steps) implements Event {}

    public record AnalysisCompleted(String analysis) implements Event {}

    public record Completed() implements Event {}

    /** Interrupted by its user. */
    public record Cancelled() implements Event {}

    /** Going on after an interruption. */
    public record Resumed() implements Event {}

    /** Training is withheld from here on. */
    public record Paused() implements Event {}

    /** Training goes on after {@link Paused}. */
    public record Continued() implements Event {}

    /**
     * What the actors cost since the process began; no other event holds measured times.
     *
     * @param sample all that was measured, as JSON; at the end of a process; else empty
     */
    public record ActorsMeasured(List<ActorStatistics> statistics, String sample) implements Event {}

    /** How far a run has come. */
    public enum RunStatus {
        STARTED,
        COMPLETED,
        DIVERGED
    }

    private static final String TRAINING_THREADS =
            "eigendrift.dispatchers.training.thread-pool-executor.fixed-pool-size";
    private static final String METRICS_INTERVAL = "eigendrift.metrics-interval";

    private final ActorContext<Command> context;
    private final Map<String, Plan> plans;
    private final Plan plan;
    private final int concurrency;
    private final ActorInstrumentation instruments;
    private final ActorResources services;
    private final Children crew;
    private final ActorRef<Outcome> listener;

    /**
     * @param plans of each analysis, by name; that of the first is the plan of the training
     * @param listener hears once how it ended
     */
    public static Behavior<Command> create(
            Map<String, Plan> plans, ActorInstrumentation instruments, ActorRef<Outcome> listener) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            Duration interval = context.getSystem().settings().config().getDuration(METRICS_INTERVAL);
            timers.startTimerWithFixedDelay(new MeasureActors(), interval);
            return new Experiment(context, plans, instruments, listener);
        }));
    }

    private Experiment(
            ActorContext<Command> context,
            Map<String, Plan> plans,
            ActorInstrumentation instruments,
            ActorRef<Outcome> listener) {
        super(PersistenceIds.experiment(plans.get(PersistenceIds.FIRST_ANALYSIS).id()));
        this.context = context;
        this.plans = new LinkedHashMap<>(plans);
        this.plan = plans.get(PersistenceIds.FIRST_ANALYSIS);
        this.concurrency = plan.config().concurrency().orElse(trainingThreads(context));
        this.instruments = instruments;
        this.services = ActorResources.start(context, plan, instruments);
        this.crew = new Children(context, services);
        this.listener = listener;
    }

    private static int trainingThreads(ActorContext<?> context) {
        return context.getSystem().settings().config().getInt(TRAINING_THREADS);
    }

    @Override
    public Set<String> tagsFor(Event event) {
        return Set.of(plan.id());
    }

    @Override
    public ExperimentState emptyState() {
        return ExperimentState.EMPTY;
    }

    @Override
    public CommandHandler<Command, Event, ExperimentState> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Start.class, this::onStart)
                .onCommand(Extend.class, this::onExtend)
                .onCommand(Pause.class, this::onPause)
                .onCommand(Continue.class, this::onContinue)
                .onCommand(TakeCheckpoint.class, this::onTakeCheckpoint)
                .onCommand(Interrupt.class, this::onInterrupt)
                .onCommand(TrainingEnded.class, this::onTrainingEnded)
                .onCommand(AnalysisEnded.class, this::onAnalysisEnded)
                .onCommand(GetProgress.class, this::onGetProgress)
                .onCommand(StartRun.class, this::onStartRun)
                .onCommand(End.class, this::onEnd)
                .onCommand(MeasureActors.class, this::onMeasureActors)
                .build();
    }

    private Effect<Event, ExperimentState> onStart(ExperimentState state, Start start) {
        List<Event> events = new ArrayList<>(goingOn(state));
        if (!state.planned()) {
            events.add(new Planned(plan.id(), plan.json(), start.provenance()));
            events.add(new DataRead(DataFacts.of(plan.data(), plan.config().loss())));
        }
        plans.forEach((name, analysis) -> {
            if (!state.analyses().containsKey(name)) {
                events.add(new AnalysisPlanned(name, analysis.json(), spectraOf(name)));
            }
        });
        return Effect().persist(events).thenRun(this::launch);
    }

    private Effect<Event, ExperimentState> onExtend(ExperimentState state, Extend extend) {
        List<Event> events = new ArrayList<>(goingOn(state));
        events.add(new ExperimentExtended(plan.json(), extend.provenance(), extend.reopened()));
        return Effect().persist(events).thenRun(this::launch);
    }

    /** The ends of an interruption and of a pause in which the process before this one ended. */
    private static List<Event> goingOn(ExperimentState state) {
        List<Event> events = new ArrayList<>();
        if (state.cancelled()) {
            events.add(new Resumed());
        }
        if (state.paused()) {
            events.add(new Continued());
        }
        return events;
    }

    /** The first analysis that measures the spectra of {@code name}; itself if none does. */
    private String spectraOf(String name) {
        return plans.keySet().stream()
                .filter(other -> plans.get(other).sameSpectra(plans.get(name)))
                .findFirst()
                .orElse(name);
    }

    private void launch(ExperimentState state) {
        state.analyses().forEach((name, analysis) -> {
            if (!analysis.completed()) {
                crew.launch(plans.get(name), analysis);
            }
        });
        state.runs().forEach(this::tellEnded);
        goOn(state);
    }

    /** Reports a run that had ended before this process began; no trainer will report it. */
    private void tellEnded(String run, RunStatus status) {
        if (status == RunStatus.COMPLETED) {
            services.progress()
                    .tell(new Progress.Trained(
                            run, Progress.Phase.COMPLETED, plan.totalSteps(), plan.totalSteps(), Double.NaN));
        } else if (status == RunStatus.DIVERGED) {
            services.progress().tell(new Progress.Trained(run, Progress.Phase.DIVERGED, 0, 0, Double.NaN));
        }
    }

    /**
     * Starts runs up to the limit; ends the experiment when nothing is left to do. Interrupted or paused, it starts no
     * run.
     */
    private void goOn(ExperimentState state) {
        if (state.cancelled()) {
            endInterrupted();
            return;
        }
        List<Run> left =
                plan.runs().stream().filter(run -> !state.ended(run.name())).toList();
        List<Run> active = left.stream().limit(state.paused() ? 0 : concurrency).toList();
        services.cores().tell(new ThreadBroker.Training(active.size()));
        active.forEach(run -> context.getSelf().tell(new StartRun(run)));
        if (isOver(state)) {
            context.getSelf().tell(new End());
        }
    }

    private boolean isOver(ExperimentState state) {
        return plan.runs().stream().allMatch(run -> state.ended(run.name()))
                && state.analyses().values().stream().allMatch(ExperimentState.Analysis::completed);
    }

    /** An interruption is over when the last trainer has taken its checkpoint, or has ended before it was asked. */
    private void endInterrupted() {
        if (crew.trainsNothing()) {
            listener.tell(new Interrupted());
        }
    }

    private Effect<Event, ExperimentState> onStartRun(ExperimentState state, StartRun command) {
        Run run = command.run();
        if (state.cancelled() || state.paused() || state.ended(run.name()) || crew.trains(run.name())) {
            return Effect().none();
        }
        if (state.runs().containsKey(run.name())) {
            crew.train(plan, run);
            return Effect().none();
        }
        return Effect().persist(new RunStarted(run.name())).thenRun(() -> crew.train(plan, run));
    }

    private Effect<Event, ExperimentState> onTrainingEnded(ExperimentState state, TrainingEnded command) {
        Trainer.Ended ended = command.training();
        crew.dismiss(ended.run());
        if (state.ended(ended.run())) {
            return Effect().none();
        }
        Event event = ended.diverged()
                ? new RunFailed(ended.run(), ended.step())
                : new RunCompleted(ended.run(), ended.step());
        return Effect().persist(event).thenRun(this::goOn);
    }

    private Effect<Event, ExperimentState> onAnalysisEnded(ExperimentState state, AnalysisEnded command) {
        String analysis = command.analysis().analysis();
        if (state.analyses().get(analysis).completed()) {
            return Effect().none();
        }
        return Effect().persist(new AnalysisCompleted(analysis)).thenRun(this::goOn);
    }

    private Effect<Event, ExperimentState> onEnd(ExperimentState state, End command) {
        List<Event> events = new ArrayList<>(List.of(measured()));
        if (!state.completed()) {
            events.add(new Completed());
        }
        return Effect().persist(events).thenRun((ExperimentState after) -> {
            listener.tell(new Finished(after.runs().entrySet().stream()
                    .filter(run -> run.getValue() == RunStatus.DIVERGED)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new))));
        });
    }

    private Effect<Event, ExperimentState> onPause(ExperimentState state, Pause command) {
        if (state.paused() || state.cancelled() || isOver(state)) {
            return Effect().none();
        }
        return Effect().persist(new Paused()).thenRun((ExperimentState after) -> {
            crew.tellTrainers(new Trainer.Pause());
            goOn(after);
        });
    }

    private Effect<Event, ExperimentState> onContinue(ExperimentState state, Continue command) {
        if (!state.paused()) {
            return Effect().none();
        }
        return Effect().persist(new Continued()).thenRun((ExperimentState after) -> {
            crew.tellTrainers(new Trainer.Continue());
            goOn(after);
        });
    }

    private Effect<Event, ExperimentState> onTakeCheckpoint(ExperimentState state, TakeCheckpoint command) {
        return Effect().none().thenRun(() -> crew.tellTrainers(new Trainer.TakeCheckpoint()));
    }

    private Effect<Event, ExperimentState> onInterrupt(ExperimentState state, Interrupt command) {
        // It is interrupted already, or all runs and analyses have ended.
        if (state.cancelled() || isOver(state)) {
            return Effect().none();
        }
        List<Event> events = List.of(new Cancelled(), measured());
        return Effect().persist(events).thenRun(() -> {
            crew.tellTrainers(new Trainer.Interrupt());
            endInterrupted();
        });
    }

    private Effect<Event, ExperimentState> onGetProgress(ExperimentState state, GetProgress command) {
        services.progress().tell(new Progress.Get(command.replyTo()));
        return Effect().none();
    }

    private ActorsMeasured measured() {
        return new ActorsMeasured(instruments.statistics(), instruments.sample());
    }

    /** Without the sample, which is three times as long and which a live process shows anyway. */
    private Effect<Event, ExperimentState> onMeasureActors(ExperimentState state, MeasureActors command) {
        return state.planned()
                ? Effect().persist(new ActorsMeasured(instruments.statistics(), ""))
                : Effect().none();
    }

    @Override
    public SignalHandler<ExperimentState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(Terminated.class, this::onTerminated)
                .build();
    }

    private void onTerminated(ExperimentState state, Terminated signal) {
        if (signal instanceof ChildFailed failed) {
            listener.tell(new Failed(failed.getCause()));
        } else {
            crew.left(signal.getRef());
            if (state.cancelled()) {
                endInterrupted();
            }
        }
    }

    @Override
    public EventHandler<ExperimentState, Event> eventHandler() {
        return newEventHandlerBuilder()
                .forAnyState()
                .onEvent(Planned.class, ExperimentState::with)
                .onEvent(ExperimentExtended.class, ExperimentState::with)
                .onEvent(DataRead.class, (state, event) -> state)
                .onEvent(AnalysisPlanned.class, ExperimentState::with)
                .onEvent(AnalysisCompleted.class, ExperimentState::with)
                .onEvent(RunStarted.class, ExperimentState::with)
                .onEvent(RunCompleted.class, ExperimentState::with)
                .onEvent(RunFailed.class, ExperimentState::with)
                .onEvent(Completed.class, ExperimentState::with)
                .onEvent(Cancelled.class, ExperimentState::with)
                .onEvent(Resumed.class, ExperimentState::with)
                .onEvent(Paused.class, ExperimentState::with)
                .onEvent(Continued.class, ExperimentState::with)
                .onEvent(ActorsMeasured.class, (state, event) -> state)
                .build();
    }
}
