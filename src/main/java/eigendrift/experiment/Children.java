package eigendrift.experiment;

import eigendrift.experiment.Experiment.AnalysisPlanned;
import eigendrift.experiment.following.Follower;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.nulls.NullModel;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.experiment.runtime.ActorResources;
import eigendrift.experiment.tracking.Tracker;
import eigendrift.experiment.training.Trainer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.persistence.typed.PersistenceId;

/**
 * The child actors of an experiment: starts them, connects each to the one that it follows, and watches them.
 *
 * <p>For each run of an analysis: trainer → follower → probe → follower → tracker → follower → null model. An analysis
 * that shares another's spectra has no probes; its trackers follow those of the other.
 */
final class Children {

    private final ActorContext<Experiment.Command> context;
    private final ActorResources services;
    private final ActorRef<Trainer.Ended> trainingEnded;
    private final ActorRef<NullModel.Ended> analysisEnded;
    private final Map<String, ActorRef<Trainer.Command>> trainers = new HashMap<>();
    private final Map<String, List<ActorRef<Follower.Command>>> trainerFollowers = new HashMap<>();

    Children(ActorContext<Experiment.Command> context, ActorResources services) {
        this.context = context;
        this.services = services;
        this.trainingEnded = context.messageAdapter(Trainer.Ended.class, Experiment.TrainingEnded::new);
        this.analysisEnded = context.messageAdapter(NullModel.Ended.class, Experiment.AnalysisEnded::new);
    }

    /** Starts the actors of an analysis: probes, trackers, null model and their followers. */
    void launch(Plan plan, ExperimentState.Analysis status) {
        AnalysisPlanned analysis = status.planned();
        String name = analysis.analysis();
        Map<String, ActorRef<Follower.Command>> dynamics = new LinkedHashMap<>();
        for (Run run : plan.runs()) {
            PersistenceId tracker = PersistenceIds.tracker(plan.id(), run.name(), name);
            dynamics.put(run.name(), follow("dynamics", tracker, NullModel.FOLLOWED));
        }
        watch(services.spawn(
                context,
                NullModel.create(
                        plan, name, analysis.spectraOf(), ends(plan, status), services, dynamics, analysisEnded),
                childName("null-model", name)));
        plan.runs().forEach(run -> launch(plan, run, status, dynamics.get(run.name())));
    }

    private static Map<String, Integer> ends(Plan plan, ExperimentState.Analysis status) {
        return plan.runs().stream().map(Run::name).collect(Collectors.toMap(run -> run, status::ends));
    }

    private void launch(Plan plan, Run run, ExperimentState.Analysis status, ActorRef<Follower.Command> dynamics) {
        AnalysisPlanned analysis = status.planned();
        String name = analysis.analysis();
        int ends = status.ends(run.name());
        PersistenceId probe = PersistenceIds.probe(plan.id(), run.name(), analysis.spectraOf());
        ActorRef<Follower.Command> spectra = follow("spectra-" + name, probe, Tracker.FOLLOWED);
        watch(services.spawn(
                context,
                Tracker.create(plan, run, name, ends, services, probe, spectra, dynamics),
                childName("tracker", run.name(), name)));
        if (!analysis.spectraOf().equals(name)) {
            return;
        }
        ActorRef<Follower.Command> checkpoints =
                follow("checkpoints-" + name, PersistenceIds.trainer(plan.id(), run.name()), HessianProbe.FOLLOWED);
        trainerFollowers
                .computeIfAbsent(run.name(), ignored -> new ArrayList<>())
                .add(checkpoints);
        watch(services.spawn(
                context,
                HessianProbe.create(plan, run, name, ends, services, checkpoints, List.of(spectra)),
                childName("probe", run.name(), name)));
    }

    private ActorRef<Follower.Command> follow(
            String what, PersistenceId source, List<Class<? extends JournalEvent>> kinds) {
        Behavior<Follower.Command> follower = Follower.create(source, services.journal(), kinds);
        return watch(services.spawn(context, follower, childName(what, source.id())));
    }

    /** Starts to train {@code run}, or to go on with it. */
    void train(Plan plan, Run run) {
        Behavior<Trainer.Command> trainer = Trainer.create(
                plan, run, services, trainerFollowers.getOrDefault(run.name(), List.of()), trainingEnded);
        trainers.put(run.name(), watch(services.spawnTraining(context, trainer, childName("trainer", run.name()))));
    }

    boolean trains(String run) {
        return trainers.containsKey(run);
    }

    /** Stops the trainer of a run that has ended, which frees its weights. */
    void dismiss(String run) {
        Optional.ofNullable(trainers.remove(run)).ifPresent(trainer -> {
            context.unwatch(trainer);
            context.stop(trainer);
        });
    }

    void tellTrainers(Trainer.Command command) {
        trainers.values().forEach(trainer -> trainer.tell(command));
    }

    /** Forgets a trainer that has stopped by itself. */
    void left(ActorRef<Void> child) {
        trainers.values().removeIf(trainer -> trainer.path().equals(child.path()));
    }

    boolean trainsNothing() {
        return trainers.isEmpty();
    }

    private <T> ActorRef<T> watch(ActorRef<T> child) {
        context.watch(child);
        return child;
    }

    /** Parts come from names of optimizers and analyses; characters that an actor path cannot hold are encoded. */
    private static String childName(String... parts) {
        return URLEncoder.encode(String.join("-", parts).replace('|', '-'), StandardCharsets.UTF_8)
                .replace('*', '_');
    }
}
