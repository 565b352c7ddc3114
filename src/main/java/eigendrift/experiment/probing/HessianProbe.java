package eigendrift.experiment.probing;

import eigendrift.config.ProbeConfig.Method;
import eigendrift.config.ProbeConfig.Operator;
import eigendrift.experiment.following.FailureReason;
import eigendrift.experiment.following.Follower;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.LocalMessage;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.runtime.ActorResources;
import eigendrift.experiment.runtime.JobKind;
import eigendrift.experiment.runtime.Progress;
import eigendrift.experiment.runtime.ThreadBroker;
import eigendrift.experiment.training.Checkpoint;
import eigendrift.experiment.training.Trainer;
import eigendrift.spectrum.SelfCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
 * Measures the leading eigenpairs at every scheduled checkpoint of one run, alongside the training.
 *
 * <p>State: the cursor into the trainer's events, and the last eigenvectors, from which the next measurement starts.
 * Protocol: it asks its {@link Follower} for the next checkpoint, {@link ThreadBroker} for threads, computes on the
 * measuring
 * dispatcher, writes the vectors and the spectrum with the cursor in one go, tells its followers, and asks again. One
 * checkpoint is in memory at a time, however far behind it is. Life cycle: ends with {@code ProbingCompleted} when the
 * trainer's last event is reached; after a crash it goes on at the cursor. The trainer of a run that was extended has
 * written more than one last event.
 */
public final class HessianProbe
        extends EventSourcedBehavior<HessianProbe.Command, HessianProbe.Event, HessianProbe.State> {

    /** All commands are the probe's own: deliveries of its follower, grants of threads, results. */
    public sealed interface Command extends LocalMessage {}

    private record Read(Follower.Delivery delivery) implements Command {}

    private record Granted(ThreadBroker.Grant<Job> grant) implements Command {}

    private record Measured(ThreadBroker.Grant<Job> grant, List<Event> events) implements Command {}

    private record Failed(ThreadBroker.Grant<Job> grant, Throwable cause) implements Command {}

    /** A checkpoint to measure, and the sequence number of its event. */
    private record Job(long sequenceNumber, Checkpoint checkpoint) {}

    /**
     * The probe's events, in the journal under {@link PersistenceIds#probe}: of each checkpoint first the estimates,
     * then the eigenvectors, last the spectrum.
     */
    public sealed interface Event extends JournalEvent {}

    /** A unit eigenvector at {@code step}; {@code index} counts from 1. Followed by the spectrum it belongs to. */
    public record EigenvectorMeasured(long step, int index, double[] vector) implements Event {}

    /**
     * The spectrum of the curvature at {@code step}, after its eigenvectors.
     *
     * @param checkpoint sequence number of the checkpoint's event: the cursor
     * @param pairs certificates, one for each vector, those of the buffer included
     * @param loss mean loss over the curvature samples
     * @param gradientNorm ‖g‖ over the curvature samples; of a preconditioned operator ‖P^{-1/2} g‖
     */
    public record SpectrumMeasured(
            long step,
            long checkpoint,
            List<Pair> pairs,
            int products,
            boolean converged,
            double loss,
            double gradientNorm)
            implements Event {}

    /**
     * @param gradientCoefficient v·g; of a preconditioned operator v·P^{-1/2} g
     */
    public record Pair(double value, double residual, double gap, double angleBound, double gradientCoefficient) {}

    /**
     * The spectral density at {@code step}, before the eigenvectors.
     *
     * @param width standard deviation of the kernels to show it with
     * @param draws one quadrature a random start
     */
    public record DensityMeasured(long step, double width, List<Quadrature> draws) implements Event {}

    /** Nodes and weights as {@link eigendrift.linalg.LanczosQuadrature}; the arrays are never written to. */
    public record Quadrature(double[] nodes, double[] weights) {}

    /**
     * The trace at {@code step}, estimated, before the eigenvectors.
     */
    public record TraceMeasured(long step, Method method, double estimate, double standardError, int products)
            implements Event {}

    /**
     * The largest eigenvalue at {@code step} and the largest with which the optimizer is stable; before the
     * eigenvectors.
     *
     * @param operator hessian or preconditioned
     * @param learningRate of the next update
     */
    public record StabilityMeasured(
            long step, Operator operator, double sharpness, double threshold, double learningRate) implements Event {}

    /**
     * A product of the measured matrix at {@code step}, compared with difference quotients; before the eigenvectors.
     *
     * @param method by output differences for Gauss-Newton
     */
    public record ProductChecked(long step, SelfCheck.Method method, SelfCheck check) implements Event {}

    /** Nothing could be measured at {@code step}, for {@code reason}; the probe goes on with the next checkpoint. */
    public record ProbeFailed(long step, long checkpoint, String reason) implements Event {}

    /** The trainer has ended and every checkpoint is measured. */
    public record ProbingCompleted(long cursor) implements Event {}

    /**
     * @param ends how many more last events of the trainer will come: 0 when all is measured
     * @param vectors of the last spectrum
     * @param pending vectors whose spectrum is not written yet
     */
    public record State(long cursor, int measured, int ends, List<double[]> vectors, List<double[]> pending) {

        private State with(EigenvectorMeasured event) {
            List<double[]> more = new ArrayList<>(pending);
            more.add(event.vector());
            return new State(cursor, measured, ends, vectors, List.copyOf(more));
        }

        private State with(SpectrumMeasured event) {
            return new State(event.checkpoint(), measured + 1, ends, pending, List.of());
        }

        private State with(ProbeFailed event) {
            return new State(event.checkpoint(), measured + 1, ends, vectors, List.of());
        }

        private State with(ProbingCompleted event) {
            // A run that was reopened is measured on from its former end.
            return new State(event.cursor(), measured, ends - 1, ends > 1 ? vectors : List.of(), List.of());
        }

        boolean completed() {
            return ends <= 0;
        }
    }

    /** The events that it waits for; {@code onRead} knows each. */
    public static final List<Class<? extends JournalEvent>> FOLLOWED =
            List.of(Trainer.CheckpointTaken.class, Trainer.TrainingCompleted.class, Trainer.Diverged.class);

    private final ActorContext<Command> context;
    private final Plan plan;
    private final Run run;
    private final int ends;
    private final ActorResources services;
    private final ActorRef<Follower.Command> checkpoints;
    private final ActorRef<Follower.Delivery> reader;

    /** How many checkpoints there will be. */
    private final int planned;

    private final ActorRef<ThreadBroker.Grant<Job>> granted;
    private final List<ActorRef<Follower.Command>> followers;

    /**
     * @param ends how many last events the trainer will have written
     * @param checkpoints follows the trainer of {@code run}
     * @param followers are told when a spectrum is written
     */
    public static Behavior<Command> create(
            Plan plan,
            Run run,
            String analysis,
            int ends,
            ActorResources services,
            ActorRef<Follower.Command> checkpoints,
            List<ActorRef<Follower.Command>> followers) {
        return Behaviors.setup(
                context -> new HessianProbe(context, plan, run, analysis, ends, services, checkpoints, followers));
    }

    private HessianProbe(
            ActorContext<Command> context,
            Plan plan,
            Run run,
            String analysis,
            int ends,
            ActorResources services,
            ActorRef<Follower.Command> checkpoints,
            List<ActorRef<Follower.Command>> followers) {
        super(PersistenceIds.probe(plan.id(), run.name(), analysis));
        this.context = context;
        this.plan = plan;
        this.run = run;
        this.ends = ends;
        this.services = services;
        this.checkpoints = checkpoints;
        this.followers = followers;
        this.reader = context.messageAdapter(Follower.Delivery.class, Read::new);
        this.planned = plan.checkpointSteps().size();
        this.granted = ThreadBroker.grants(context, Granted::new);
    }

    @Override
    public Set<String> tagsFor(Event event) {
        return Set.of(plan.id());
    }

    @Override
    public State emptyState() {
        return new State(0, 0, ends, List.of(), List.of());
    }

    @Override
    public SignalHandler<State> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::goOn)
                .build();
    }

    private void goOn(State state) {
        // A run that diverged has fewer checkpoints than planned.
        int total = state.completed() ? state.measured() : planned;
        services.progress()
                .tell(new Progress.Counted(persistenceId().id(), Progress.Work.PROBES, state.measured(), total));
        if (!state.completed()) {
            checkpoints.tell(new Follower.Next(state.cursor(), reader));
        }
    }

    @Override
    public CommandHandler<Command, Event, State> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Read.class, this::onRead)
                .onCommand(Granted.class, this::onGranted)
                .onCommand(Measured.class, this::onMeasured)
                .onCommand(Failed.class, this::onFailed)
                .build();
    }

    private Effect<Event, State> onRead(State state, Read read) {
        long sequenceNumber = read.delivery().sequenceNumber();
        JournalEvent event = read.delivery().event();
        if (event instanceof Trainer.CheckpointTaken taken) {
            if (taken.checkpoint().scheduled()) {
                services.cores()
                        .tell(new ThreadBroker.Request<>(
                                new Job(sequenceNumber, taken.checkpoint()), JobKind.SPECTRUM, granted));
            } else {
                checkpoints.tell(new Follower.Next(sequenceNumber, reader));
            }
            return Effect().none();
        }
        if (event instanceof Trainer.TrainingCompleted || event instanceof Trainer.Diverged) {
            return write(List.of(new ProbingCompleted(sequenceNumber)));
        }
        throw Follower.unexpected(read.delivery());
    }

    private Effect<Event, State> onGranted(State state, Granted command) {
        ThreadBroker.Grant<Job> grant = command.grant();
        Checkpoint checkpoint = grant.job().checkpoint();
        context.pipeToSelf(
                services.measure(grant, () -> new SpectrumMeasurement(plan, services.workers(grant.threads()))
                        .at(checkpoint, grant.job().sequenceNumber(), state.vectors(), run)),
                (events, failure) -> failure == null ? new Measured(grant, events) : new Failed(grant, failure));
        return Effect().none();
    }

    private Effect<Event, State> onMeasured(State state, Measured command) {
        services.cores().tell(new ThreadBroker.Release(command.grant().threads()));
        command.events().stream()
                .filter(event -> event instanceof ProductChecked checked
                        && checked.check().verdict() == SelfCheck.Verdict.FAILS)
                .forEach(event -> context.getLog().warn("run {}: the curvature is wrong: {}", run.name(), event));
        return write(command.events());
    }

    private Effect<Event, State> onFailed(State state, Failed command) {
        services.cores().tell(new ThreadBroker.Release(command.grant().threads()));
        Job job = command.grant().job();
        context.getLog()
                .warn(
                        "run {}, step {}: no spectrum",
                        run.name(),
                        job.checkpoint().step(),
                        command.cause());
        return write(List.of(
                new ProbeFailed(job.checkpoint().step(), job.sequenceNumber(), FailureReason.of(command.cause()))));
    }

    private Effect<Event, State> write(List<Event> events) {
        return Effect().persist(events).thenRun((State state) -> {
            Follower.Grown grown = new Follower.Grown(persistenceId().id(), lastSequenceNumber(context));
            followers.forEach(follower -> follower.tell(grown));
            goOn(state);
        });
    }

    @Override
    public EventHandler<State, Event> eventHandler() {
        return newEventHandlerBuilder()
                .forAnyState()
                .onEvent(DensityMeasured.class, (state, event) -> state)
                .onEvent(TraceMeasured.class, (state, event) -> state)
                .onEvent(StabilityMeasured.class, (state, event) -> state)
                .onEvent(ProductChecked.class, (state, event) -> state)
                .onEvent(EigenvectorMeasured.class, State::with)
                .onEvent(SpectrumMeasured.class, State::with)
                .onEvent(ProbeFailed.class, State::with)
                .onEvent(ProbingCompleted.class, State::with)
                .build();
    }
}
