package eigendrift.dashboard;

import eigendrift.experiment.following.ActorKind;
import eigendrift.experiment.following.ActorName;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.probing.HessianProbe.EigenvectorMeasured;
import eigendrift.experiment.probing.HessianProbe.SpectrumMeasured;
import eigendrift.experiment.tracking.Tracker.DynamicsMeasured;
import eigendrift.experiment.training.Trainer.CheckpointTaken;
import eigendrift.journal.EventCodecs;
import eigendrift.journal.EventFilter;
import eigendrift.journal.EventHead;
import eigendrift.journal.JournalTail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The steps that events are of. Small events are read; of the others, which hold weights, eigenvectors or pairs of
 * checkpoints, a small one beside them tells it.
 */
final class EventSteps {

    private static final long SMALL = 4096;

    private final JournalTail tail;
    private final String experiment;

    /** Of each run, the step of each checkpoint by its sequence number, as spectra tell it. */
    private final Map<String, Map<Long, Long>> checkpoints = new HashMap<>();

    EventSteps(JournalTail tail, String experiment) {
        this.tail = tail;
        this.experiment = experiment;
    }

    /** Empty where the event is of no step, or cannot be read, or its payload would have to be. */
    Optional<Long> of(EventHead head) {
        Optional<ActorName> actor = ActorName.parse(head.persistenceId());
        if (head.bytes() <= SMALL) {
            return tail.event(head.ordering()).flatMap(record -> record.event()).flatMap(EventFields::step);
        }
        if (isOf(head, EigenvectorMeasured.class)) {
            return spectrum(head, actor.orElseThrow());
        }
        if (isOf(head, DynamicsMeasured.class)) {
            // The identities are the event right before.
            return tail.event(head.persistenceId(), head.sequenceNumber() - 1)
                    .flatMap(record -> record.event())
                    .flatMap(EventFields::step);
        }
        if (isOf(head, CheckpointTaken.class)) {
            return Optional.ofNullable(checkpoints
                    .computeIfAbsent(actor.orElseThrow().run(), this::measured)
                    .get(head.sequenceNumber()));
        }
        return Optional.empty();
    }

    /** The run that an event is of: its actor's, or the one that a small event of the null model names. */
    Optional<String> runOf(EventHead head) {
        Optional<String> run =
                ActorName.parse(head.persistenceId()).map(ActorName::run).filter(name -> !name.isEmpty());
        return run.isPresent() || head.bytes() > SMALL
                ? run
                : tail.event(head.ordering()).flatMap(record -> record.event()).flatMap(EventFields::run);
    }

    private static boolean isOf(EventHead head, Class<? extends JournalEvent> kind) {
        return head.kind().equals(EventCodecs.name(kind));
    }

    /** The step of the spectrum whose eigenvectors come before it. */
    private Optional<Long> spectrum(EventHead head, ActorName probe) {
        EventFilter spectra = EventFilter.of(experiment)
                .actors(List.of(new EventFilter.Actors(ActorKind.PROBE, probe.run(), probe.analysis())))
                .kinds(List.of(SpectrumMeasured.class));
        return tail.after(head.ordering(), spectra, 1).stream()
                .findFirst()
                .flatMap(next -> tail.event(next.ordering()))
                .flatMap(record -> record.event())
                .flatMap(EventFields::step);
    }

    private Map<Long, Long> measured(String run) {
        Map<Long, Long> steps = new HashMap<>();
        EventFilter spectra = EventFilter.of(experiment)
                .actors(List.of(new EventFilter.Actors(ActorKind.PROBE, run, PersistenceIds.FIRST_ANALYSIS)))
                .kinds(List.of(SpectrumMeasured.class));
        tail.read(
                spectra,
                0,
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                stored -> {
                    SpectrumMeasured spectrum = (SpectrumMeasured) stored.event();
                    steps.put(spectrum.checkpoint(), spectrum.step());
                },
                (damaged, why) -> {});
        return steps;
    }
}
