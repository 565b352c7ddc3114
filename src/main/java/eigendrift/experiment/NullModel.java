package eigendrift.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
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
 * Compares what the trackers of one analysis observe with random Hessians.
 *
 * <p>State: cursors into the trackers' events, what was observed, the draws made so far. Protocol: it follows every tracker;
 * for each observation it asks {@link Cores} for threads for the draws that its configuration wants, writes each draw, and
 * as soon as all draws for an observation are there, the comparison. Life cycle: when all trackers have ended and all draws
 * are made it writes {@code NullsCompleted} and tells the experiment that the analysis has ended.
 */
public final class NullModel extends EventSourcedBehavior<NullModel.Command, NullModel.Event, NullModel.State> {

    /** Messages. */
    public sealed interface Command extends Local {}

    private record Read(Follower.Delivery delivery) implements Command {}

    private record Granted(Cores.Grant<Draw> grant) implements Command {}

    private record Drawn(Cores.Grant<Draw> grant, NullSampled sampled) implements Command {}

    private record Failed(Draw draw, Throwable cause) implements Command {}

    /** Write the comparisons for which everything is there by now. */
    private record Summarize() implements Command {}

    /** A set of draws: of one model, for one checkpoint of one run or (run empty, step −1) for all of them. */
    public record Ensemble(String model, String run, long step) {}

    /** The draw number {@code index}, from 0. */
    public record Draw(Ensemble ensemble, int index) {}

    /** What happened. */
    public sealed interface Event extends JournalEvent {}

    /** {@code run} was seen at a step; {@code cursor} is the sequence number of {@code dynamics} in its tracker. */
    public record Observed(String run, long cursor, Observation observation) implements Event {}

    /**
     * What is compared.
     *
     * @param checkpoint sequence number of the checkpoint's event
     * @param vectors the k reported ones
     * @param moved since the checkpoint before; empty for the first
     */
    public record Observation(
            long step, long checkpoint, List<Tracker.VectorMeasured> vectors, List<Tracker.Moved> moved) {}

    /** The tracker of {@code run} has ended, or passed a step without a spectrum. */
    public record Passed(String run, long cursor, boolean ended) implements Event {}

    /** The leading eigenvectors of one random Hessian, and the products that they cost. */
    public record NullSampled(Draw draw, List<Tracker.VectorMeasured> vectors, int products) implements Event {}

    /** {@code run} at {@code step} against {@code model}. */
    public record NullSummarized(String model, String run, long step, List<Row> rows) implements Event {}

    /**
     * @param z (observed − mean) / sd
     * @param p one-sided (as large or larger); NaN where no exact law or draws give one
     */
    public record Row(int index, String statistic, double observed, double mean, double sd, double z, double p) {}

    public record NullsCompleted() implements Event {}

    /** All maps are sorted so that nothing depends on hash order. */
    public record State(
            Map<String, Long> cursors,
            Set<String> ended,
            Map<String, Map<Long, Observation>> observed,
            Map<Ensemble, Map<Integer, List<Tracker.VectorMeasured>>> draws,
            Set<Ensemble> summarized,
            boolean completed) {

        private State with(Observed event) {
            Map<String, Map<Long, Observation>> more = new TreeMap<>(observed);
            Map<Long, Observation> ofRun = new TreeMap<>(more.getOrDefault(event.run(), Map.of()));
            ofRun.put(event.observation().step(), event.observation());
            more.put(event.run(), ofRun);
            return new State(moved(event.run(), event.cursor()), ended, more, draws, summarized, completed);
        }

        private State with(Passed event) {
            Set<String> more = new HashSet<>(ended);
            if (event.ended()) {
                more.add(event.run());
            }
            return new State(
                    moved(event.run(), event.cursor()), Set.copyOf(more), observed, draws, summarized, completed);
        }

        private State with(NullSampled event) {
            Map<Ensemble, Map<Integer, List<Tracker.VectorMeasured>>> more = new HashMap<>(draws);
            Map<Integer, List<Tracker.VectorMeasured>> ofEnsemble =
                    new TreeMap<>(more.getOrDefault(event.draw().ensemble(), Map.of()));
            ofEnsemble.put(event.draw().index(), event.vectors());
            more.put(event.draw().ensemble(), ofEnsemble);
            return new State(cursors, ended, observed, Map.copyOf(more), summarized, completed);
        }

        private State with(NullSummarized event) {
            Set<Ensemble> more = new HashSet<>(summarized);
            more.add(new Ensemble(event.model(), event.run(), event.step()));
            return new State(cursors, ended, observed, draws, Set.copyOf(more), completed);
        }

        private State with(NullsCompleted event) {
            return new State(cursors, ended, observed, draws, summarized, true);
        }

        /** Draws made, of all ensembles together. */
        int drawn() {
            return draws.values().stream().mapToInt(Map::size).sum();
        }

        private Map<String, Long> moved(String run, long cursor) {
            Map<String, Long> more = new TreeMap<>(cursors);
            more.put(run, cursor);
            return more;
        }
    }

    private final ActorContext<Command> context;
    private final Plan plan;
    private final String analysis;
    private final Services services;
    private final Map<String, ActorRef<Follower.Command>> trackers;
    private final ActorRef<Experiment.Command> experiment;
    private final Map<String, String> runs;
    private final ActorRef<Follower.Delivery> reader;
    private final ActorRef<Cores.Grant<Draw>> granted;
    private final NullComparison comparison;

    /** @param trackers the follower of each run's tracker */
    static Behavior<Command> create(
            Plan plan,
            String analysis,
            Services services,
            Map<String, ActorRef<Follower.Command>> trackers,
            ActorRef<Experiment.Command> experiment) {
        return Behaviors.setup(context -> new NullModel(context, plan, analysis, services, trackers, experiment));
    }

    private NullModel(
            ActorContext<Command> context,
            Plan plan,
            String analysis,
            Services services,
            Map<String, ActorRef<Follower.Command>> trackers,
            ActorRef<Experiment.Command> experiment) {
        super(Ids.nullModel(plan.id(), analysis));
        this.context = context;
        this.plan = plan;
        this.analysis = analysis;
        this.services = services;
        this.trackers = trackers;
        this.experiment = experiment;
        this.runs = plan.runs().stream()
                .map(Run::name)
                .collect(Collectors.toMap(
                        run -> Ids.tracker(plan.id(), run, analysis).id(), run -> run));
        this.reader = context.messageAdapter(Follower.Delivery.class, Read::new);
        this.granted = Adapters.grants(context, Granted::new);
        this.comparison = new NullComparison(plan);
    }

    @Override
    public Set<String> tagsFor(Event event) {
        return Set.of(plan.id());
    }

    @Override
    public State emptyState() {
        return new State(Map.of(), Set.of(), Map.of(), Map.of(), Set.of(), false);
    }

    @Override
    public SignalHandler<State> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::onRecovered)
                .build();
    }

    private void onRecovered(State state) {
        if (state.completed()) {
            experiment.tell(new Experiment.AnalysisEnded(analysis));
            return;
        }
        comparison.missingDraws(state).forEach(this::request);
        trackers.keySet().forEach(run -> follow(state, run));
        summarize(state);
    }

    private void request(Draw draw) {
        services.cores().tell(new Cores.Request<>(draw, false, granted));
    }

    private void follow(State state, String run) {
        if (!state.ended().contains(run)) {
            trackers.get(run).tell(new Follower.Next(state.cursors().getOrDefault(run, 0L), reader));
        }
    }

    @Override
    public CommandHandler<Command, Event, State> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Read.class, this::onRead)
                .onCommand(Granted.class, this::onGranted)
                .onCommand(Drawn.class, this::onDrawn)
                .onCommand(Failed.class, this::onFailed)
                .onCommand(Summarize.class, this::onSummarize)
                .build();
    }

    private Effect<Event, State> onRead(State state, Read read) {
        long cursor = read.delivery().sequenceNumber();
        String run = runs.get(read.delivery().persistenceId());
        JournalEvent event = read.delivery().event();
        if (event instanceof Tracker.DynamicsMeasured dynamics) {
            Observation observation = comparison.observation(dynamics);
            return Effect().persist(new Observed(run, cursor, observation)).thenRun((State after) -> {
                comparison.missingDraws(after, run, observation).forEach(this::request);
                follow(after, run);
                summarize(after);
            });
        }
        boolean ended = event instanceof Tracker.TrackingCompleted;
        return Effect().persist(new Passed(run, cursor, ended)).thenRun((State after) -> {
            follow(after, run);
            summarize(after);
        });
    }

    private Effect<Event, State> onGranted(State state, Granted command) {
        Cores.Grant<Draw> grant = command.grant();
        Draw draw = grant.job();
        context.pipeToSelf(
                CompletableFuture.supplyAsync(
                        () -> comparison.draw(draw, state, services.journal(), services.workers(grant.threads())),
                        services.measuring()),
                (sampled, failure) -> failure == null ? new Drawn(grant, sampled) : new Failed(draw, failure));
        return Effect().none();
    }

    private Effect<Event, State> onDrawn(State state, Drawn command) {
        services.cores().tell(new Cores.Release(command.grant().threads()));
        return Effect().persist(command.sampled()).thenRun(this::summarize);
    }

    private Effect<Event, State> onFailed(State state, Failed command) {
        throw new IllegalStateException(
                "cannot draw " + command.draw() + " of the null models of " + plan.id(), command.cause());
    }

    private void summarize(State state) {
        context.getSelf().tell(new Summarize());
    }

    private Effect<Event, State> onSummarize(State state, Summarize command) {
        services.progress().tell(new Progress.Drawn(state.drawn(), comparison.totalDraws()));
        List<Event> events = new ArrayList<>(comparison.due(state));
        boolean over = state.ended().containsAll(trackers.keySet())
                && comparison.missingDraws(state).isEmpty();
        if (over && !state.completed()) {
            events.add(new NullsCompleted());
        }
        if (events.isEmpty()) {
            return Effect().none();
        }
        return Effect().persist(events).thenRun((State after) -> {
            if (after.completed()) {
                experiment.tell(new Experiment.AnalysisEnded(analysis));
            }
        });
    }

    @Override
    public EventHandler<State, Event> eventHandler() {
        return newEventHandlerBuilder()
                .forAnyState()
                .onEvent(Observed.class, State::with)
                .onEvent(Passed.class, State::with)
                .onEvent(NullSampled.class, State::with)
                .onEvent(NullSummarized.class, State::with)
                .onEvent(NullsCompleted.class, State::with)
                .build();
    }
}
