package eigendrift.experiment.tracking;

import eigendrift.dynamics.Clusters;
import eigendrift.dynamics.Displacement;
import eigendrift.dynamics.Identities;
import eigendrift.dynamics.Localization;
import eigendrift.dynamics.LossChange;
import eigendrift.dynamics.Observable;
import eigendrift.dynamics.ObservableValues;
import eigendrift.experiment.following.Follower;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.JournalReadException;
import eigendrift.experiment.following.LocalMessage;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.experiment.runtime.ActorResources;
import eigendrift.experiment.runtime.JobKind;
import eigendrift.experiment.runtime.Progress;
import eigendrift.linalg.Ranks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.pcollections.PSortedMap;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * Compares every spectrum of one run with those before it.
 *
 * <p>State: the cursor into the probe's events, the place of each earlier spectrum in the journal, and the identities
 * of the eigenvectors. Protocol: it asks its {@link Follower} for the next spectrum, reads the vectors it needs,
 * computes on the measuring dispatcher, writes what it found with the cursor, tells its follower, and asks again. Life
 * cycle: ends with {@code TrackingCompleted} when the probe's last event is reached.
 */
public final class Tracker extends EventSourcedBehavior<Tracker.Command, Tracker.Event, Tracker.State> {

    /** All commands are the tracker's own: deliveries of its follower, grants of threads, results. */
    public sealed interface Command extends LocalMessage {}

    private record Read(Follower.Delivery delivery) implements Command {}

    private record Compared(List<Event> events) implements Command {}

    private record Failed(Throwable cause) implements Command {}

    /**
     * The tracker's events, in the journal under {@link PersistenceIds#tracker}; the last of each step is
     * {@code DynamicsMeasured}.
     */
    public sealed interface Event extends JournalEvent {}

    /**
     * Measurements of the spectrum at {@code step}, and its comparison with earlier ones.
     *
     * @param spectrum sequence number of the spectrum's event: the cursor
     * @param checkpoint sequence number of the checkpoint's event
     * @param angleBounds certificates of all measured vectors
     * @param k number of vectors reported; the others are the buffer
     * @param vectors one entry a vector, buffer included
     * @param gradientFraction ‖P_k g‖²/‖g‖²; NaN where g = 0
     * @param updateFraction ‖P_k Δw‖²/‖Δw‖² with Δw since the checkpoint before; NaN for the first, and of a
     *     preconditioned operator
     * @param pairs comparisons with earlier checkpoints, oldest first
     */
    public record DynamicsMeasured(
            long step,
            long spectrum,
            long checkpoint,
            List<Double> angleBounds,
            int k,
            List<LocalizationSummary> vectors,
            double gradientFraction,
            double updateFraction,
            List<PairMeasured> pairs)
            implements Event {}

    /**
     * The identities of the eigenvectors at {@code step}; the event right before the {@code DynamicsMeasured} of that
     * step.
     *
     * @param identities for each index the number of its identity, buffer included
     * @param clusters for each index the number of its cluster of eigenvalues that are equal within their errors
     */
    public record IdentitiesMatched(
            long step, List<Integer> identities, List<Integer> clusters, List<Identities.Change> changes)
            implements Event {}

    /**
     * The localization of the reported eigenvectors at {@code step}, by layer, parameter block, neuron and parameter.
     *
     * @param widths of the network, inputs first: they say which parameter block and neuron an entry belongs to
     * @param vectors one entry a vector, by rank
     */
    public record LocalizationMeasured(long step, List<Integer> widths, List<Localization> vectors) implements Event {}

    /**
     * Which share of what the optimizer does at {@code step} lies in the span of the k leading eigenvectors; P_k
     * projects on it, u is the next update. All NaN for a preconditioned operator; what depends on u also where its
     * batch has no finite loss.
     *
     * @param momentumFraction ‖P_k m‖²/‖m‖² of its momentum or first moment; NaN where there is none, or it is 0
     * @param updateFraction ‖P_k u‖²/‖u‖²; NaN where u = 0
     * @param change of the loss over the curvature samples
     * @param slope g·u, {@code change.whole} to first order
     * @param slopeTop g·P_k u, {@code change.top} to first order
     * @param curvatureTop ½ uᵀP_k H P_k u, second-order term of {@code change.top}
     */
    public record AlignmentMeasured(
            long step,
            int k,
            double momentumFraction,
            double updateFraction,
            LossChange change,
            double slope,
            double slopeTop,
            double curvatureTop)
            implements Event {}

    /**
     * Angles between the span of the k leading eigenvectors at {@code step} and those at earlier checkpoints, oldest
     * first.
     */
    public record SubspacesMeasured(long step, List<PairAngles> pairs) implements Event {}

    /** Principal angles, ascending, to the span at {@code stepFrom}. */
    public record PairAngles(long stepFrom, List<Double> angles) {}

    /**
     * One eigenvector; {@code index} counts from 1.
     *
     * @param values its observables, those that null models are compared with; earlier journals have some others too
     */
    public record LocalizationSummary(int index, double eigenvalue, ObservableValues values, List<Double> layerMasses) {

        public static LocalizationSummary of(int index, double eigenvalue, Localization localization) {
            return new LocalizationSummary(
                    index,
                    eigenvalue,
                    localization.values().only(Observable.compared()),
                    localization.layers().masses());
        }
    }

    /**
     * Comparison of the spectrum with that of an earlier checkpoint.
     *
     * @param overlaps q_ij of vector i then and vector j now, row-major, buffer included
     * @param moved by rank, for the first k
     * @param subspaceOverlap ‖VᵀV′‖²_F / k
     * @param weightDisplacement (1/n) Σ (w_j(t) − w_j(t_w))²
     */
    public record PairMeasured(
            long stepFrom,
            List<Double> overlaps,
            List<VectorDisplacement> moved,
            double subspaceOverlap,
            double weightDisplacement) {}

    /** One eigenvector at two times; {@code bound} is the error bound of the displacement. */
    public record VectorDisplacement(int index, double overlap, double displacement, double angle, double bound) {

        public static VectorDisplacement of(int index, Displacement moved) {
            return new VectorDisplacement(index, moved.overlap(), moved.displacement(), moved.angle(), moved.bound());
        }
    }

    /** The spectrum at {@code step} could not be measured, so there is nothing to compare. */
    public record SpectrumMissing(long step, long spectrum) implements Event {}

    /** The probe has ended and every spectrum is compared. */
    public record TrackingCompleted(long cursor) implements Event {}

    /**
     * Applying an event costs the logarithm of the number of entries.
     *
     * @param ends how many more last events of the probe will come: 0 when all is compared
     * @param spectra places in the journal of the compared spectra and their checkpoints, oldest first
     * @param identities at the last of them; empty before the first
     * @param lastSeen for each identity where its vector was last seen
     */
    public record State(
            long cursor,
            int ends,
            PVector<SpectrumRef> spectra,
            Optional<Identities> identities,
            PSortedMap<Integer, Sighting> lastSeen) {

        private State with(IdentitiesMatched event, Ranks ranks) {
            PSortedMap<Integer, Sighting> seen = lastSeen;
            for (int rank = 0; rank < event.identities().size(); rank++) {
                seen = seen.plus(event.identities().get(rank), new Sighting(spectra.size(), rank));
            }
            Identities now = identities
                    .orElse(Identities.first(0))
                    .then(event.identities(), new Clusters(event.clusters()), ranks);
            return new State(cursor, ends, spectra, Optional.of(now), seen);
        }

        private State with(DynamicsMeasured event) {
            PVector<SpectrumRef> more = spectra.plus(
                    new SpectrumRef(event.step(), event.checkpoint(), event.spectrum(), event.angleBounds()));
            return new State(event.spectrum(), ends, more, identities, lastSeen);
        }

        private State with(SpectrumMissing event) {
            return new State(event.spectrum(), ends, spectra, identities, lastSeen);
        }

        private State with(TrackingCompleted event) {
            return new State(event.cursor(), ends - 1, spectra, identities, lastSeen);
        }

        boolean completed() {
            return ends <= 0;
        }
    }

    /** The vector at {@code rank}, from 0, of the {@code spectrum}-th of the compared spectra, from 0. */
    public record Sighting(int spectrum, int rank) {}

    /** The events that it waits for; {@code onRead} knows each. */
    public static final List<Class<? extends JournalEvent>> FOLLOWED = List.of(
            HessianProbe.SpectrumMeasured.class, HessianProbe.ProbeFailed.class, HessianProbe.ProbingCompleted.class);

    private final ActorContext<Command> context;
    private final Plan plan;
    private final Run run;
    private final int ends;
    private final ActorResources services;
    private final ActorRef<Follower.Command> spectra;
    private final ActorRef<Follower.Delivery> reader;

    /** How many checkpoints there will be. */
    private final int planned;

    private final ActorRef<Follower.Command> nullModel;

    /** Vectors and weights of earlier checkpoints, bounded; what is not there is read from the journal. */
    private final SpectrumStore store;

    /**
     * @param ends how many last events the probe will have written
     * @param probe whose spectra are compared; a re-analysis may share those of another analysis
     * @param spectra follows {@code probe}
     * @param nullModel is told when a comparison is written
     */
    public static Behavior<Command> create(
            Plan plan,
            Run run,
            String analysis,
            int ends,
            ActorResources services,
            PersistenceId probe,
            ActorRef<Follower.Command> spectra,
            ActorRef<Follower.Command> nullModel) {
        return Behaviors.setup(
                context -> new Tracker(context, plan, run, analysis, ends, services, probe, spectra, nullModel));
    }

    private Tracker(
            ActorContext<Command> context,
            Plan plan,
            Run run,
            String analysis,
            int ends,
            ActorResources services,
            PersistenceId probe,
            ActorRef<Follower.Command> spectra,
            ActorRef<Follower.Command> nullModel) {
        super(PersistenceIds.tracker(plan.id(), run.name(), analysis));
        this.context = context;
        this.plan = plan;
        this.run = run;
        this.ends = ends;
        this.services = services;
        this.spectra = spectra;
        this.nullModel = nullModel;
        this.reader = context.messageAdapter(Follower.Delivery.class, Read::new);
        this.planned = plan.checkpointSteps().size();
        this.store = new SpectrumStore(services.journal(), plan.id(), run.name(), probe.id());
    }

    @Override
    public Set<String> tagsFor(Event event) {
        return Set.of(plan.id());
    }

    @Override
    public State emptyState() {
        return new State(0, ends, TreePVector.empty(), Optional.empty(), TreePMap.empty());
    }

    @Override
    public SignalHandler<State> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::goOn)
                .build();
    }

    private void goOn(State state) {
        // A run that diverged, or a probe that failed, gives fewer spectra than planned.
        int done = state.spectra().size();
        int total = state.completed() ? done : planned;
        services.progress().tell(new Progress.Counted(persistenceId().id(), Progress.Work.TRACKING, done, total));
        if (!state.completed()) {
            spectra.tell(new Follower.Next(state.cursor(), reader));
        }
    }

    @Override
    public CommandHandler<Command, Event, State> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Read.class, this::onRead)
                .onCommand(Compared.class, (state, command) -> write(command.events()))
                .onCommand(Failed.class, this::onFailed)
                .build();
    }

    private Effect<Event, State> onRead(State state, Read read) {
        long sequenceNumber = read.delivery().sequenceNumber();
        JournalEvent event = read.delivery().event();
        if (event instanceof HessianProbe.SpectrumMeasured measured) {
            context.pipeToSelf(
                    services.measure(JobKind.COMPARISON, () -> new SpectrumComparison(plan, run, store)
                            .of(measured, sequenceNumber, state)),
                    (result, failure) -> failure == null ? new Compared(result) : new Failed(failure));
            return Effect().none();
        }
        if (event instanceof HessianProbe.ProbeFailed failed) {
            return write(List.of(new SpectrumMissing(failed.step(), sequenceNumber)));
        }
        if (event instanceof HessianProbe.ProbingCompleted) {
            return write(List.of(new TrackingCompleted(sequenceNumber)));
        }
        throw Follower.unexpected(read.delivery());
    }

    private Effect<Event, State> onFailed(State state, Failed command) {
        throw new JournalReadException(
                "cannot compare the spectra of " + persistenceId().id(), command.cause());
    }

    private Effect<Event, State> write(List<Event> events) {
        return Effect().persist(events).thenRun((State state) -> {
            nullModel.tell(new Follower.Grown(persistenceId().id(), lastSequenceNumber(context)));
            goOn(state);
        });
    }

    @Override
    public EventHandler<State, Event> eventHandler() {
        return newEventHandlerBuilder()
                .forAnyState()
                .onEvent(LocalizationMeasured.class, (state, event) -> state)
                .onEvent(AlignmentMeasured.class, (state, event) -> state)
                .onEvent(SubspacesMeasured.class, (state, event) -> state)
                .onEvent(IdentitiesMatched.class, (state, event) -> state.with(event, plan.ranks()))
                .onEvent(DynamicsMeasured.class, State::with)
                .onEvent(SpectrumMissing.class, State::with)
                .onEvent(TrackingCompleted.class, State::with)
                .build();
    }
}
