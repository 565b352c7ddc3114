package eigendrift.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.experiment.Experiment;
import eigendrift.experiment.plan.Provenance;
import eigendrift.journal.EventHead;
import eigendrift.journal.StoredEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryFoldTest {

    private final HistoryFold fold = new HistoryFold("tiny");

    private History after(Experiment.Event... events) {
        List.of(events)
                .forEach(event -> fold.add(
                        new StoredEvent(new EventHead(1, "experiment|tiny", 1, Instant.EPOCH, "planned:1", 4), event)));
        return fold.history().orElseThrow();
    }

    @Test
    void theStatusOfAnExperimentFollowsItsEvents() {
        assertThat(fold.history()).isEmpty();
        History running = after(
                new Experiment.Planned("tiny", "{}", new Provenance("test", "", "", "", "", "", "", 0)),
                new Experiment.AnalysisPlanned("first", "{}", "first"),
                new Experiment.RunStarted("sgd-seed0"));
        assertThat(running.status()).isEqualTo(Status.RUNNING);
        assertThat(running.withoutProcess().status()).isEqualTo(Status.STOPPED);
        History paused = after(new Experiment.Paused());
        assertThat(paused.status()).isEqualTo(Status.PAUSED);
        assertThat(paused.withoutProcess().status()).isEqualTo(Status.STOPPED);
        assertThat(after(new Experiment.Continued()).status()).isEqualTo(Status.RUNNING);
        assertThat(after(new Experiment.Paused(), new Experiment.Cancelled()).status())
                .isEqualTo(Status.INTERRUPTED);
        assertThat(after(new Experiment.Resumed(), new Experiment.Continued()).status())
                .isEqualTo(Status.RUNNING);
        assertThat(after(
                                new Experiment.RunCompleted("sgd-seed0", 10),
                                new Experiment.AnalysisCompleted("first"),
                                new Experiment.Completed())
                        .status())
                .isEqualTo(Status.COMPLETED);
    }
}
