package eigendrift.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/**
 * The files of the page, from the class path: those beside this class under {@code eigendrift/dashboard}, and the
 * charts under {@code uplot/}.
 */
final class Assets {

    private static final String OWN = "/eigendrift/dashboard/";

    /** The folder of the webjar, with the version of pom.xml. */
    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private static final String CHARTS_HERE = "uplot/";

    private static final String INDEX = "index.html";

    /** No name begins with a dot, so that none leads out of its folder. */
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private static final Map<String, ContentType> TYPES = Map.of(
            "html", ContentTypes.TEXT_HTML_UTF8,
            "js", ContentTypes.parse("text/javascript; charset=UTF-8"),
            "css", ContentTypes.parse("text/css; charset=UTF-8"),
            "svg", ContentTypes.parse("image/svg+xml"),
            "png", ContentTypes.parse("image/png"));

    private final Map<String, Asset> read = new ConcurrentHashMap<>();

    /** @param tag changes with the content */
    private record Asset(ContentType type, byte[] bytes, byte[] packed, String tag) {

        static Asset of(ContentType type, byte[] bytes) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            }
            CRC32 sum = new CRC32();
            sum.update(bytes);
            return new Asset(type, bytes, packed.toByteArray(), "\"" + Long.toHexString(sum.getValue()) + "\"");
        }

        HttpResponse answer(HttpRequest request) {
            HttpResponse response = HttpResponse.create()
                    .addHeader(Replies.header("ETag", tag))
                    .addHeader(Replies.header("Cache-Control", "no-cache"))
                    .addHeader(Replies.header("Vary", "Accept-Encoding"));
            if (header(request, "If-None-Match").equals(tag)) {
                return response.withStatus(StatusCodes.NOT_MODIFIED);
            }
            return header(request, "Accept-Encoding").contains("gzip")
                    ? response.addHeader(Replies.header("Content-Encoding", "gzip"))
                            .withEntity(type, packed)
                    : response.withEntity(type, bytes);
        }

        private static String header(HttpRequest request, String name) {
            return request.getHeader(name).map(found -> found.value()).orElse("");
        }
    }

    /**
     * The page itself, which is the same at every address.
     *
     * @param depth folders between the server's root and the address; the links of the page are relative, so that it
     *     may stand behind another server's path
     */
    HttpResponse page(HttpRequest request, int depth) {
        Asset index = asset(INDEX).orElseThrow();
        String text = new String(index.bytes(), StandardCharsets.UTF_8)
                .replace("\"assets/", "\"" + "../".repeat(depth) + "assets/");
        try {
            return Asset.of(index.type(), text.getBytes(StandardCharsets.UTF_8)).answer(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file {@code name}, whose parts '/' separates. */
    HttpResponse file(HttpRequest request, String name) {
        return asset(name)
                .orElseThrow(() -> Problem.absent(
                        "a file of the page", name, request.getUri().path(), "Maybe reload the page."))
                .answer(request);
    }

    private Optional<Asset> asset(String name) {
        // A name without a file leaves no entry, so that requests for such names fill no memory.
        return Optional.ofNullable(read.computeIfAbsent(name, Assets::find));
    }

    /** Null where there is none. */
    private static Asset find(String name) {
        ContentType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !NAME.matcher(name).matches()) {
            return null;
        }
        String resource = name.startsWith(CHARTS_HERE) ? CHARTS + name.substring(CHARTS_HERE.length()) : OWN + name;
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            return in == null ? null : Asset.of(type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
