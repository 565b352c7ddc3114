package eigendrift.dashboard;

import eigendrift.experiment.Experiment.AnalysisPlanned;
import eigendrift.experiment.following.ActorKind;
import eigendrift.experiment.following.ActorName;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.nulls.NullModel;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.experiment.tracking.Tracker;
import eigendrift.experiment.training.Trainer;
import eigendrift.journal.EventFilter;
import eigendrift.journal.EventHead;
import eigendrift.journal.EventRecord;
import eigendrift.journal.JournalTail;
import eigendrift.journal.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The way of a checkpoint from event to event, by the sequence numbers that events hold: checkpoint, spectrum,
 * dynamics, observation, summary.
 */
final class EventLinks {

    private static final List<Class<? extends JournalEvent>> SPECTRA =
            List.of(HessianProbe.SpectrumMeasured.class, HessianProbe.ProbeFailed.class);
    private static final List<Class<? extends JournalEvent>> COMPARISONS =
            List.of(Tracker.DynamicsMeasured.class, Tracker.SpectrumMissing.class);

    /** Events read at once. */
    private static final int BATCH = 64;

    private final JournalTail tail;
    private final String experiment;

    EventLinks(JournalTail tail, String experiment) {
        this.tail = tail;
        this.experiment = experiment;
    }

    /** The events that this one was made of. */
    List<EventHead> from(EventRecord record) {
        ActorName actor = ActorName.parse(record.head().persistenceId()).orElseThrow();
        JournalEvent event = record.event().orElseThrow();
        if (event instanceof HessianProbe.SpectrumMeasured spectrum) {
            return at(PersistenceIds.trainer(experiment, actor.run()).id(), spectrum.checkpoint());
        }
        if (event instanceof HessianProbe.ProbeFailed failed) {
            return at(PersistenceIds.trainer(experiment, actor.run()).id(), failed.checkpoint());
        }
        if (event instanceof Tracker.DynamicsMeasured dynamics) {
            return at(spectraOf(actor), dynamics.spectrum());
        }
        if (event instanceof Tracker.SpectrumMissing missing) {
            return at(spectraOf(actor), missing.spectrum());
        }
        if (event instanceof NullModel.Observed observed) {
            return at(
                    PersistenceIds.tracker(experiment, observed.run(), actor.analysis())
                            .id(),
                    observed.cursor());
        }
        if (event instanceof NullModel.NullSummarized summary) {
            return first(nullModel(actor.analysis(), NullModel.Observed.class), 0, of(summary.run(), summary.step()));
        }
        if (event instanceof NullModel.NullAdjusted adjusted) {
            return all(nullModel(actor.analysis(), NullModel.NullSummarized.class), of(adjusted));
        }
        return List.of();
    }

    /** The events that were made of this one. */
    List<EventHead> to(EventRecord record) {
        EventHead head = record.head();
        ActorName actor = ActorName.parse(head.persistenceId()).orElseThrow();
        JournalEvent event = record.event().orElseThrow();
        if (event instanceof Trainer.CheckpointTaken) {
            return all(
                    of(ActorKind.PROBE, actor.run(), null).kinds(SPECTRA),
                    spectrum -> checkpoint(spectrum) == head.sequenceNumber());
        }
        if (event instanceof HessianProbe.EigenvectorMeasured) {
            return tail.after(
                    head.ordering(),
                    of(ActorKind.PROBE, actor.run(), actor.analysis())
                            .kinds(List.of(HessianProbe.SpectrumMeasured.class)),
                    1);
        }
        if (event instanceof HessianProbe.SpectrumMeasured || event instanceof HessianProbe.ProbeFailed) {
            return comparisons(head, actor);
        }
        if (event instanceof Tracker.DynamicsMeasured) {
            return first(
                    nullModel(actor.analysis(), NullModel.Observed.class),
                    head.ordering(),
                    next -> next instanceof NullModel.Observed observed
                            && observed.run().equals(actor.run())
                            && observed.cursor() == head.sequenceNumber());
        }
        if (event instanceof NullModel.Observed observed) {
            return all(
                    nullModel(actor.analysis(), NullModel.NullSummarized.class),
                    of(observed.run(), observed.observation().spectrum().step()));
        }
        if (event instanceof NullModel.NullSummarized summary) {
            return first(
                    nullModel(actor.analysis(), NullModel.NullAdjusted.class),
                    0,
                    next -> next instanceof NullModel.NullAdjusted adjusted
                            && of(adjusted).test(summary));
        }
        return List.of();
    }

    /**
     * Of every analysis of these spectra, what was made of this one. A tracker takes spectra in their order, one event
     * for each, so that the place among the heads tells which; the dynamics themselves are big.
     */
    private List<EventHead> comparisons(EventHead head, ActorName probe) {
        int place = heads(of(ActorKind.PROBE, probe.run(), probe.analysis()).kinds(SPECTRA), head.ordering())
                .size();
        List<EventHead> found = new ArrayList<>();
        for (AnalysisPlanned analysis : analyses()) {
            if (analysis.spectraOf().equals(probe.analysis())) {
                List<EventHead> all = heads(
                        of(ActorKind.TRACKER, probe.run(), analysis.analysis()).kinds(COMPARISONS), Long.MAX_VALUE);
                if (all.size() >= place) {
                    found.add(all.get(place - 1));
                }
            }
        }
        return found;
    }

    private List<EventHead> heads(EventFilter filter, long to) {
        return tail.after(0, filter, Integer.MAX_VALUE).stream()
                .filter(head -> head.ordering() <= to)
                .toList();
    }

    private List<AnalysisPlanned> analyses() {
        List<AnalysisPlanned> analyses = new ArrayList<>();
        read(of(ActorKind.EXPERIMENT, null, null).kinds(List.of(AnalysisPlanned.class)), 0, stored -> {
            analyses.add((AnalysisPlanned) stored.event());
            return false;
        });
        return analyses;
    }

    /** The persistence id of the probe whose spectra a tracker compares. */
    private String spectraOf(ActorName tracker) {
        return analyses().stream()
                .filter(analysis -> analysis.analysis().equals(tracker.analysis()))
                .map(analysis -> PersistenceIds.probe(experiment, tracker.run(), analysis.spectraOf())
                        .id())
                .findFirst()
                .orElse("");
    }

    private static long checkpoint(JournalEvent spectrum) {
        return spectrum instanceof HessianProbe.SpectrumMeasured measured
                ? measured.checkpoint()
                : ((HessianProbe.ProbeFailed) spectrum).checkpoint();
    }

    /** Observations and summaries of {@code run} at {@code step}. */
    private static Predicate<JournalEvent> of(String run, long step) {
        return event -> event instanceof NullModel.Observed observed
                ? observed.run().equals(run)
                        && observed.observation().spectrum().step() == step
                : event instanceof NullModel.NullSummarized summary
                        && summary.run().equals(run)
                        && summary.step() == step;
    }

    /** Summaries of its run and model. */
    private static Predicate<JournalEvent> of(NullModel.NullAdjusted adjusted) {
        return event -> event instanceof NullModel.NullSummarized summary
                && summary.run().equals(adjusted.run())
                && summary.model() == adjusted.model();
    }

    private EventFilter of(ActorKind kind, String run, String analysis) {
        return EventFilter.of(experiment).actors(List.of(new EventFilter.Actors(kind, run, analysis)));
    }

    private EventFilter nullModel(String analysis, Class<? extends JournalEvent> kind) {
        return of(ActorKind.NULL_MODEL, null, analysis).kinds(List.of(kind));
    }

    private List<EventHead> at(String persistenceId, long sequenceNumber) {
        return tail.event(persistenceId, sequenceNumber).map(EventRecord::head).stream()
                .toList();
    }

    private List<EventHead> all(EventFilter filter, Predicate<JournalEvent> wanted) {
        List<EventHead> found = new ArrayList<>();
        read(filter, 0, stored -> {
            if (wanted.test(stored.event())) {
                found.add(stored.head());
            }
            return false;
        });
        return found;
    }

    private List<EventHead> first(EventFilter filter, long after, Predicate<JournalEvent> wanted) {
        List<EventHead> found = new ArrayList<>();
        read(filter, after, stored -> {
            if (found.isEmpty() && wanted.test(stored.event())) {
                found.add(stored.head());
            }
            return !found.isEmpty();
        });
        return found;
    }

    /** Reads until {@code reader} says that it is enough; damaged events are passed over. */
    private void read(EventFilter filter, long after, Predicate<StoredEvent> reader) {
        long highest = tail.highest();
        long offset = after;
        boolean[] enough = {false};
        while (offset < highest && !enough[0]) {
            offset = tail.read(
                    filter, offset, highest, BATCH, stored -> enough[0] |= reader.test(stored), (head, damage) -> {});
        }
    }
}
