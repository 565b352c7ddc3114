package eigendrift.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eigendrift.journal.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page asks for beside tables and streams: counts of events, names of figures, looks of optimizers. */
@Timeout(240)
class PageAddressesTest {

    private static final String TINY = "/api/experiments/tiny";

    @TempDir
    private static Path folder;

    private static Dashboard dashboard;
    private static Client client;

    @BeforeAll
    static void serve() throws IOException {
        Storage storage = Recorded.journal(folder);
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
        return answer.json();
    }

    private static List<JsonNode> events(String filter) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        json(TINY + "/events?limit=500&" + filter).get("events").forEach(events::add);
        return events;
    }

    /** However the events are cut into parts, and whatever is filtered, each is counted once. */
    @ParameterizedTest
    @ValueSource(strings = {"", "kind=steps-taken", "actor=probe&run=adam-seed0", "analysis=first"})
    void everyEventIsInOnePartOfTheHistogram(String filter) throws IOException {
        List<JsonNode> events = events(filter);
        assertThat(events).isNotEmpty();
        for (String over : List.of("time", "order")) {
            for (int buckets : new int[] {1, 7, 500}) {
                JsonNode counts = json(TINY + "/events/histogram?over=" + over + "&buckets=" + buckets + "&" + filter);
                long all = StreamSupport.stream(counts.get("kinds").spliterator(), false)
                        .flatMap(kind -> StreamSupport.stream(kind.spliterator(), false))
                        .mapToLong(JsonNode::asLong)
                        .sum();
                assertThat(all).as("%s, %d parts of %s", filter, buckets, over).isEqualTo(events.size());
                assertThat(counts.get("last")).hasSize(buckets);
                assertThat(counts.get("last").get(buckets - 1).asLong())
                        .isEqualTo(events.get(0).get("ordering").asLong());
                assertThat(counts.get("to").asLong())
                        .isEqualTo(events.get(0)
                                .get(over.equals("time") ? "written" : "ordering")
                                .asLong());
            }
        }
    }

    @Test
    void everyFigureThatIsListedIsServed() throws IOException {
        JsonNode figures = json(TINY + "/figures").get("figures");
        assertThat(figures).extracting(JsonNode::asText).contains("train-loss", "eigenvalues-adam", "ipr-v1");
        for (JsonNode name : figures) {
            assertThat(client.get(TINY + "/figures/" + name.asText() + ".svg").status())
                    .as(name.asText())
                    .isEqualTo(200);
        }
    }

    @Test
    void optimizersHaveLooksOfTheirOwn() throws IOException {
        JsonNode optimizers = json(TINY).get("optimizers");
        assertThat(optimizers).extracting(look -> look.get("name").asText()).containsExactly("sgd", "adam");
        assertThat(optimizers).extracting(look -> look.get("tone").asText()).doesNotHaveDuplicates();
        assertThat(optimizers).extracting(look -> look.get("symbol").asText()).doesNotHaveDuplicates();
    }

    /** The null model is one for all runs, but its events are of one. */
    @Test
    void eventsOfTheNullModelNameTheirRun() throws IOException {
        assertThat(events("kind=null-summarized"))
                .extracting(event -> event.get("run").asText())
                .contains("sgd-seed0", "adam-seed0");
        assertThat(events("kind=planned").get(0).get("run").isNull()).isTrue();
        assertThat(events("kind=spectrum-measured&run=sgd-seed0"))
                .extracting(event -> event.get("run").asText())
                .containsOnly("sgd-seed0");
    }
}
