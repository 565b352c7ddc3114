package eigendrift.readmodel;

import eigendrift.experiment.following.ActorKind;
import eigendrift.experiment.following.ActorName;
import eigendrift.experiment.nulls.NullModel;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.experiment.tracking.Tracker;
import eigendrift.experiment.tracking.Tracker.DynamicsMeasured;
import eigendrift.experiment.training.Trainer;
import eigendrift.journal.EventFilter.Actors;
import eigendrift.journal.StoredEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The rows of each trainer, probe, tracker and null model of one experiment. */
final class ActorRows {

    private final String experiment;
    private final Function<ActorName, TrackerRows> newTracker;
    private final Map<String, TrainerRows> trainers = new HashMap<>();
    private final Map<String, ProbeRows> probes = new HashMap<>();
    private final Map<String, TrackerRows> trackers = new HashMap<>();
    private final Map<String, NullRows> nullModels = new HashMap<>();

    ActorRows(String experiment, Function<ActorName, TrackerRows> newTracker) {
        this.experiment = experiment;
        this.newTracker = newTracker;
    }

    /** The events that the rows of some analyses are made of. */
    static List<Actors> events(History history, Collection<String> analyses) {
        List<Actors> actors = new ArrayList<>();
        actors.add(new Actors(ActorKind.TRAINER, null, null).kinds(TrainerRows.KINDS));
        for (String analysis : analyses) {
            String spectraOf = history.analysis(analysis).spectraOf();
            actors.add(new Actors(ActorKind.PROBE, null, spectraOf).kinds(ProbeRows.KINDS));
            actors.add(new Actors(ActorKind.TRACKER, null, analysis).kinds(TrackerRows.KINDS));
            actors.add(new Actors(ActorKind.NULL_MODEL, null, analysis).kinds(NullRows.KINDS));
        }
        return actors;
    }

    /** Of the events of one analysis those for a summary, but for the last ones of the trackers. */
    static List<Actors> summary(History history, String analysis) {
        String spectraOf = history.analysis(analysis).spectraOf();
        return new ArrayList<>(List.of(
                new Actors(ActorKind.TRAINER, null, null).kinds(TrainerRows.KINDS),
                new Actors(ActorKind.PROBE, null, spectraOf).kinds(ProbeRows.KINDS),
                new Actors(ActorKind.NULL_MODEL, null, analysis).kinds(List.of(NullModel.NullSampled.class))));
    }

    /** Adds the last of the events of a tracker, compared with the one before it alone. */
    void addLatest(ActorName name, List<DynamicsMeasured> last, long ordering) {
        if (last.isEmpty()) {
            return;
        }
        DynamicsMeasured now = last.get(last.size() - 1);
        DynamicsMeasured compared = new DynamicsMeasured(
                now.step(),
                now.spectrum(),
                now.checkpoint(),
                now.angleBounds(),
                now.k(),
                now.vectors(),
                now.gradientFraction(),
                now.updateFraction(),
                now.pairs().stream()
                        .filter(pair -> pair.stepFrom() == last.get(0).step())
                        .toList());
        trackers.computeIfAbsent(name.id(), first -> newTracker.apply(name)).add(compared, ordering);
    }

    /** Adds an event of the actor {@code name}. */
    void add(ActorName name, StoredEvent stored) {
        String id = stored.persistenceId();
        long ordering = stored.ordering();
        if (stored.event() instanceof Trainer.Event event) {
            trainers.computeIfAbsent(id, first -> new TrainerRows(name.run())).add(event, ordering);
        } else if (stored.event() instanceof HessianProbe.Event event) {
            probes.computeIfAbsent(id, first -> new ProbeRows(name.run()))
                    .add(event, stored.sequenceNumber(), ordering);
        } else if (stored.event() instanceof Tracker.Event event) {
            trackers.computeIfAbsent(id, first -> newTracker.apply(name)).add(event, ordering);
        } else if (stored.event() instanceof NullModel.Event event) {
            nullModels.computeIfAbsent(id, first -> new NullRows()).add(event, ordering);
        }
    }

    TrainerRows trainer(String run) {
        TrainerRows rows = trainers.get(ActorKind.TRAINER.id(experiment, run, ""));
        return rows == null ? new TrainerRows(run) : rows;
    }

    ProbeRows probe(String run, String spectraOf) {
        ProbeRows rows = probes.get(ActorKind.PROBE.id(experiment, run, spectraOf));
        return rows == null ? new ProbeRows(run) : rows;
    }

    /** Empty before the first event. */
    Optional<TrackerRows> tracker(String run, String analysis) {
        return Optional.ofNullable(trackers.get(ActorKind.TRACKER.id(experiment, run, analysis)));
    }

    NullRows nullModel(String analysis) {
        NullRows rows = nullModels.get(ActorKind.NULL_MODEL.id(experiment, "", analysis));
        return rows == null ? new NullRows() : rows;
    }
}
