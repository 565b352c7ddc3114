package eigendrift.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Host;

/**
 * Who may ask. A page of another site in the same browser reaches this machine too: by a name of its own that leads
 * here, which the Host header tells, or by requests across sites, which Sec-Fetch-Site tells.
 */
final class Guard {

    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "::1");
    private static final Set<String> STRANGERS = Set.of("cross-site", "same-site");
    private static final String BEARER = "Bearer ";

    private final Settings settings;
    private final Set<String> names = new HashSet<>(OWN_NAMES);

    Guard(Settings settings) {
        this.settings = settings;
        names.add(settings.address());
        settings.hosts().forEach(name -> names.add(bare(name)));
    }

    /** @throws Problem if the request comes from elsewhere */
    void check(HttpRequest request) {
        String host = request.getHeader(Host.class)
                .map(header -> bare(header.host().address()))
                .orElse("");
        // Any port: ssh -L and editors give others.
        if (!names.contains(host)) {
            throw new Problem(
                    StatusCodes.MISDIRECTED_REQUEST,
                    "a request to 127.0.0.1, localhost, [::1] or a name of --allow-host",
                    "Host = " + host,
                    "Host",
                    "Maybe open the address that the server printed, or start it with --allow-host " + host + ".");
        }
        String site = value(request, "Sec-Fetch-Site");
        boolean opened = value(request, "Sec-Fetch-Dest").equals("document") && request.method() == HttpMethods.GET;
        if (STRANGERS.contains(site) && !opened) {
            throw new Problem(
                    StatusCodes.FORBIDDEN,
                    "a request of this server's own pages",
                    "Sec-Fetch-Site = " + site,
                    "Sec-Fetch-Site",
                    "Maybe open the address in a tab of its own.");
        }
    }

    /** @throws Problem if data are only for those who know the token and this request does not */
    void checkData(HttpRequest request) {
        if (!settings.isLocal()) {
            checkToken(request);
        }
    }

    /** @throws Problem if there is a token and the request does not carry it */
    void checkToken(HttpRequest request) {
        Optional<String> token = settings.token();
        String given = value(request, "Authorization");
        if (token.isPresent() && !same(BEARER + token.get(), given)) {
            throw new Problem(
                    StatusCodes.UNAUTHORIZED,
                    "Authorization: Bearer TOKEN",
                    given.isEmpty() ? "none" : "another",
                    "Authorization",
                    "Maybe open the address that the server printed, which holds the token behind #.");
        }
    }

    /** Takes as long wherever the two differ. */
    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(digest(a), digest(b));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String value(HttpRequest request, String header) {
        return request.getHeader(header).map(found -> found.value()).orElse("");
    }

    /** In small letters, an IPv6 address without its brackets. */
    private static String bare(String name) {
        return name.replaceAll("^\\[|\\]$", "").toLowerCase(Locale.ROOT);
    }
}
