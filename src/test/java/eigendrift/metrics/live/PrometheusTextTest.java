package eigendrift.metrics.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

    private static final List<RunState> RUNS = List.of(
            new RunState("sgd-seed0", 630, .25, List.of(7.5, 3.25), 2, 1.5),
            new RunState("adam-seed0", 0, Double.NaN, List.of(), 0, 0));

    private final String text = PrometheusText.of(Optional.of(Samples.sample()), RUNS);
    private final ExpositionText parsed = ExpositionText.parse(text);

    /** Scripts and dashboards are written against these. */
    @Test
    void namesTypesAndUnits() {
        assertThat(parsed.families().entrySet().stream()
                        .map(family -> family.getKey() + " " + family.getValue().type()))
                .containsExactly(
                        "eigendrift_run_step gauge",
                        "eigendrift_run_loss gauge",
                        "eigendrift_run_eigenvalue gauge",
                        "eigendrift_probe_lag_checkpoints gauge",
                        "eigendrift_probe_lag_seconds gauge",
                        "eigendrift_actor_mailbox_seconds histogram",
                        "eigendrift_actor_processing_seconds histogram",
                        "eigendrift_actor_mailbox_messages gauge",
                        "eigendrift_actor_failures_total counter",
                        "eigendrift_job_wait_seconds histogram",
                        "eigendrift_job_seconds histogram",
                        "eigendrift_pool_wait_seconds histogram",
                        "eigendrift_pool_threads gauge",
                        "eigendrift_journal_write_seconds histogram",
                        "eigendrift_journal_events_total counter",
                        "eigendrift_journal_bytes_total counter",
                        "eigendrift_gc_pause_seconds histogram",
                        "eigendrift_heap_bytes gauge");
        parsed.families()
                .forEach((name, family) -> assertThat(family.help()).as(name).matches("[A-Z].{10,}\\."));
    }

    @Test
    void valuesAreThoseOfTheSample() {
        assertThat(parsed.value("eigendrift_run_step", "run", "sgd-seed0")).isEqualTo(630);
        assertThat(parsed.value("eigendrift_run_eigenvalue", "run", "sgd-seed0", "index", "2"))
                .isEqualTo(3.25);
        assertThat(parsed.value("eigendrift_probe_lag_seconds", "run", "sgd-seed0"))
                .isEqualTo(1.5);
        assertThat(parsed.value("eigendrift_actor_mailbox_seconds_sum", "actor", "trainer", "message", "Train"))
                .isEqualTo(.002001);
        assertThat(parsed.value(
                        "eigendrift_actor_mailbox_seconds_bucket",
                        "actor",
                        "trainer",
                        "message",
                        "Train",
                        "le",
                        Double.toString((1 << 20) / 1e9)))
                .isEqualTo(1);
        assertThat(parsed.value("eigendrift_actor_processing_seconds_count", "actor", "trainer", "message", "a\"b\\c"))
                .isEqualTo(2);
        assertThat(parsed.value("eigendrift_actor_mailbox_messages", "actor", "trainer"))
                .isEqualTo(7);
        assertThat(parsed.value("eigendrift_actor_failures_total", "actor", "trainer"))
                .isEqualTo(2);
        assertThat(parsed.value("eigendrift_job_wait_seconds_sum", "kind", "draw"))
                .isEqualTo(8);
        assertThat(parsed.value("eigendrift_job_seconds_count", "kind", "draw")).isEqualTo(2);
        assertThat(parsed.value("eigendrift_pool_threads", "pool", "measuring", "state", "idle"))
                .isEqualTo(1);
        assertThat(parsed.value("eigendrift_journal_write_seconds_sum")).isEqualTo(.002);
        assertThat(parsed.value("eigendrift_journal_bytes_total", "kind", "checkpoint-taken"))
                .isEqualTo(2_808_000);
        assertThat(parsed.value("eigendrift_gc_pause_seconds_sum")).isEqualTo(.008);
        assertThat(parsed.value("eigendrift_heap_bytes", "state", "free")).isEqualTo(300_000_000);
    }

    @Test
    void whatIsNotMeasuredHasNoSample() {
        assertThat(text).doesNotContain("NaN").doesNotContain("eigendrift_run_loss{run=\"adam-seed0\"}");
        assertThat(PrometheusText.of(Optional.empty(), RUNS))
                .contains("eigendrift_run_step{run=\"adam-seed0\"} 0\n")
                .doesNotContain("actor");
    }
}
