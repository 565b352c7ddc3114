package eigendrift.dashboard;

import eigendrift.experiment.following.ActorKind;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.experiment.training.LogRow;
import eigendrift.experiment.training.Trainer;
import eigendrift.journal.EventFilter;
import eigendrift.journal.EventHead;
import eigendrift.journal.JournalTail;
import eigendrift.metrics.live.LiveSample;
import eigendrift.metrics.live.PrometheusText;
import eigendrift.metrics.live.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What a process measures and how far its runs have come, for Prometheus; without one, of the newest experiment. */
final class PrometheusRoute {

    private static final double MILLIS = 1e3;

    private final Journal journal;
    private final Overviews overviews;

    PrometheusRoute(Journal journal, Overviews overviews) {
        this.journal = journal;
        this.overviews = overviews;
    }

    HttpResponse answer(Optional<LiveSample> sample) {
        Optional<String> experiment = sample.map(LiveSample::experiment).or(this::newest);
        List<RunState> runs = experiment.map(this::runs).orElse(List.of());
        return HttpResponse.create()
                .withEntity(
                        ContentTypes.parse(PrometheusText.CONTENT_TYPE),
                        PrometheusText.of(sample, runs).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private Optional<String> newest() {
        List<String> all = journal.tail(JournalTail::experiments);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private List<RunState> runs(String id) {
        Overview overview = overviews.of(id);
        return journal.tail(tail -> overview.runs().stream()
                .map(run ->
                        run(tail, id, run, Optional.ofNullable(overview.rows().get(run.name()))))
                .toList());
    }

    private static RunState run(JournalTail tail, String id, Run run, Optional<LogRow> row) {
        String probe = PersistenceIds.probe(id, run.name(), PersistenceIds.FIRST_ANALYSIS)
                .id();
        List<HessianProbe.SpectrumMeasured> last = tail.last(probe, HessianProbe.SpectrumMeasured.class, 1);
        long measured = last.stream()
                .mapToLong(HessianProbe.SpectrumMeasured::checkpoint)
                .findFirst()
                .orElse(0);
        EventFilter checkpoints = EventFilter.of(id)
                .actors(List.of(new EventFilter.Actors(ActorKind.TRAINER, run.name(), null)))
                .kinds(List.of(Trainer.CheckpointTaken.class));
        List<EventHead> waiting = tail.after(0, checkpoints, Integer.MAX_VALUE).stream()
                .filter(head -> head.sequenceNumber() > measured)
                .toList();
        return new RunState(
                run.name(),
                row.map(LogRow::step).orElse(0L),
                row.map(LogRow::trainLoss).orElse(Double.NaN),
                last.stream()
                        .flatMap(spectrum -> spectrum.pairs().stream())
                        .map(HessianProbe.Pair::value)
                        .toList(),
                waiting.size(),
                waiting.isEmpty()
                        ? 0
                        : (Instant.now().toEpochMilli()
                                        - waiting.get(0).written().toEpochMilli())
                                / MILLIS);
    }
}
