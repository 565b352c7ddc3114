package eigendrift.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.journal.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands of the page: who may give them, and that they arrive. */
@Timeout(120)
class CommandRouteTest {

    private static final String TOKEN = "Authorization: Bearer secret";
    private static final String JSON = "Content-Type: application/json";

    @TempDir
    private Path folder;

    private final List<Commands.Command> carriedOut = new CopyOnWriteArrayList<>();
    private Dashboard dashboard;
    private Client client;

    private final class Running implements Commands {
        @Override
        public String experiment() {
            return "tiny";
        }

        @Override
        public void carryOut(Command command) {
            carriedOut.add(command);
        }
    }

    @BeforeEach
    void serve() throws IOException {
        Storage storage = Storage.at(folder.toString());
        storage.create();
        dashboard = Recorded.serve(storage, Optional.of("secret"), Optional.of(new Running()));
        client = Recorded.client(dashboard);
    }

    @AfterEach
    void end() {
        dashboard.close();
    }

    private Client.Answer post(String id, String body, String... headers) throws IOException {
        return client.send("POST", "/api/experiments/" + id + "/commands", body, headers);
    }

    @Test
    void arriveWithTheToken() throws IOException {
        for (String word : List.of("pause", "continue", "checkpoint", "stop")) {
            Client.Answer answer = post("tiny", "{\"command\":\"" + word + "\"}", TOKEN, JSON);
            assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        }
        assertThat(carriedOut).containsExactly(Commands.Command.values());
    }

    @Test
    void withoutTheTokenNothingArrives() throws IOException {
        String pause = "{\"command\":\"pause\"}";
        assertThat(post("tiny", "").status()).isEqualTo(401);
        assertThat(post("tiny", pause, JSON).status()).isEqualTo(401);
        assertThat(post("tiny", pause, JSON, "Authorization: Bearer secre").status())
                .isEqualTo(401);
        assertThat(post("tiny", pause, JSON, "Authorization: Basic secret").status())
                .isEqualTo(401);
        assertThat(client.send("POST", "/api/experiments/tiny/commands?token=secret", pause, JSON)
                        .status())
                .isEqualTo(401);
        assertThat(carriedOut).isEmpty();
    }

    @Test
    void anotherExperimentRunsElsewhere() throws IOException {
        Client.Answer answer = post("other", "{\"command\":\"pause\"}", TOKEN, JSON);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("tiny", "other");
        assertThat(carriedOut).isEmpty();
    }

    @Test
    void whatIsNoCommandIsRefused() throws IOException {
        for (String body : List.of("{\"command\":\"probe\"}", "{}", "pause", "[1", "{\"command\":7}", "null")) {
            Client.Answer answer = post("tiny", body, TOKEN, JSON);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.text()).contains("pause, continue, checkpoint, stop");
        }
        assertThat(post("tiny", "{\"command\":\"pause\"}", TOKEN, "Content-Type: text/plain")
                        .status())
                .isEqualTo(400);
        assertThat(post("tiny", "\"" + "a".repeat(5000) + "\"", TOKEN, JSON).status())
                .isEqualTo(413);
        assertThat(client.get("/api/experiments/tiny/commands", TOKEN).status()).isEqualTo(405);
        assertThat(carriedOut).isEmpty();
    }
}
