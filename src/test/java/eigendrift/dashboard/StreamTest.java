package eigendrift.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eigendrift.journal.JournalTail;
import eigendrift.journal.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams: what comes after a snapshot, after a cut, and when the journal is damaged, replaced or gone. */
@Timeout(240)
class StreamTest {

    private static final String STREAM = "/api/experiments/tiny/stream";

    @TempDir
    private static Path folder;

    private static Path whole;

    @TempDir
    private Path own;

    private Storage storage;
    private Dashboard dashboard;
    private Client client;

    @BeforeAll
    static void record() throws IOException {
        whole = Recorded.journal(folder).file();
    }

    /** With {@code events} of the journal's events, as it was when so many were written. */
    private void serve(long events) throws Exception {
        storage = Storage.at(own.toString());
        Files.copy(whole, storage.file(), StandardCopyOption.REPLACE_EXISTING);
        sql("DELETE FROM event_journal WHERE ordering > " + events, "DELETE FROM event_tag WHERE event_id > " + events);
        dashboard = Recorded.serve(storage);
        client = Recorded.client(dashboard);
    }

    @BeforeEach
    void serve() throws Exception {
        serve(Long.MAX_VALUE);
    }

    @AfterEach
    void end() {
        dashboard.close();
    }

    /** In one transaction, as events are written. */
    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + storage.file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("ATTACH '" + whole + "' AS whole");
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
            connection.commit();
        }
    }

    /** Writes the events of the whole journal up to {@code to}, as its process did. */
    private void write(long from, long to) throws SQLException {
        sql(
                "INSERT INTO event_journal SELECT * FROM whole.event_journal WHERE ordering > " + from
                        + " AND ordering <= " + to,
                "INSERT INTO event_tag SELECT * FROM whole.event_tag WHERE event_id > " + from + " AND event_id <= "
                        + to);
    }

    private long highest() {
        try (JournalTail tail = JournalTail.open(storage)) {
            return tail.highest();
        }
    }

    /** @param id null where there is none */
    private record Message(String type, Long id, JsonNode data) {}

    /** One client; comments of the stream have the type "comment". */
    private final class Listener implements AutoCloseable, Iterator<Message> {
        private final Socket socket;
        private final InputStream in;

        Listener(String query, String... headers) throws IOException {
            socket = client.open("GET", STREAM + query, "", headers);
            InputStream raw = socket.getInputStream();
            assertThat(Client.line(raw)).contains(" 200 ");
            boolean typed = false;
            for (String line = Client.line(raw); !line.isEmpty(); line = Client.line(raw)) {
                typed |= line.equals("Content-Type: text/event-stream");
            }
            assertThat(typed).isTrue();
            in = new SequenceInputStream(new Enumeration<>() {
                @Override
                public boolean hasMoreElements() {
                    return true;
                }

                @Override
                public InputStream nextElement() {
                    try {
                        return new ByteArrayInputStream(Client.chunk(raw));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Message next() {
            try {
                String type = "comment";
                Long id = null;
                JsonNode data = null;
                for (String line = Client.line(in); !line.isEmpty(); line = Client.line(in)) {
                    String[] parts = line.split(": ", 2);
                    if (parts[0].equals("event")) {
                        type = parts[1];
                    } else if (parts[0].equals("id")) {
                        id = Long.valueOf(parts[1]);
                    } else if (parts[0].equals("data")) {
                        data = new ObjectMapper().readTree(parts[1]);
                    }
                }
                return new Message(type, id, data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Message next(String type) {
            Message message = next();
            while (!message.type().equals(type)) {
                message = next();
            }
            return message;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** The tables that a client puts together of rows: the last row with a key counts. */
    private static final class Collected {
        private static final Map<String, List<String>> KEYS = Map.of(
                "training", List.of("run", "step"),
                "spectrum", List.of("run", "step", "index"),
                "displacement", List.of("run", "label", "index", "step_from", "step_to"),
                "nulls", List.of("model", "run", "statistic", "step", "index"),
                "identities", List.of("run", "step", "rank"),
                "runs", List.of("run"));

        private final Map<String, Map<String, String>> tables = new LinkedHashMap<>();

        void assertEquals(Collected expected) {
            assertThat(tables.keySet()).isEqualTo(expected.tables.keySet());
            tables.forEach((name, rows) -> {
                assertThat(rows.keySet())
                        .as(name)
                        .isEqualTo(expected.tables.get(name).keySet());
                rows.forEach((key, row) -> assertThat(row)
                        .as(name)
                        .isEqualTo(expected.tables.get(name).get(key)));
            });
        }

        void add(JsonNode rows) {
            KEYS.forEach((name, key) -> {
                JsonNode columns = rows.path(name);
                for (int i = 0; i < columns.path(key.get(0)).size(); i++) {
                    StringBuilder row = new StringBuilder();
                    StringBuilder of = new StringBuilder();
                    for (JsonNode column : columns) {
                        row.append(column.get(i)).append(' ');
                    }
                    for (String part : key) {
                        of.append(columns.get(part).get(i)).append(' ');
                    }
                    tables.computeIfAbsent(name, none -> new TreeMap<>()).put(of.toString(), row.toString());
                }
            });
        }
    }

    private Collected snapshot() throws IOException {
        Collected collected = new Collected();
        ObjectMapper mapper = new ObjectMapper();
        var all = mapper.createObjectNode();
        for (String name : Collected.KEYS.keySet()) {
            all.set(
                    name,
                    client.get("/api/experiments/tiny/tables/" + name + ".json")
                            .json()
                            .get("columns"));
        }
        collected.add(all);
        return collected;
    }

    @Test
    void saysFirstWhichJournalAndExperimentItIs() throws Exception {
        try (Listener listener = new Listener("?after=3");
                JournalTail tail = JournalTail.open(storage)) {
            Message first = listener.next();
            assertThat(first.type()).isEqualTo("status");
            assertThat(first.id()).isEqualTo(3);
            assertThat(first.data().get("journal").asText()).isEqualTo(tail.identity());
            assertThat(first.data().get("begun").asLong()).isPositive();
            assertThat(first.data().get("status").asText()).isEqualTo("completed");
        }
    }

    @Test
    void fromTheBeginningItBringsAllTables() throws Exception {
        try (Listener listener = new Listener("?after=0")) {
            Collected collected = new Collected();
            long id = 0;
            while (id < highest() || !collected.tables.containsKey("runs")) {
                Message rows = listener.next("rows");
                id = rows.id() == null ? id : rows.id();
                assertThat(rows.data().get("offset").asLong()).isEqualTo(highest());
                assertThat(rows.data().get("written").asLong()).isPositive();
                collected.add(rows.data());
            }
            collected.assertEquals(snapshot());
        }
    }

    /** Written in parts of random length, read in streams that are cut at random and go on where they were. */
    @Test
    void cutAnywhereItEndsWithTheSameTables() throws Exception {
        Collected expected = snapshot();
        long all = highest();
        dashboard.close();
        serve(4);
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        Collected collected = new Collected();
        long position = 0;
        for (long written = 4; written < all; ) {
            long more = Math.min(all, written + 1 + random.nextInt(20));
            write(written, more);
            written = more;
            // A client that comes back tells the place itself, and what its address says is old.
            try (Listener listener = new Listener("?after=0", "Last-Event-ID: " + position)) {
                while (position < written) {
                    Message rows = listener.next("rows");
                    collected.add(rows.data());
                    assertThat(rows.id()).isGreaterThanOrEqualTo(position);
                    position = rows.id();
                }
                if (random.nextInt(5) == 0) {
                    dashboard.close();
                    dashboard = Recorded.serve(storage);
                    client = Recorded.client(dashboard);
                }
            }
        }
        try (Listener listener = new Listener("?after=" + (all - 1))) {
            Message runs = listener.next("rows");
            while (!runs.data().has("runs")) {
                runs = listener.next("rows");
            }
            collected.add(runs.data());
        }
        collected.assertEquals(expected);
    }

    @Test
    void newEventsArriveAsTheyAreWritten() throws Exception {
        long all = highest();
        dashboard.close();
        serve(20);
        try (Listener listener = new Listener("?after=20&tables=training,spectrum")) {
            assertThat(listener.next().data().get("status").asText()).isEqualTo("stopped");
            write(20, all);
            Message rows = listener.next("rows");
            assertThat(rows.id()).isEqualTo(all);
            assertThat(rows.data().fieldNames())
                    .toIterable()
                    .contains("training", "spectrum")
                    .doesNotContain("nulls");
            assertThat(listener.next("status").data().get("status").asText()).isEqualTo("completed");
        }
    }

    @Test
    void aHeartbeatHasNoPlace() throws Exception {
        try (Listener listener = new Listener("?after=" + highest())) {
            Message comment = listener.next("comment");
            assertThat(comment.id()).isNull();
            assertThat(comment.data()).isNull();
        }
    }

    @Test
    void aClientThatStallsGetsAllInOrderAndDisturbsNobody() throws Exception {
        long all = highest();
        dashboard.close();
        serve(10);
        try (Listener stalled = new Listener("?after=10");
                Listener other = new Listener("?after=10")) {
            for (long written = 10; written < all; written++) {
                write(written, written + 1);
            }
            long seen = 0;
            while (seen < all) {
                Message rows = other.next("rows");
                seen = rows.id();
            }
            long id = 10;
            while (id < all) {
                Message rows = stalled.next("rows");
                assertThat(rows.id()).isGreaterThanOrEqualTo(id);
                id = rows.id();
            }
        }
    }

    @Test
    void aDamagedEventIsNamedAndTheOthersAreShown() throws Exception {
        sql("UPDATE event_journal SET event_payload = zeroblob(length(event_payload)) WHERE ordering ="
                + " (SELECT MAX(ordering) FROM event_journal WHERE event_ser_manifest LIKE 'steps-taken:%')");
        try (Listener listener = new Listener("?after=0")) {
            Message rows = listener.next("rows");
            assertThat(rows.data().get("training").get("step")).isNotEmpty();
            Message status = listener.next("status");
            while (!status.data().has("reason")) {
                status = listener.next("status");
            }
            assertThat(status.data().get("reason").asText()).contains("steps-taken");
        }
        Client.Answer table = client.get("/api/experiments/tiny/tables/training.csv");
        assertThat(table.status()).isEqualTo(500);
        assertThat(table.json().get("found").asText()).contains("trainer|tiny|", "steps-taken");
        JsonNode events =
                client.get("/api/experiments/tiny/events?kind=steps-taken").json();
        assertThat(events.get("events")).hasSize(10);
        JsonNode damaged = events.get("events").get(0);
        JsonNode shown = client.get("/api/experiments/tiny/events/" + damaged.get("ordering"))
                .json();
        assertThat(shown.get("reason").asText()).isNotEmpty();
        assertThat(shown.get("fields").isNull()).isTrue();
    }

    @Test
    void aDamagedExperimentIsListedWithTheReason() throws Exception {
        sql("UPDATE event_journal SET event_payload = zeroblob(length(event_payload)) WHERE ordering = 1");
        JsonNode row = client.get("/api/experiments").json().get("experiments").get(0);
        assertThat(row.get("status").asText()).isEqualTo("damaged");
        assertThat(row.get("reason").asText()).contains("planned");
    }

    @Test
    void aReplacedJournalEndsTheStreamAndRefusesOldPlaces() throws Exception {
        String identity;
        try (JournalTail tail = JournalTail.open(storage)) {
            identity = tail.identity();
        }
        assertThat(client.get(STREAM + "?after=0&journal=other").status()).isEqualTo(409);
        Path replacement = own.resolve("replacement.db");
        Files.copy(whole, replacement);
        Files.move(replacement, storage.file(), StandardCopyOption.REPLACE_EXISTING);
        sql("UPDATE event_journal SET writer = 'another'");
        assertThat(client.get(STREAM + "?after=0&journal=" + identity).status()).isEqualTo(409);
        assertThat(client.get("/api/experiments/tiny/tables/runs.csv").status()).isEqualTo(200);
    }

    @Test
    void aDeletedJournalIsNamed() throws Exception {
        assertThat(client.get("/api/experiments/tiny/tables/runs.csv").status()).isEqualTo(200);
        Files.delete(storage.file());
        for (String path : List.of("/healthz", "/api/experiments", "/api/experiments/tiny/tables/runs.csv", STREAM)) {
            Client.Answer answer = client.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.json().get("where").asText()).isEqualTo(storage.name());
        }
        assertThat(client.get("/").status()).isEqualTo(200);
    }

    @Test
    void twoHundredExperimentsAreListed() throws Exception {
        for (int i = 0; i < 200; i++) {
            sql(
                    "INSERT INTO event_journal (persistence_id, sequence_number, deleted, writer, write_timestamp,"
                            + " adapter_manifest, event_ser_id, event_ser_manifest, event_payload) SELECT"
                            + " 'experiment|tiny-" + i + "', sequence_number, deleted, writer, write_timestamp,"
                            + " adapter_manifest, event_ser_id, event_ser_manifest, event_payload FROM event_journal"
                            + " WHERE persistence_id = 'experiment|tiny'",
                    "INSERT INTO event_tag SELECT ordering, 'tiny-" + i + "' FROM event_journal WHERE persistence_id ="
                            + " 'experiment|tiny-" + i + "'");
        }
        JsonNode all = client.get("/api/experiments").json().get("experiments");
        assertThat(all).hasSize(201);
        assertThat(all.get(0).get("id").asText()).isEqualTo("tiny-199");
        List<String> statuses = new ArrayList<>();
        all.forEach(row -> statuses.add(row.get("status").asText()));
        assertThat(statuses).containsOnly("completed");
    }

    @Test
    void aJournalOfTheFirstVersionIsShown() throws Exception {
        dashboard.close();
        Files.copy(
                Path.of("src/test/resources/journals/0.1.0/eigendrift.db"),
                storage.file(),
                StandardCopyOption.REPLACE_EXISTING);
        dashboard = Recorded.serve(storage);
        client = Recorded.client(dashboard);
        JsonNode row = client.get("/api/experiments").json().get("experiments").get(0);
        assertThat(row.get("id").asText()).isEqualTo("tiny");
        assertThat(client.get("/api/experiments/tiny/tables/training.csv")
                        .text()
                        .lines())
                .containsExactlyElementsOf(
                        Files.readAllLines(Path.of("src/test/resources/journals/0.1.0/training.csv")));
        try (Listener listener = new Listener("?after=0")) {
            assertThat(listener.next("rows").data().get("training").get("step")).isNotEmpty();
        }
    }
}
