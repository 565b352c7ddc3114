package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process: within a run, beside one, killed, and where its port is taken. */
@Timeout(600)
class ServeIT {

    private static final String ID = "/api/experiments/digits";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> get(Served served, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(served.at(path.substring(1)))).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int post(Served served, String command, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(served.at(ID.substring(1) + "/commands")))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"command\":\"" + command + "\"}"));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    /** A stream of events; closed from either side. */
    private final class Stream implements AutoCloseable {
        private final BufferedReader lines;

        Stream(Served served, long after) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(URI.create(served.at(ID.substring(1) + "/stream")))
                    .header("Last-Event-ID", Long.toString(after))
                    .build();
            lines = new BufferedReader(new InputStreamReader(
                    http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                            .body(),
                    StandardCharsets.UTF_8));
        }

        /** The place of the next rows that have one; collects training rows. */
        long next(Map<String, String> training) throws IOException {
            long id = -1;
            String type = "";
            for (String line = lines.readLine(); ; line = lines.readLine()) {
                if (line == null) {
                    throw new IOException("the stream ended");
                }
                if (line.startsWith("id: ")) {
                    id = Long.parseLong(line.substring(4));
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ") && type.equals("rows")) {
                    collect(new ObjectMapper().readTree(line.substring(6)), training);
                } else if (line.isEmpty()) {
                    if (type.equals("rows") && id >= 0) {
                        return id;
                    }
                    id = -1;
                    type = "";
                }
            }
        }

        private void collect(JsonNode rows, Map<String, String> training) {
            JsonNode columns = rows.path("training");
            for (int i = 0; i < columns.path("run").size(); i++) {
                String key = columns.get("run").get(i).asText() + " "
                        + columns.get("step").get(i);
                String row = columns.get("train_loss").get(i).toString();
                // A repeat must say the same.
                assertThat(training.getOrDefault(key, row)).as(key).isEqualTo(row);
                training.put(key, row);
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    @Test
    void aRunServesEveryAddressWhileItGoesAndTheExportAfter() throws Exception {
        Program program = new Program(folder);
        String file = program.configure("digits.conf", Experiments.DIGITS);
        Program.Running run = program.start("run", file, "--progress", "off", "--serve=0");
        Served within = Served.within(run);
        assertThat(Files.readString(run.out())).isEmpty();
        while (program.events() < 10) {
            Thread.onSpinWait();
        }
        assertThat(post(within, "pause", "")).isEqualTo(401);
        assertThat(post(within, "pause", "wrong")).isEqualTo(401);
        String token = within.address().replaceFirst(".*#token=", "");
        assertThat(post(within, "pause", token)).isEqualTo(202);
        for (String path : List.of(
                "/",
                "/experiments/digits",
                "/experiments/digits/actors",
                "/experiments/digits/events",
                "/healthz",
                "/api/experiments",
                ID,
                ID + "/events?limit=500",
                ID + "/events/1",
                ID + "/tables/training.csv",
                ID + "/tables/spectrum.json",
                ID + "/two-times/sgd-seed0/1.npy",
                ID + "/two-times/sgd-seed0/1/steps.npy",
                "/metrics")) {
            HttpResponse<String> answer = get(within, path);
            assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        }
        JsonNode live = json(get(within, "/healthz")).get("live");
        assertThat(live.get("pid").asLong()).isEqualTo(run.process().toHandle().pid());
        assertThat(json(get(within, "/api/experiments"))
                        .get("experiments")
                        .get(0)
                        .get("live")
                        .asBoolean())
                .isTrue();
        assertThat(get(within, "/metrics").body()).contains("eigendrift_actor_mailbox_seconds_bucket{");
        assertThat(post(within, "checkpoint", token)).isEqualTo(202);
        assertThat(post(within, "continue", token)).isEqualTo(202);
        assertThat(run.await().code()).isZero();
        compareWithExport(program);
    }

    private void compareWithExport(Program program) throws Exception {
        assertThat(program.run("export", "digits", "--out", "out").code()).isZero();
        Path database = program.journal().resolve("eigendrift.db");
        byte[] before = Files.readAllBytes(database);
        try (Served served = Served.beside(program);
                java.util.stream.Stream<Path> tables = Files.list(folder.resolve("out"))) {
            List<Path> all = tables.toList();
            assertThat(all).hasSizeGreaterThan(25);
            for (Path table : all) {
                assertThat(get(served, ID + "/tables/" + table.getFileName()).body())
                        .as(table.getFileName().toString())
                        .isEqualTo(Files.readString(table));
            }
            assertThat(post(served, "stop", "any")).isEqualTo(409);
            served.process().interrupt();
            assertThat(served.process().await().code()).isZero();
        }
        assertThat(Files.readAllBytes(database)).as("the journal").isEqualTo(before);
    }

    /** Paused, asked for a checkpoint, continued, stopped and resumed: the export of a run that nobody disturbed. */
    @Test
    void commandsLeaveEveryNumberAloneAndStopIsAsCtrlC() throws Exception {
        Program program = new Program(folder);
        String file = program.configure("digits.conf", Experiments.DIGITS);
        Program.Running run = program.start("run", file, "--progress", "off", "--serve=0");
        Served within = Served.within(run);
        String token = within.address().replaceFirst(".*#token=", "");
        while (program.events() < 10) {
            Thread.onSpinWait();
        }
        for (String command : List.of("pause", "checkpoint", "continue", "pause", "stop")) {
            assertThat(post(within, command, token)).as(command).isEqualTo(202);
        }
        Program.Result result = run.await();
        assertThat(result.code()).as(result.err()).isEqualTo(130);
        assertThat(result.err()).contains("eigendrift resume digits");
        assertThat(program.run("resume", "digits", "--progress", "off").code()).isZero();
        assertThat(program.run("run", file, "--id", "undisturbed", "--progress", "off")
                        .code())
                .isZero();
        assertThat(program.run("export", "digits", "--out", "disturbed").code()).isZero();
        assertThat(program.run("export", "undisturbed", "--out", "undisturbed").code())
                .isZero();
        try (java.util.stream.Stream<Path> tables = Files.list(folder.resolve("undisturbed"))) {
            // What the actors cost is measured anew each time.
            List<Path> all =
                    tables.filter(table -> !table.endsWith("actors.csv")).toList();
            assertThat(all).hasSizeGreaterThan(25);
            for (Path table : all) {
                assertThat(folder.resolve("disturbed").resolve(table.getFileName()))
                        .hasSameBinaryContentAs(table);
            }
        }
    }

    /** The run is killed and resumed, and so is the server; one client is told all the while. */
    @Test
    void whoeverIsKilledAClientGoesOnWhereItWas() throws Exception {
        Program program = new Program(folder);
        String file = program.configure("digits.conf", Experiments.DIGITS);
        Program.Running run = program.start("run", file, "--progress", "off");
        while (program.events() < 20) {
            Thread.onSpinWait();
        }
        Map<String, String> training = new TreeMap<>();
        long place = 0;
        Served served = Served.beside(program);
        try (Stream stream = new Stream(served, place)) {
            place = stream.next(training);
            run.kill();
            run = program.start("resume", "digits", "--progress", "off");
            place = stream.next(training);
        }
        served.process().kill();
        served = Served.beside(program);
        Program.Result end = run.await();
        assertThat(end.code()).as(end.err()).isZero();
        int all = program.events();
        try (Stream stream = new Stream(served, place)) {
            while (place < all) {
                place = stream.next(training);
            }
        }
        assertThat(training).isEqualTo(exported(get(served, ID + "/tables/training.json")));
        served.close();
    }

    private static Map<String, String> exported(HttpResponse<String> table) throws IOException {
        JsonNode columns = json(table).get("columns");
        Map<String, String> training = new TreeMap<>();
        for (int i = 0; i < columns.get("run").size(); i++) {
            training.put(
                    columns.get("run").get(i).asText() + " "
                            + columns.get("step").get(i),
                    columns.get("train_loss").get(i).toString());
        }
        return training;
    }

    @Test
    void aPortThatIsTakenEndsOnlyWhatAskedForIt() throws Exception {
        Program program = new Program(folder);
        String file = program.configure("tiny.conf", Experiments.TINY);
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Program.Result refused = program.run("run", file, "--serve=" + port);
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("found port = " + port, "Maybe port ");
            assertThat(program.journal()).doesNotExist();
            assertThat(program.run("run", file, "--progress", "off").code()).isZero();
            Program.Result serve = program.run("serve", "--port", port);
            assertThat(serve.code()).isEqualTo(2);
            assertThat(serve.err()).contains("found port = " + port, "which is free");
        }
        List<ServerSocket> own = new ArrayList<>();
        try {
            own.add(new ServerSocket(8765, 1, java.net.InetAddress.getLoopbackAddress()));
        } catch (IOException taken) {
            // Another has it, which serves as well.
        }
        // Behind the option a file, which is no port.
        Program.Result warned = program.run("run", "--serve", file, "--progress", "off");
        assertThat(warned.code()).as(warned.err()).isZero();
        assertThat(warned.err()).contains("No page: ", "goes on without it");
        for (ServerSocket socket : own) {
            socket.close();
        }
    }

    @Test
    void withoutAJournalThereIsNothingToServe() throws Exception {
        Program.Result result = new Program(folder).run("serve", "--port", "0");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("expected a journal", "Maybe run an experiment");
    }
}
