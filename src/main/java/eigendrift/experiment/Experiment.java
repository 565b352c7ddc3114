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
 * {@code Interrupt} has every run take a checkpoint and stop. Its listener hears once how it ended. Life cycle: done
 * when every run and every analysis has ended; if a child fails, the listener is told and what is journaled stays.
 */
public final class Experiment extends EventSourcedBehavior<Experiment.Command, Experiment.Event, Experiment.State> {

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

    /**
     * What the actors cost since the process began; no other event holds measured times.
     *
     * @param sample all that was measured, as JSON; empty where nothing was, and in journals of versions up to 0.2.0
     */
    public record ActorsMeasured(List<ActorStatistics> statistics, String sample) implements Event {}

    /** How far a run has come. */
    public enum RunStatus {
        STARTED,
        COMPLETED,
        DIVERGED
    }

    /**
     * One analysis.
     *
     * @param reopened how often each of its runs has ended and then trained on, where it has
     */
    public record AnalysisStatus(AnalysisPlanned planned, boolean completed, Map<String, Integer> reopened) {

        /**
         * How many last events {@code run} will have written when it is over: one, and one more for each time that it
         * was reopened.
         */
        int ends(String run) {
            return 1 + reopened.getOrDefault(run, 0);
        }

        private AnalysisStatus asCompleted() {
            return new AnalysisStatus(planned, true, reopened);
        }

        private AnalysisStatus extended(ExperimentExtended event) {
            Map<String, Integer> more = new LinkedHashMap<>(reopened);
            event.reopened().forEach(run -> more.merge(run, 1, Integer::sum));
            AnalysisPlanned longer =
                    new AnalysisPlanned(planned.analysis(), event.configuration(), planned.spectraOf());
            return new AnalysisStatus(longer, false, more);
        }
    }

    /** Maps keep the order in which runs were started and analyses planned. */
    public record State(
            boolean planned,
            Map<String, RunStatus> runs,
            Map<String, AnalysisStatus> analyses,
            boolean completed,
            boolean cancelled) {

        private State with(Planned event) {
            return new State(true, runs, analyses, completed, cancelled);
        }

        private State with(AnalysisPlanned event) {
            AnalysisStatus first = analyses.get(PersistenceIds.FIRST_ANALYSIS);
            return with(
                    event.analysis(), new AnalysisStatus(event, false, first == null ? Map.of() : first.reopened()));
        }

        private State with(AnalysisCompleted event) {
            return with(event.analysis(), analyses.get(event.analysis()).asCompleted());
        }

        private State with(ExperimentExtended event) {
            Map<String, RunStatus> reopened = new LinkedHashMap<>(runs);
            event.reopened().forEach(run -> reopened.put(run, RunStatus.STARTED));
            AnalysisStatus first = analyses.get(PersistenceIds.FIRST_ANALYSIS).extended(event);
            return new State(planned, reopened, put(analyses, PersistenceIds.FIRST_ANALYSIS, first), false, cancelled);
        }

        private State with(RunStarted event) {
            return with(event.run(), RunStatus.STARTED);
        }

        private State with(RunCompleted event) {
            return with(event.run(), RunStatus.COMPLETED);
        }

        private State with(RunFailed event) {
            return with(event.run(), RunStatus.DIVERGED);
        }

        private State with(Completed event) {
            return new State(planned, runs, analyses, true, cancelled);
        }

        private State with(Cancelled event) {
            return new State(planned, runs, analyses, completed, true);
        }

        private State with(Resumed event) {
            return new State(planned, runs, analyses, completed, false);
        }

        private State with(String run, RunStatus status) {
            return new State(planned, put(runs, run, status), analyses, completed, cancelled);
        }

        private State with(String analysis, AnalysisStatus status) {
            return new State(planned, runs, put(analyses, analysis, status), completed, cancelled);
        }

        private static <T> Map<String, T> put(Map<String, T> map, String key, T value) {
            Map<String, T> copy = new LinkedHashMap<>(map);
            copy.put(key, value);
            return copy;
        }

        boolean ended(String run) {
            return runs.getOrDefault(run, RunStatus.STARTED) != RunStatus.STARTED;
        }
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
    public State emptyState() {
        return new State(false, Map.of(), Map.of(), false, false);
    }

    @Override
    public CommandHandler<Command, Event, State> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Start.class, this::onStart)
                .onCommand(Extend.class, this::onExtend)
                .onCommand(Interrupt.class, this::onInterrupt)
                .onCommand(TrainingEnded.class, this::onTrainingEnded)
                .onCommand(AnalysisEnded.class, this::onAnalysisEnded)
                .onCommand(GetProgress.class, this::onGetProgress)
                .onCommand(StartRun.class, this::onStartRun)
                .onCommand(End.class, this::onEnd)
                .onCommand(MeasureActors.class, this::onMeasureActors)
                .build();
    }

    private Effect<Event, State> onStart(State state, Start start) {
        List<Event> events = new ArrayList<>();
        if (!state.planned()) {
            events.add(new Planned(plan.id(), plan.json(), start.provenance()));
            events.add(new DataRead(DataFacts.of(plan.data(), plan.config().loss())));
        } else if (state.cancelled()) {
            events.add(new Resumed());
        }
        plans.forEach((name, analysis) -> {
            if (!state.analyses().containsKey(name)) {
                events.add(new AnalysisPlanned(name, analysis.json(), spectraOf(name)));
            }
        });
        return Effect().persist(events).thenRun(this::launch);
    }

    private Effect<Event, State> onExtend(State state, Extend extend) {
        List<Event> events = new ArrayList<>();
        if (state.cancelled()) {
            events.add(new Resumed());
        }
        events.add(new ExperimentExtended(plan.json(), extend.provenance(), extend.reopened()));
        return Effect().persist(events).thenRun(this::launch);
    }

    /** The first analysis that measures the spectra of {@code name}; itself if none does. */
    private String spectraOf(String name) {
        return plans.keySet().stream()
                .filter(other -> plans.get(other).sameSpectra(plans.get(name)))
                .findFirst()
                .orElse(name);
    }

    private void launch(State state) {
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

    /** Starts runs up to the limit; ends the experiment when nothing is left to do. Interrupted, it starts nothing. */
    private void goOn(State state) {
        if (state.cancelled()) {
            endInterrupted();
            return;
        }
        List<Run> left =
                plan.runs().stream().filter(run -> !state.ended(run.name())).toList();
        List<Run> active = left.stream().limit(concurrency).toList();
        services.cores().tell(new ThreadBroker.Training(active.size()));
        active.forEach(run -> context.getSelf().tell(new StartRun(run)));
        if (isOver(state)) {
            context.getSelf().tell(new End());
        }
    }

    private boolean isOver(State state) {
        return plan.runs().stream().allMatch(run -> state.ended(run.name()))
                && state.analyses().values().stream().allMatch(AnalysisStatus::completed);
    }

    /** An interruption is over when the last trainer has taken its checkpoint, or has ended before it was asked. */
    private void endInterrupted() {
        if (crew.trainsNothing()) {
            listener.tell(new Interrupted());
        }
    }

    private Effect<Event, State> onStartRun(State state, StartRun command) {
        Run run = command.run();
        if (state.cancelled() || state.ended(run.name()) || crew.trains(run.name())) {
            return Effect().none();
        }
        if (state.runs().containsKey(run.name())) {
            crew.train(plan, run);
            return Effect().none();
        }
        return Effect().persist(new RunStarted(run.name())).thenRun(() -> crew.train(plan, run));
    }

    private Effect<Event, State> onTrainingEnded(State state, TrainingEnded command) {
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

    private Effect<Event, State> onAnalysisEnded(State state, AnalysisEnded command) {
        String analysis = command.analysis().analysis();
        if (state.analyses().get(analysis).completed()) {
            return Effect().none();
        }
        return Effect().persist(new AnalysisCompleted(analysis)).thenRun(this::goOn);
    }

    private Effect<Event, State> onEnd(State state, End command) {
        List<Event> events = new ArrayList<>(List.of(measured()));
        if (!state.completed()) {
            events.add(new Completed());
        }
        return Effect().persist(events).thenRun((State after) -> {
            listener.tell(new Finished(after.runs().entrySet().stream()
                    .filter(run -> run.getValue() == RunStatus.DIVERGED)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new))));
        });
    }

    private Effect<Event, State> onInterrupt(State state, Interrupt command) {
        // It is interrupted already, or all runs and analyses have ended.
        if (state.cancelled() || isOver(state)) {
            return Effect().none();
        }
        List<Event> events = List.of(new Cancelled(), measured());
        return Effect().persist(events).thenRun(() -> {
            crew.interrupt();
            endInterrupted();
        });
    }

    private Effect<Event, State> onGetProgress(State state, GetProgress command) {
        services.progress().tell(new Progress.Get(command.replyTo()));
        return Effect().none();
    }

    private ActorsMeasured measured() {
        return new ActorsMeasured(instruments.statistics(), instruments.sample());
    }

    private Effect<Event, State> onMeasureActors(State state, MeasureActors command) {
        return state.planned() ? Effect().persist(measured()) : Effect().none();
    }

    @Override
    public SignalHandler<State> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(Terminated.class, this::onTerminated)
                .build();
    }

    private void onTerminated(State state, Terminated signal) {
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
    public EventHandler<State, Event> eventHandler() {
        return newEventHandlerBuilder()
                .forAnyState()
                .onEvent(Planned.class, State::with)
                .onEvent(ExperimentExtended.class, State::with)
                .onEvent(DataRead.class, (state, event) -> state)
                .onEvent(AnalysisPlanned.class, State::with)
                .onEvent(AnalysisCompleted.class, State::with)
                .onEvent(RunStarted.class, State::with)
                .onEvent(RunCompleted.class, State::with)
                .onEvent(RunFailed.class, State::with)
                .onEvent(Completed.class, State::with)
                .onEvent(Cancelled.class, State::with)
                .onEvent(Resumed.class, State::with)
                .onEvent(ActorsMeasured.class, (state, event) -> state)
                .build();
    }
}
