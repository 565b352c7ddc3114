package eigendrift.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eigendrift.cli.Main;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.journal.JournalTail;
import eigendrift.journal.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every address of data, over the journal of a small experiment: statuses, types, keys, and numbers as exported. */
@Timeout(240)
class ApiTest {

    private static final String TINY = "/api/experiments/tiny";
    private static final String RUN = "sgd-seed0";
    private static final int NPY_HEADER = 128;

    @TempDir
    private static Path folder;

    private static Storage storage;
    private static Path exported;
    private static Dashboard dashboard;
    private static Client client;

    @BeforeAll
    static void serve() throws IOException {
        storage = Recorded.journal(folder);
        exported = folder.resolve("exported");
        String journal = folder.resolve("journal").toString();
        assertThat(Main.run("export", "tiny", "--journal", journal, "--out", exported.toString()))
                .isZero();
        dashboard = Recorded.serve(storage);
        client = Recorded.client(dashboard);
    }

    @AfterAll
    static void end() {
        dashboard.close();
    }

    private static JsonNode json(String path) throws IOException {
        Client.Answer answer = client.get(path);
        assertThat(answer.status()).as("%s: %s", path, answer.text()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        return answer.json();
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static long highest() {
        try (JournalTail tail = JournalTail.open(storage)) {
            return tail.highest();
        }
    }

    @Test
    void healthSaysWhichJournalAndWhoRuns() throws IOException {
        JsonNode health = json("/healthz");
        assertThat(keys(health)).containsExactly("version", "journal", "offset", "live");
        assertThat(health.get("journal").asText()).isEqualTo(storage.name());
        assertThat(health.get("offset").asLong()).isEqualTo(highest()).isPositive();
        assertThat(health.get("live").isNull()).isTrue();
    }

    @Test
    void experimentsAreListed() throws IOException {
        JsonNode all = json("/api/experiments");
        assertThat(keys(all)).containsExactly("offset", "experiments");
        JsonNode tiny = all.get("experiments").get(0);
        assertThat(keys(tiny))
                .containsExactly(
                        "id",
                        "name",
                        "begun",
                        "status",
                        "parameters",
                        "runs",
                        "step",
                        "totalSteps",
                        "analyses",
                        "events",
                        "live");
        assertThat(tiny.get("name").asText()).isEqualTo("tiny");
        assertThat(tiny.get("status").asText()).isEqualTo("completed");
        assertThat(tiny.get("runs").get("planned").asInt()).isEqualTo(2);
        assertThat(tiny.get("runs").get("ended").asInt()).isEqualTo(2);
        assertThat(tiny.get("runs").get("diverged").asInt()).isZero();
        assertThat(tiny.get("step").asInt()).isEqualTo(2 * 32);
        assertThat(tiny.get("totalSteps").asInt()).isEqualTo(2 * 32);
        assertThat(tiny.get("analyses")).hasSize(1);
        assertThat(tiny.get("events").asLong()).isEqualTo(highest());
        assertThat(tiny.get("live").asBoolean()).isFalse();
    }

    /** A name is letters, digits and a few marks; what else comes from outside is told as JSON, never as a page. */
    @Test
    void whatLooksLikeMarkupIsRefusedOrTold() throws IOException {
        Path conf = folder.resolve("markup.conf");
        for (String name : List.of("name = tiny", "type = sgd,")) {
            Files.writeString(
                    conf,
                    Recorded.CONF.replace(
                            name,
                            name.replaceFirst("tiny", "\"<img src=x>\"")
                                    .replace("type = sgd,", "type = sgd, name = \"<img src=x>\",")));
            assertThat(Main.run(
                            "run",
                            conf.toString(),
                            "--journal",
                            folder.resolve("none").toString()))
                    .isEqualTo(2);
        }
        String markup = "%3Cimg%20src=x%20onerror=alert(1)%3E";
        for (String path : List.of("/api/experiments/" + markup, TINY + "?analysis=" + markup)) {
            Client.Answer answer = client.get(path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.headers()).containsEntry("content-type", "application/json");
            assertThat(answer.json().get("found").asText()).contains("<img src=x");
        }
    }

    @Test
    void oneExperimentIsToldInFull() throws IOException {
        JsonNode tiny = json(TINY);
        assertThat(keys(tiny))
                .contains("offset", "configuration", "provenance", "runs", "k", "checkpointSteps", "analyses");
        assertThat(keys(tiny.get("runs").get(0))).containsExactly("run", "optimizer", "seed", "status", "step");
        assertThat(tiny.get("k").asInt()).isEqualTo(3);
        assertThat(tiny.get("checkpointSteps")).hasToString("[0,8,16,24,32]");
        assertThat(keys(tiny.get("analyses").get(0))).containsExactlyInAnyOrder("name", "completed", "spectraOf");
        assertThat(tiny.get("configuration")
                        .get("experiment")
                        .get("probe")
                        .get("eigenpairs")
                        .asInt())
                .isEqualTo(3);
        assertThat(tiny.get("provenance").get("parameters").asInt()).isEqualTo(35);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/experiments/nobody, 404",
        "/api/experiments/tiny?analysis=other, 404",
        "/api/experiments/nobody/events, 404",
        "/api/experiments/nobody/tables/training.csv, 404",
        "/api/experiments/nobody/stream, 404",
        "/api/experiments/tiny/tables/training.csv?analysis=other, 404",
        "/api/experiments/tiny/tables/other.csv, 404",
        "/api/experiments/tiny/tables/training.xml, 404",
        "/api/experiments/tiny/tables/training.csv?points=x, 400",
        "/api/experiments/tiny/tables/training.csv?from=-1, 400",
        "/api/experiments/tiny/two-times/other/1.npy, 404",
        "/api/experiments/tiny/two-times/sgd-seed0/0.npy, 400",
        "/api/experiments/tiny/two-times/sgd-seed0/one.npy, 400",
        "/api/experiments/tiny/two-times/sgd-seed0/1.npy?label=other, 400",
        "/api/experiments/tiny/two-times/sgd-seed0/1.npy?quantity=other, 400",
        "/api/experiments/tiny/two-times/sgd-seed0, 404",
        "/api/experiments/tiny/events?limit=501, 400",
        "/api/experiments/tiny/events?limit=0, 400",
        "/api/experiments/tiny/events?actor=nobody, 400",
        "/api/experiments/tiny/events?actor=experiment&run=sgd-seed0, 400",
        "/api/experiments/tiny/events/0, 400",
        "/api/experiments/tiny/events/x, 400",
        "/api/experiments/tiny/events/999999, 404",
        "/api/experiments/tiny/events/1/nothing.npy, 404",
        "/api/experiments/tiny/figures/other.svg, 404",
        "/api/experiments/tiny/figures/eigenvalues-sgd.gif, 404",
        "/api/experiments/tiny/stream?after=999999, 409",
        "/api/experiments/tiny/stream?journal=other, 409",
        "/api/experiments/tiny/stream?after=x, 400",
        "/api/experiments/tiny/stream?tables=other, 400",
        "/api/experiments/tiny/%ff, 404",
        "/api/experiments/tiny/events?run=%ff%fe, 200",
        "/api/experiments/tiny/events?kind=%27%3B%20DROP%20TABLE%20event_journal%3B--, 200"
    })
    void whatIsWrongIsToldWithItsStatus(String path, int status) throws IOException {
        Client.Answer answer = client.get(path);
        assertThat(answer.status()).as("%s: %s", path, answer.text()).isEqualTo(status);
        if (status != 200) {
            assertThat(keys(answer.json())).as(answer.text()).containsExactly("expected", "found", "where", "maybe");
            assertThat(answer.json().get("expected").asText()).isNotEmpty();
        }
    }

    static Stream<String> exportedTables() throws IOException {
        try (Stream<Path> files = Files.list(exported)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("exportedTables")
    void aTableIsTheFileOfTheExport(String file) throws IOException {
        Client.Answer answer = client.get(TINY + "/tables/" + file);
        assertThat(answer.headers()).containsEntry("content-type", "text/csv; charset=UTF-8");
        assertThat(answer.headers()).containsEntry("x-eigendrift-offset", Long.toString(highest()));
        assertThat(answer.text()).isEqualTo(Files.readString(exported.resolve(file)));
    }

    @ParameterizedTest
    @MethodSource("exportedTables")
    void asJsonItHasTheSameColumnsAndNumbers(String file) throws IOException {
        List<String> lines = Files.readAllLines(exported.resolve(file));
        JsonNode table = json(TINY + "/tables/" + file.replace(".csv", ".json"));
        assertThat(keys(table)).containsExactly("offset", "columns");
        JsonNode columns = table.get("columns");
        assertThat(keys(columns)).containsExactly(lines.get(0).split(","));
        for (String name : keys(columns)) {
            assertThat(columns.get(name)).as(name).hasSize(lines.size() - 1);
        }
        if (file.equals("training.csv")) {
            String[] third = lines.get(3).split(",");
            assertThat(columns.get("run").get(2).asText()).isEqualTo(third[0]);
            assertThat(columns.get("loss").get(0).isNull()).isTrue();
            assertThat(columns.get("train_loss").get(2).asDouble()).isEqualTo(Double.parseDouble(third[4]));
        }
    }

    @Test
    void partsOfATable() throws IOException {
        JsonNode part = json(TINY + "/tables/training.json?run=" + RUN + "&from=8&to=24")
                .get("columns");
        assertThat(part.get("run")).allMatch(run -> run.asText().equals(RUN));
        assertThat(part.get("step")).hasToString("[8,16,24]");
        JsonNode all = json(TINY + "/tables/displacement.json?run=" + RUN).get("columns");
        JsonNode neighbours = json(TINY + "/tables/displacement.json?pairs=neighbours&run=" + RUN)
                .get("columns");
        // Five checkpoints: 10 pairs, 4 of neighbours; three vectors by rank.
        assertThat(count(all.get("label"), "rank")).isEqualTo(3 * 10);
        assertThat(count(neighbours.get("label"), "rank")).isEqualTo(3 * 4);
        for (int i = 0; i < neighbours.get("step_to").size(); i++) {
            assertThat(neighbours.get("step_to").get(i).asLong()
                            - neighbours.get("step_from").get(i).asLong())
                    .isEqualTo(8);
        }
    }

    private static long count(JsonNode column, String word) {
        long count = 0;
        for (JsonNode entry : column) {
            count += entry.asText().equals(word) ? 1 : 0;
        }
        return count;
    }

    @Test
    void arraysOfTwoTimesAreTheDisplacements() throws IOException {
        JsonNode table = json(TINY + "/tables/displacement.json?run=" + RUN).get("columns");
        for (String label : List.of("rank", "identity")) {
            for (String quantity : List.of("displacement", "chordal", "bound")) {
                FloatMap map = FloatMap.of(
                        client.get(TINY + "/two-times/" + RUN + "/1.npy?label=" + label + "&quantity=" + quantity)
                                .body());
                assertThat(map.size()).isEqualTo(5);
                int compared = 0;
                for (int i = 0; i < table.get("label").size(); i++) {
                    if (table.get("label").get(i).asText().equals(label)
                            && table.get("index").get(i).asInt() == 1) {
                        float expected = (float) table.get(quantity).get(i).asDouble();
                        int from = table.get("step_from").get(i).asInt() / 8;
                        int to = table.get("step_to").get(i).asInt() / 8;
                        assertThat(map.at(from, to)).isEqualTo(expected);
                        compared++;
                    }
                }
                assertThat(map.finite()).isEqualTo(compared).isPositive();
            }
        }
        Client.Answer steps = client.get(TINY + "/two-times/" + RUN + "/1/steps.npy");
        ByteBuffer longs =
                ByteBuffer.wrap(steps.body()).order(ByteOrder.LITTLE_ENDIAN).position(NPY_HEADER);
        assertThat(longs.getLong()).isZero();
        assertThat(longs.getLong()).isEqualTo(8);
        assertThat(longs.remaining()).isEqualTo(3 * Long.BYTES);
    }

    /** A square .npy of float32. */
    private record FloatMap(int size, float[] values) {

        static FloatMap of(byte[] npy) {
            float[] values = new float[(npy.length - NPY_HEADER) / Float.BYTES];
            ByteBuffer.wrap(npy, NPY_HEADER, npy.length - NPY_HEADER)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            int size = (int) Math.round(Math.sqrt(values.length));
            assertThat(new String(npy, 0, NPY_HEADER, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .contains("'<f4'", "(" + size + ", " + size + ")");
            return new FloatMap(size, values);
        }

        float at(int row, int column) {
            return values[row * size + column];
        }

        int finite() {
            int finite = 0;
            for (float value : values) {
                finite += Float.isFinite(value) ? 1 : 0;
            }
            return finite;
        }
    }

    @Test
    void eventsComeInPagesNewestFirst() throws IOException {
        Set<Long> seen = new HashSet<>();
        long before = Long.MAX_VALUE;
        boolean more = true;
        while (more) {
            JsonNode page = json(TINY + "/events?limit=7&before=" + before);
            assertThat(keys(page)).containsExactly("offset", "more", "events");
            for (JsonNode event : page.get("events")) {
                assertThat(keys(event))
                        .containsExactly(
                                "ordering",
                                "persistenceId",
                                "sequenceNumber",
                                "written",
                                "kind",
                                "version",
                                "step",
                                "run",
                                "bytes");
                assertThat(event.get("ordering").asLong()).isLessThan(before);
                before = event.get("ordering").asLong();
                assertThat(seen.add(before)).isTrue();
            }
            more = page.get("more").asBoolean();
        }
        assertThat(seen).hasSize((int) highest());
        JsonNode after = json(TINY + "/events?limit=3&after=5");
        assertThat(after.get("events")).hasSize(3);
        assertThat(after.get("events").get(0).get("ordering").asLong()).isEqualTo(8);
        assertThat(after.get("events").get(2).get("ordering").asLong()).isEqualTo(6);
    }

    @Test
    void filtersOfEvents() throws IOException {
        for (JsonNode event : json(TINY + "/events?actor=probe&run=" + RUN + "&kind=spectrum-measured")
                .get("events")) {
            assertThat(event.get("persistenceId").asText()).isEqualTo("probe|tiny|" + RUN + "|first");
            assertThat(event.get("kind").asText()).isEqualTo("spectrum-measured");
            assertThat(event.get("step").isIntegralNumber()).isTrue();
        }
        assertThat(json(TINY + "/events?actor=probe&run=" + RUN + "&kind=spectrum-measured")
                        .get("events"))
                .hasSize(5);
        assertThat(json(TINY + "/events?kind=checkpoint-taken&limit=500").get("events"))
                .hasSize(10)
                .allSatisfy(event ->
                        assertThat(event.get("step").isIntegralNumber()).isTrue());
        assertThat(json(TINY + "/events?analysis=first&limit=500").get("events"))
                .isNotEmpty()
                .allSatisfy(
                        event -> assertThat(event.get("persistenceId").asText()).endsWith("|first"));
        assertThat(json(TINY + "/events?kind=nothing").get("events")).isEmpty();
    }

    @Test
    void oneEventIsShownWithItsArraysAsSummaries() throws IOException {
        JsonNode head = json(TINY + "/events?kind=eigenvector-measured&limit=1")
                .get("events")
                .get(0);
        String address = TINY + "/events/" + head.get("ordering").asLong();
        JsonNode event = json(address);
        assertThat(keys(event)).contains("ordering", "kind", "step", "fields", "from", "to");
        JsonNode vector = event.get("fields").get("vector");
        assertThat(keys(vector)).containsExactly("length", "min", "max", "norm", "first", "histogram", "npy");
        double[] expected = vector(
                head.get("persistenceId").asText(), head.get("sequenceNumber").asLong());
        assertThat(vector.get("length").asInt()).isEqualTo(35).isEqualTo(expected.length);
        assertThat(vector.get("min").asDouble())
                .isEqualTo(Arrays.stream(expected).min().orElseThrow());
        assertThat(vector.get("max").asDouble())
                .isEqualTo(Arrays.stream(expected).max().orElseThrow());
        assertThat(vector.get("norm").asDouble()).isBetween(1 - 1e-12, 1 + 1e-12);
        assertThat(vector.get("first")).hasSize(8);
        int counted = 0;
        for (JsonNode bin : vector.get("histogram")) {
            counted += bin.asInt();
        }
        assertThat(counted).isEqualTo(35);
        // The address of the array is relative to that of the event.
        byte[] npy = client.get(TINY + "/events/" + vector.get("npy").asText()).body();
        double[] read = new double[35];
        ByteBuffer.wrap(npy, NPY_HEADER, npy.length - NPY_HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(read);
        assertThat(read).isEqualTo(expected);
    }

    private static double[] vector(String persistenceId, long sequenceNumber) {
        try (JournalTail tail = JournalTail.open(storage)) {
            return ((HessianProbe.EigenvectorMeasured) tail.event(persistenceId, sequenceNumber)
                            .orElseThrow()
                            .event()
                            .orElseThrow())
                    .vector();
        }
    }

    @Test
    void aCheckpointIsFollowedToItsSummaryAndBack() throws IOException {
        JsonNode checkpoint = null;
        for (JsonNode head :
                json(TINY + "/events?kind=checkpoint-taken&run=" + RUN).get("events")) {
            checkpoint = head.get("step").asLong() == 32 ? head : checkpoint;
        }
        List<String> way = List.of("checkpoint-taken", "spectrum-measured", "dynamics-measured", "observed");
        JsonNode event = json(TINY + "/events/" + checkpoint.get("ordering").asLong());
        for (int i = 0; i < way.size(); i++) {
            assertThat(event.get("kind").asText()).isEqualTo(way.get(i));
            assertThat(event.get("step").asLong()).isEqualTo(32);
            assertThat(event.get("to")).as("after %s", way.get(i)).isNotEmpty();
            JsonNode next = json(
                    TINY + "/events/" + event.get("to").get(0).get("ordering").asLong());
            long self = event.get("ordering").asLong();
            assertThat(next.get("from"))
                    .anySatisfy(
                            from -> assertThat(from.get("ordering").asLong()).isEqualTo(self));
            event = next;
        }
        assertThat(event.get("kind").asText()).isEqualTo("null-summarized");
        assertThat(event.get("to").get(0).get("kind").asText()).isEqualTo("null-adjusted");
    }

    @ParameterizedTest
    @CsvSource({"svg, image/svg+xml", "png, image/png", "pdf, application/pdf", "csv, text/csv"})
    void figuresComeInFourFormats(String suffix, String type) throws IOException {
        Client.Answer figure = client.get(TINY + "/figures/eigenvalues-sgd." + suffix);
        assertThat(figure.status()).as(figure.text()).isEqualTo(200);
        assertThat(figure.headers().get("content-type")).startsWith(type);
        Path figures = folder.resolve("figures");
        if (!Files.exists(figures)) {
            String journal = folder.resolve("journal").toString();
            assertThat(Main.run(
                            "report",
                            "tiny",
                            "--journal",
                            journal,
                            "--out",
                            folder.resolve("r.html").toString(),
                            "--figures",
                            figures.toString(),
                            "--figure-format",
                            "svg,png,pdf,csv"))
                    .isZero();
        }
        assertThat(figure.body()).isEqualTo(Files.readAllBytes(figures.resolve("eigenvalues-sgd." + suffix)));
    }

    @Test
    void prometheusReadsHowFarTheRunsHaveCome() throws IOException {
        Client.Answer metrics = client.get("/metrics");
        assertThat(metrics.headers().get("content-type")).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.text())
                .contains(
                        "eigendrift_run_step{run=\"sgd-seed0\"} 32\n",
                        "eigendrift_probe_lag_checkpoints{run=\"adam-seed0\"} 0\n",
                        "# HELP eigendrift_run_loss ",
                        "eigendrift_run_eigenvalue{run=\"sgd-seed0\",index=\"3\"} ");
    }

    @Test
    void nothingOfAllThisChangedTheJournal() throws IOException {
        byte[] before = Files.readAllBytes(storage.file());
        for (String path :
                List.of("/api/experiments", TINY, TINY + "/events", TINY + "/tables/nulls.csv", "/metrics")) {
            assertThat(client.get(path).status()).isEqualTo(200);
        }
        assertThat(Files.readAllBytes(storage.file())).isEqualTo(before);
    }
}
