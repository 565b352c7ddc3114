package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eigendrift.experiment.Experiment.ActorsMeasured;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.journal.EventLog;
import eigendrift.journal.Storage;
import eigendrift.metrics.live.ExpositionText;
import eigendrift.metrics.live.LiveSample;
import eigendrift.metrics.live.LiveSample.Measured;
import eigendrift.metrics.live.PrometheusText;
import eigendrift.metrics.live.RunState;
import eigendrift.metrics.live.SampleJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is measured of a run with one measuring thread, against the journal that it wrote and a flight recording. */
@Timeout(240)
class MeasuredRunTest {

    private static final String EXPERIMENT = """
            experiment {
              name = digits
              seeds = [0]
              data { source = digits, samples = 300, test-samples = 0 }
              network { hidden = [8], activation = tanh }
              training { steps = 120, batch-size = 25 }
              optimizers = [ { type = sgd, learning-rate = .05 }, { type = adam, learning-rate = .01 } ]
              checkpoints { every = 30 steps }
              probe { eigenpairs = 3 }
              null-models = [ { type = haar }, { type = initialization, draws = 4 } ]
              threads { training = 1, probe = 1 }
            }
            """;

    /** Written with the last sample, or after it. */
    private static final Set<String> LAST = Set.of("actors-measured", "completed");

    private static final int DRAWS = 4;
    private static final int CHECKPOINTS = 2 * 5;

    @TempDir
    private static Path folder;

    private static LiveSample sample;
    private static List<RecordedEvent> recorded;

    @BeforeAll
    static void run() throws Exception {
        Path file = Files.writeString(folder.resolve("digits.conf"), EXPERIMENT);
        Path recording = folder.resolve("run.jfr");
        try (Recording flight = new Recording()) {
            for (String event : List.of("TrainingSlice", "Product", "Solve", "JournalWrite")) {
                flight.enable("eigendrift." + event).withoutThreshold();
            }
            flight.start();
            assertThat(Main.run("run", file.toString(), "--journal", folder.toString(), "--progress", "off"))
                    .isZero();
            flight.stop();
            flight.dump(recording);
        }
        recorded = RecordingFile.readAllEvents(recording);
        AtomicReference<ActorsMeasured> last = new AtomicReference<>();
        try (EventLog log = EventLog.open(Storage.at(folder.toString()))) {
            log.read(
                    PersistenceIds.experiment("digits").id(),
                    ActorsMeasured.class,
                    (measured, number) -> last.set(measured));
        }
        sample = SampleJson.read(last.get().sample());
    }

    private static Map<String, LiveSample.Jobs> jobs() {
        return sample.jobs().stream().collect(Collectors.toMap(LiveSample.Jobs::kind, job -> job));
    }

    @Test
    void theMailboxAndTheWorkOfEveryActorAreMeasured() {
        assertThat(sample.actors())
                .extracting(LiveSample.Actors::actor)
                .containsExactly(
                        "checkpoints",
                        "cores",
                        "dynamics",
                        "experiment",
                        "jdbc-journal",
                        "null-model",
                        "probe",
                        "progress",
                        "spectra",
                        "tracker",
                        "trainer");
        assertThat(sample.actors()).allSatisfy(actor -> {
            assertThat(actor.mailbox().total().count()).as(actor.actor()).isPositive();
            assertThat(actor.processing().total().count()).as(actor.actor()).isPositive();
            assertThat(actor.failures()).isZero();
        });
    }

    @Test
    void jobsAreCountedByKind() {
        assertThat(jobs()).containsOnlyKeys("comparison", "draw", "spectrum", "summary");
        assertThat(jobs().get("spectrum").working().total().count()).isEqualTo(CHECKPOINTS);
        assertThat(jobs().get("comparison").working().total().count()).isEqualTo(CHECKPOINTS);
        assertThat(jobs().get("draw").working().total().count()).isEqualTo(DRAWS);
        assertThat(jobs().values()).allSatisfy(job -> {
            assertThat(job.queued()).isZero();
            assertThat(job.running()).isZero();
            assertThat(job.threadSeconds())
                    .as("one thread each")
                    .isCloseTo(job.working().total().totalSeconds(), within(1e-9));
        });
    }

    /** The rest is what the pool does around them. */
    @Test
    void theJobsAreWhatTheMeasuringThreadDoes() {
        LiveSample.Pool measuring = sample.pools().stream()
                .filter(pool -> pool.pool().equals("measuring"))
                .findFirst()
                .orElseThrow();
        double busy = measuring.working().total().totalSeconds();
        double worked = sample.jobs().stream()
                .mapToDouble(job -> job.working().total().totalSeconds())
                .sum();
        assertThat(measuring.size()).isEqualTo(1);
        assertThat(worked / busy).isBetween(.9, 1.);
    }

    @Test
    void eventsAndBytesAreThoseOfTheJournal() throws Exception {
        Map<String, List<Long>> stored = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("eigendrift.db"));
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT event_ser_manifest, COUNT(*), SUM(LENGTH(event_payload))"
                                + " FROM event_journal GROUP BY event_ser_manifest")) {
            while (rows.next()) {
                stored.put(rows.getString(1).split(":")[0], List.of(rows.getLong(2), rows.getLong(3)));
            }
        }
        stored.keySet().removeAll(LAST);
        Map<String, List<Long>> measured = sample.journal().events().stream()
                .filter(kind -> !LAST.contains(kind.kind()))
                .collect(Collectors.toMap(
                        LiveSample.Events::kind,
                        kind -> List.of(kind.count().total(), kind.bytes().total())));
        assertThat(measured).isEqualTo(stored);
        assertThat(sample.journal().writing().total().count()).isPositive();
    }

    @Test
    void theFlightRecordingHasEveryKindOfWork() throws Exception {
        Map<String, List<RecordedEvent>> byName = recorded.stream()
                .filter(event -> event.getEventType().getName().startsWith("eigendrift."))
                .collect(Collectors.groupingBy(event -> event.getEventType().getName()));
        assertThat(byName)
                .containsOnlyKeys(
                        "eigendrift.TrainingSlice",
                        "eigendrift.Product",
                        "eigendrift.Solve",
                        "eigendrift.JournalWrite");
        Map<String, Long> updates = byName.get("eigendrift.TrainingSlice").stream()
                .collect(Collectors.groupingBy(
                        slice -> slice.getString("run"), Collectors.summingLong(slice -> slice.getLong("updates"))));
        assertThat(updates).isEqualTo(Map.of("adam-seed0", 120L, "sgd-seed0", 120L));
        List<RecordedEvent> solves = byName.get("eigendrift.Solve");
        assertThat(solves).hasSize(CHECKPOINTS + DRAWS).allMatch(solve -> solve.getBoolean("converged"));
        assertThat(byName.get("eigendrift.Product"))
                .hasSizeGreaterThanOrEqualTo(solves.stream()
                        .mapToInt(solve -> solve.getInt("products"))
                        .sum())
                .allMatch(product -> product.getInt("size") == 64 * 8 + 8 + 8 * 10 + 10);
        long bytes = byName.get("eigendrift.JournalWrite").stream()
                .mapToLong(write -> write.getLong("bytes"))
                .sum();
        assertThat(bytes).isEqualTo(stored("SUM(LENGTH(event_payload))"));
        assertThat(byName.get("eigendrift.JournalWrite").stream()
                        .mapToLong(write -> write.getInt("events"))
                        .sum())
                .isEqualTo(stored("COUNT(*)"));
    }

    private static long stored(String what) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("eigendrift.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + what + " FROM event_journal")) {
            return row.getLong(1);
        }
    }

    /** With every label that the dashboard filters by, and no metric that it names missing. */
    @Test
    void theDashboardNamesWhatThereIs() throws Exception {
        ExpositionText text = ExpositionText.parse(
                PrometheusText.of(Optional.of(sample), List.of(new RunState("sgd-seed0", 120, .3, List.of(7.), 0, 0))));
        Set<String> there = text.families().values().stream()
                .flatMap(family -> family.samples().stream())
                .map(ExpositionText.Sample::name)
                .collect(Collectors.toSet());
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("tools/grafana/eigendrift.json").toFile());
        Set<String> named = new TreeSet<>();
        Matcher name = Pattern.compile("eigendrift_[a-z_]+").matcher("");
        for (JsonNode expression : dashboard.findValues("expr")) {
            name.reset(expression.asText());
            assertThat(name.find()).as(expression.asText()).isTrue();
            do {
                named.add(name.group());
            } while (name.find());
        }
        assertThat(there).containsAll(named);
        Set<String> families = new HashSet<>();
        named.forEach(metric -> families.add(metric.replaceFirst("_(bucket|sum|count)$", "")));
        assertThat(families)
                .as("every metric has a panel")
                .isEqualTo(text.families().keySet());
    }

    @Test
    void theCollectorsPausesAndTheHeapAreMeasured() {
        Measured pauses = sample.jvm().collecting();
        assertThat(pauses.total().totalSeconds()).isBetween(0., sample.jvm().cpuSeconds());
        assertThat(sample.jvm().heapUsed()).isBetween(1_000_000L, sample.jvm().heapCommitted());
        assertThat(sample.jvm().cpuSeconds()).isPositive();
    }

    /** The file beside the journal is gone with its process. */
    @Test
    void noLiveFileIsLeft() {
        assertThat(folder.resolve("eigendrift.db.live")).doesNotExist();
    }
}
