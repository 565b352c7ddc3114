package eigendrift.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Answers, with the headers that every one of them carries. */
final class Replies {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Scripts, styles and connections of this server alone; no frame around it, no type but the one given, no word to
     * other pages.
     */
    private static final List<HttpHeader> ALWAYS = List.of(
            header(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
            header("X-Content-Type-Options", "nosniff"),
            header("Referrer-Policy", "no-referrer"),
            header("Cross-Origin-Opener-Policy", "same-origin"),
            header("Cross-Origin-Resource-Policy", "same-origin"));

    private static final HttpHeader NO_STORE = header("Cache-Control", "no-store");

    private Replies() {}

    static HttpHeader header(String name, String value) {
        return RawHeader.create(name, value);
    }

    /** With the headers of every answer; what says nothing else about caches is not to be kept. */
    static HttpResponse guarded(HttpResponse response) {
        HttpResponse guarded = response.addHeaders(ALWAYS);
        return response.getHeader("Cache-Control").isPresent() ? guarded : guarded.addHeader(NO_STORE);
    }

    static HttpResponse json(Object value) {
        return json(StatusCodes.OK, value);
    }

    static HttpResponse json(StatusCode status, Object value) {
        return bytes(ContentTypes.APPLICATION_JSON, written(value)).withStatus(status);
    }

    static HttpResponse problem(Problem problem) {
        return json(problem.status(), problem.said());
    }

    static HttpResponse bytes(ContentType type, byte[] bytes) {
        return HttpResponse.create().withEntity(HttpEntities.create(type, bytes));
    }

    /** JSON that is given as text. */
    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected JSON, found " + json, e);
        }
    }

    static byte[] written(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON of " + value.getClass(), e);
        }
    }
}
