package eigendrift.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import eigendrift.journal.Storage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask what, and that nothing leads elsewhere. */
@Timeout(240)
class GuardTest {

    private static final int MEGABYTE = 1_000_000;

    @TempDir
    private static Path folder;

    private static Dashboard dashboard;
    private static Client client;

    @BeforeAll
    static void serve() throws IOException {
        Storage storage = Storage.at(folder.toString());
        storage.create();
        dashboard = Recorded.serve(storage);
        client = Recorded.client(dashboard);
    }

    @AfterAll
    static void end() {
        dashboard.close();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:9999, 200",
        "LocalHost, 200",
        "127.0.0.1, 200",
        "[::1]:8765, 200",
        "evil.example, 421",
        "127.0.0.1.evil.example, 421",
        "localhost.evil.example:80, 421",
        "169.254.169.254, 421"
    })
    void answersToTheNamesOfThisMachineAtAnyPort(String host, int status) throws IOException {
        assertThat(client.get("/", "Host: " + host).status()).isEqualTo(status);
        assertThat(client.get("/healthz", "Host: " + host).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site, empty, 403",
        "same-site, empty, 403",
        "cross-site, script, 403",
        "cross-site, document, 200",
        "same-origin, empty, 200",
        "none, document, 200"
    })
    void otherSitesMayOpenThePageAndNothingElse(String site, String destination, int status) throws IOException {
        Client.Answer answer = client.get("/healthz", "Sec-Fetch-Site: " + site, "Sec-Fetch-Dest: " + destination);
        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../../application.conf",
                "/assets/%2e%2e/%2e%2e/application.conf",
                "/assets/..%2f..%2fapplication.conf",
                "/assets/%2e%2e%2fdefaults.conf",
                "/../../../etc/passwd",
                "/assets//etc/passwd",
                "/assets/uplot/../../../../../pom.properties",
                "/assets/.hidden.js",
                "/assets/index.html%00.js",
                "/application.conf",
                "/experiments",
                "/experiments/tiny/other",
                "/api",
                "/api/experiments/tiny/events/1/2/3",
                "/api/experiments/..%2f..%2fetc"
            })
    void noPathLeadsOutOfThePage(String path) throws IOException {
        Client.Answer answer = client.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("expected", "found", "where", "maybe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/experiments/any", "/experiments/any/actors", "/experiments/any/events", "/healthz", "/no"
            })
    void everyAnswerCarriesTheGuards(String path) throws IOException {
        assertThat(client.get(path).headers())
                .containsEntry(
                        "content-security-policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                                + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("cross-origin-opener-policy", "same-origin")
                .containsEntry("cross-origin-resource-policy", "same-origin")
                .doesNotContainKeys("access-control-allow-origin", "set-cookie", "server");
    }

    @Test
    void dataAreNotKept() throws IOException {
        assertThat(client.get("/healthz").headers()).containsEntry("cache-control", "no-store");
        assertThat(client.get("/api/experiments").headers()).containsEntry("cache-control", "no-store");
    }

    @Test
    void linksOfThePageAreRelativeAtEveryDepth() throws IOException {
        assertThat(client.get("/").text()).doesNotContain("\"/assets").doesNotContain("../assets");
        Client.Answer deep = client.get("/experiments/any/actors");
        assertThat(deep.headers()).containsEntry("content-type", "text/html; charset=UTF-8");
        assertThat(deep.text()).doesNotContain("\"assets/");
    }

    @Test
    void chartsComeFromTheClassPathWithTheirTypesPackedAndOnce() throws IOException {
        Client.Answer plain = client.get("/assets/uplot/uPlot.iife.min.js");
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.headers()).containsEntry("content-type", "text/javascript; charset=UTF-8");
        Client.Answer packed = client.get("/assets/uplot/uPlot.iife.min.js", "Accept-Encoding: gzip");
        assertThat(packed.headers()).containsEntry("content-encoding", "gzip");
        assertThat(packed.body().length).isLessThan(plain.body().length / 2);
        String tag = plain.headers().get("etag");
        assertThat(client.get("/assets/uplot/uPlot.iife.min.js", "If-None-Match: " + tag)
                        .status())
                .isEqualTo(304);
        assertThat(client.get("/assets/uplot/uPlot.min.css").headers())
                .containsEntry("content-type", "text/css; charset=UTF-8");
    }

    @Test
    void largeRequestsAreRefused() throws IOException {
        assertThat(client.get("/healthz", "X-Large: " + "a".repeat(MEGABYTE)).status())
                .isBetween(400, 499);
        assertThat(client.get("/" + "a".repeat(MEGABYTE)).status()).isBetween(400, 499);
        assertThat(client.send("POST", "/api/experiments/tiny/commands", "a".repeat(MEGABYTE))
                        .status())
                .isBetween(400, 499);
    }

    @Test
    void nothingButGetIsAnswered() throws IOException {
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"}) {
            assertThat(client.send(method, "/api/experiments", "").status())
                    .as(method)
                    .isEqualTo(405);
        }
        Client.Answer head = client.send("HEAD", "/healthz", "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void whereNoExperimentRunsCommandsAreRefused() throws IOException {
        Client.Answer answer = client.send(
                "POST", "/api/experiments/tiny/commands", "{\"command\":\"stop\"}", "Content-Type: application/json");
        assertThat(answer.status()).isEqualTo(409);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void listensOnThisMachineAlone() throws IOException {
        String port = String.format(Locale.ROOT, ":%04X ", port());
        List<String> listening = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (Files.exists(Path.of(table))) {
                // The local address comes first, then the other, which is nobody where one listens.
                Files.readString(Path.of(table))
                        .lines()
                        .filter(line -> line.contains(port) && line.contains(":0000 0A "))
                        .forEach(listening::add);
            }
        }
        // 127.0.0.1 in the order of bytes of the kernel, also within IPv6.
        assertThat(listening).singleElement(STRING).contains("0100007F" + port);
    }

    private static int port() {
        String address = dashboard.address();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1, address.length() - 1));
    }

    @Test
    void aPortThatIsTakenIsNamedWithOneThatIsFree() {
        Settings settings = new Settings(Settings.LOOPBACK, port(), Set.of(), Optional.empty());
        assertThatThrownBy(() -> Dashboard.check(settings))
                .isInstanceOf(PortTakenException.class)
                .hasMessageContaining("found port = " + port())
                .satisfies(e -> {
                    String free = e.getMessage().replaceAll("(?s).*Maybe port (\\d+),.*", "$1");
                    new ServerSocket(Integer.parseInt(free)).close();
                });
    }

    @Test
    void atAnotherAddressDataNeedTheToken() throws IOException {
        Storage storage = Storage.at(folder.toString());
        Settings open = new Settings("0.0.0.0", 0, Set.of("box.example"), Optional.of("secret"));
        try (Dashboard everywhere = new Dashboard(open, "test", storage, Optional.empty())) {
            Client other = Recorded.client(everywhere);
            assertThat(other.get("/").status()).isEqualTo(200);
            assertThat(other.get("/", "Host: box.example").status()).isEqualTo(200);
            assertThat(other.get("/", "Host: evil.example").status()).isEqualTo(421);
            assertThat(other.get("/api/experiments").status()).isEqualTo(401);
            assertThat(other.get("/api/experiments", "Authorization: Bearer other")
                            .status())
                    .isEqualTo(401);
            assertThat(other.get("/api/experiments", "Authorization: Bearer secret")
                            .status())
                    .isEqualTo(200);
            assertThat(other.get("/metrics").status()).isEqualTo(401);
            assertThat(everywhere.url()).endsWith("/#token=secret");
        }
    }
}
