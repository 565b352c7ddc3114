package eigendrift.experiment.nulls;

import eigendrift.config.NullModelName;
import eigendrift.experiment.following.Follower;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.LocalMessage;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.nulls.NullComparison.Scope;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.SpectrumMeasurement;
import eigendrift.experiment.runtime.ActorResources;
import eigendrift.experiment.runtime.JobKind;
import eigendrift.experiment.runtime.Progress;
import eigendrift.experiment.runtime.ThreadBroker;
import eigendrift.experiment.tracking.SpectrumRef;
import eigendrift.experiment.tracking.Tracker;
import eigendrift.network.ParameterLayout;
import eigendrift.nullmodel.BlockMeanSquares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * <p>State: cursors into the trackers' events, what was observed, the draws made so far. Protocol: it follows every
 * tracker; for each observation it asks {@link ThreadBroker} for threads for the draws that its configuration wants,
 * writes
 * each draw, and as soon as all draws for an observation are there, the comparison; when a run has ended, its p-values
 * adjusted together. Life cycle: when all trackers have ended and all draws are made it writes {@code NullsCompleted}
 * and tells the experiment that the analysis has ended.
 */
public final class NullModel extends EventSourcedBehavior<NullModel.Command, NullModel.Event, NullState> {

    /** All commands are the null model's own: deliveries of its followers, grants of threads, draws, comparisons. */
    public sealed interface Command extends LocalMessage {}

    private record Read(Follower.Delivery delivery) implements Command {}

    private record Granted(ThreadBroker.Grant<Job> grant) implements Command {}

    private record Drawn(ThreadBroker.Grant<Job> grant, Event event) implements Command {}

    private record Failed(String what, Throwable cause) implements Command {}

    /** Comparisons whose draws were all there; {@code over} if none can follow. */
    private record Summarized(List<Event> due, boolean over) implements Command {}

    /** A set of draws of one model. */
    public sealed interface Ensemble {

        NullModelName model();

        /** For one checkpoint of one run; empty for all of them. */
        default Optional<Own> own() {
            return this instanceof Own own ? Optional.of(own) : Optional.empty();
        }

        /** For every checkpoint of every run. */
        record Shared(NullModelName model) implements Ensemble {}

        /** For one checkpoint of one run. */
        record Own(NullModelName model, String run, long step) implements Ensemble {}
    }

    /** What takes threads. */
    sealed interface Job {

        Ensemble ensemble();

        JobKind kind();
    }

    /** The draw number {@code index}, from 0. */
    public record Draw(Ensemble ensemble, int index) implements Job {
        @Override
        public JobKind kind() {
            return JobKind.DRAW;
        }
    }

    /** What all draws of the ensemble are made from. */
    record BlockMeasurement(Ensemble ensemble) implements Job {
        @Override
        public JobKind kind() {
            return JobKind.BLOCKS;
        }
    }

    /** To the experiment: all of {@code analysis} is written. */
    public record Ended(String analysis) implements LocalMessage {}

    /** The null model's events, in the journal under {@link PersistenceIds#nullModel}. */
    public sealed interface Event extends JournalEvent {}

    /**
     * An observation of {@code run}; {@code cursor} is the sequence number of the {@code DynamicsMeasured} that it
     * comes from, among the events of the run's tracker.
     */
    public record Observed(String run, long cursor, Observation observation) implements Event {}

    /**
     * What is compared.
     *
     * @param vectors the k reported ones
     * @param movedFrom step of the earlier checkpoint that {@code moved} compares with; −1 for none
     * @param moved displacements since then; empty at the first checkpoint
     */
    public record Observation(
            SpectrumRef spectrum,
            List<Tracker.LocalizationSummary> vectors,
            long movedFrom,
            List<Tracker.VectorDisplacement> moved) {

        long step() {
            return spectrum.step();
        }
    }

    /** The tracker of {@code run} has ended, or skipped a step that has no spectrum. */
    public record Passed(String run, long cursor, boolean ended) implements Event {}

    /**
     * Mean squares of the entries of each pair of layers, row-major; see {@link BlockMeanSquares}.
     *
     * @param products of the measured curvature that the estimate cost
     */
    public record BlocksMeasured(Ensemble ensemble, List<Double> meanSquares, List<Double> standardErrors, int products)
            implements Event {

        static BlocksMeasured of(Ensemble ensemble, BlockMeanSquares measured) {
            return new BlocksMeasured(
                    ensemble, flat(measured.meanSquare()), flat(measured.standardError()), measured.products());
        }

        BlockMeanSquares meanSquares(ParameterLayout layout) {
            return new BlockMeanSquares(layout, rows(meanSquares), rows(standardErrors), products);
        }

        private static List<Double> flat(double[][] rows) {
            return Arrays.stream(rows).flatMapToDouble(Arrays::stream).boxed().toList();
        }

        private static double[][] rows(List<Double> flat) {
            int size = (int) Math.round(Math.sqrt(flat.size()));
            double[][] rows = new double[size][size];
            for (int i = 0; i < flat.size(); i++) {
                rows[i / size][i % size] = flat.get(i);
            }
            return rows;
        }
    }

    /**
     * The leading eigenvectors of one random Hessian, and the products that they cost.
     *
     * @param moved how far they are from those they are compared with, where the model is one of movement; else empty
     * @param converged whether the solver held its tolerance
     */
    public record NullSampled(
            Draw draw,
            List<Tracker.LocalizationSummary> vectors,
            List<Tracker.VectorDisplacement> moved,
            int products,
            boolean converged)
            implements Event {}

    /** {@code run} at {@code step} against {@code model}. */
    public record NullSummarized(NullModelName model, String run, long step, List<Row> rows) implements Event {}

    /**
     * @param z (observed − mean) / sd
     * @param p two-sided from draws, or of an exact law; NaN where neither is there
     */
    public record Row(int index, String statistic, double observed, double mean, double sd, double z, double p) {}

    /** The p-values of all that {@code run} has against {@code model}, once the run has ended. */
    public record NullAdjusted(NullModelName model, String run, List<Adjusted> rows) implements Event {}

    /** @param p adjusted over index, layer and step (see {@link NullFamily}) */
    public record Adjusted(long step, int index, String statistic, double p) {}

    public record NullsCompleted() implements Event {}

    /** The events that it waits for; {@code onRead} knows each. */
    public static final List<Class<? extends JournalEvent>> FOLLOWED =
            List.of(Tracker.DynamicsMeasured.class, Tracker.SpectrumMissing.class, Tracker.TrackingCompleted.class);

    private final ActorContext<Command> context;
    private final Plan plan;
    private final String analysis;
    private final String spectraOf;
    private final ActorResources services;
    private final Map<String, Integer> ends;
    private final Map<String, ActorRef<Follower.Command>> trackers;
    private final ActorRef<Ended> experiment;
    private final Map<String, String> runs;
    private final ActorRef<Follower.Delivery> reader;
    private final ActorRef<ThreadBroker.Grant<Job>> granted;
    private final NullComparison comparison;

    /**
     * @param spectraOf the analysis whose spectra are compared: this one, or one of which it only tracks the spectra
     *     anew
     * @param ends for each run how many last events its tracker will have written
     * @param trackers the follower of each run's tracker
     */
    public static Behavior<Command> create(
            Plan plan,
            String analysis,
            String spectraOf,
            Map<String, Integer> ends,
            ActorResources services,
            Map<String, ActorRef<Follower.Command>> trackers,
            ActorRef<Ended> experiment) {
        return Behaviors.setup(
                context -> new NullModel(context, plan, analysis, spectraOf, ends, services, trackers, experiment));
    }

    private NullModel(
            ActorContext<Command> context,
            Plan plan,
            String analysis,
            String spectraOf,
            Map<String, Integer> ends,
            ActorResources services,
            Map<String, ActorRef<Follower.Command>> trackers,
            ActorRef<Ended> experiment) {
        super(PersistenceIds.nullModel(plan.id(), analysis));
        this.context = context;
        this.plan = plan;
        this.analysis = analysis;
        this.spectraOf = spectraOf;
        this.ends = Map.copyOf(ends);
        this.services = services;
        this.trackers = trackers;
        this.experiment = experiment;
        this.runs = plan.runs().stream()
                .map(Run::name)
                .collect(Collectors.toMap(
                        run -> PersistenceIds.tracker(plan.id(), run, analysis).id(), run -> run));
        this.reader = context.messageAdapter(Follower.Delivery.class, Read::new);
        this.granted = ThreadBroker.grants(context, Granted::new);
        this.comparison = new NullComparison(plan);
    }

    @Override
    public Set<String> tagsFor(Event event) {
        return Set.of(plan.id());
    }

    @Override
    public NullState emptyState() {
        return NullState.of(ends);
    }

    @Override
    public SignalHandler<NullState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::onRecovered)
                .build();
    }

    private void onRecovered(NullState state) {
        if (state.completed()) {
            experiment.tell(new Ended(analysis));
            return;
        }
        comparison.missingDraws(state).forEach(this::request);
        trackers.keySet().forEach(run -> follow(state, run));
        summarize(state, Scope.ALL);
    }

    private void request(Job job) {
        services.cores().tell(new ThreadBroker.Request<>(job, job.kind(), granted));
    }

    private void follow(NullState state, String run) {
        if (!state.ended(run)) {
            trackers.get(run).tell(new Follower.Next(state.cursors().getOrDefault(run, 0L), reader));
        }
    }

    @Override
    public CommandHandler<Command, Event, NullState> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Read.class, this::onRead)
                .onCommand(Granted.class, this::onGranted)
                .onCommand(Drawn.class, this::onDrawn)
                .onCommand(Failed.class, this::onFailed)
                .onCommand(Summarized.class, this::onSummarized)
                .build();
    }

    private Effect<Event, NullState> onRead(NullState state, Read read) {
        long cursor = read.delivery().sequenceNumber();
        String run = runs.get(read.delivery().persistenceId());
        JournalEvent event = read.delivery().event();
        if (event instanceof Tracker.DynamicsMeasured dynamics) {
            Observation observation = comparison.observation(dynamics);
            return Effect().persist(new Observed(run, cursor, observation)).thenRun((NullState after) -> {
                comparison.missingDraws(after, run, observation).forEach(this::request);
                follow(after, run);
                summarize(after, Scope.of(run, observation.step()));
            });
        }
        if (!(event instanceof Tracker.SpectrumMissing || event instanceof Tracker.TrackingCompleted)) {
            throw Follower.unexpected(read.delivery());
        }
        boolean ended = event instanceof Tracker.TrackingCompleted;
        return Effect().persist(new Passed(run, cursor, ended)).thenRun((NullState after) -> {
            follow(after, run);
            if (ended) {
                summarize(after, Scope.of(run));
            }
        });
    }

    private Effect<Event, NullState> onGranted(NullState state, Granted command) {
        ThreadBroker.Grant<Job> grant = command.grant();
        Job job = grant.job();
        NullDrawing drawing = new NullDrawing(
                plan,
                comparison.model(job.ensemble().model()),
                job.ensemble().own().map(own -> sources(own.run())),
                new SpectrumMeasurement(plan, services.workers(grant.threads())),
                job,
                state);
        context.pipeToSelf(
                services.measure(grant, () -> drawing.event(state)),
                (event, failure) -> failure == null ? new Drawn(grant, event) : new Failed(job.toString(), failure));
        return Effect().none();
    }

    private ObservedSource sources(String run) {
        String probe = PersistenceIds.probe(plan.id(), run, spectraOf).id();
        return new ObservedSource(services.journal(), plan.id(), run, probe);
    }

    private Effect<Event, NullState> onDrawn(NullState state, Drawn command) {
        services.cores().tell(new ThreadBroker.Release(command.grant().threads()));
        Event event = command.event();
        return Effect().persist(event).thenRun((NullState after) -> {
            if (event instanceof BlocksMeasured measured) {
                comparison.missingDraws(after, measured.ensemble()).forEach(this::request);
            }
            summarize(after, Scope.of(command.grant().job().ensemble()));
        });
    }

    private Effect<Event, NullState> onFailed(NullState state, Failed command) {
        throw new IllegalStateException(
                "cannot " + command.what() + " of the null models of " + plan.id(), command.cause());
    }

    /** Looks, off the default dispatcher, for what can be compared by now. */
    private void summarize(NullState state, Scope scope) {
        services.progress()
                .tell(new Progress.Counted(
                        persistenceId().id(), Progress.Work.NULLS, state.drawn(), comparison.totalDraws(state)));
        context.pipeToSelf(
                services.measure(JobKind.SUMMARY, () -> look(state, scope)),
                (summarized, failure) -> failure == null ? summarized : new Failed("compare the draws", failure));
    }

    /**
     * Finds the comparisons due; the last look also finds those that earlier looks found and that are not written yet.
     */
    private Summarized look(NullState state, Scope scope) {
        boolean over = trackers.keySet().stream().allMatch(state::ended) && comparison.isComplete(state);
        return new Summarized(comparison.due(state, over ? Scope.ALL : scope), over);
    }

    private Effect<Event, NullState> onSummarized(NullState state, Summarized command) {
        // Two looks may have found the same.
        List<Event> events = new ArrayList<>(
                command.due().stream().filter(event -> !state.has(event)).toList());
        if (command.over() && !state.completed()) {
            events.add(new NullsCompleted());
        }
        if (events.isEmpty()) {
            return Effect().none();
        }
        return Effect().persist(events).thenRun((NullState after) -> {
            if (after.completed()) {
                experiment.tell(new Ended(analysis));
            }
        });
    }

    @Override
    public EventHandler<NullState, Event> eventHandler() {
        return newEventHandlerBuilder()
                .forAnyState()
                .onEvent(Observed.class, NullState::with)
                .onEvent(Passed.class, NullState::with)
                .onEvent(BlocksMeasured.class, NullState::with)
                .onEvent(NullSampled.class, NullState::with)
                .onEvent(NullSummarized.class, NullState::with)
                .onEvent(NullAdjusted.class, NullState::with)
                .onEvent(NullsCompleted.class, NullState::with)
                .build();
    }
}
