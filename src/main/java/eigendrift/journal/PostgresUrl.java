package eigendrift.journal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL journal is, and as whom. Without a user that is PGUSER or the name at this machine; without a
 * password PGPASSWORD, or what the driver finds in {@code ~/.pgpass}.
 *
 * @param name the URL without parameters, for messages
 * @param url for the driver, without user and password
 */
record PostgresUrl(String name, String url, Optional<String> user, Optional<String> password) {

    static final String PREFIX = "jdbc:postgresql:";
    static final String FORM = PREFIX + "//HOST/DATABASE";

    private static final Pattern SHAPE =
            Pattern.compile(PREFIX + "(//[^/?@]+/[^/?@]*|[^/?@:]+)(\\?([\\w.-]+=[^&]*(&[\\w.-]+=[^&]*)*)?)?");

    /**
     * How this program wants the driver, where the user does not say otherwise: binary transfer from the first
     * execution, no payloads in messages, an end to waiting for a dead server.
     */
    private static final Map<String, String> WANTED = Map.of(
            "prepareThreshold", "-1",
            "logServerErrorDetail", "false",
            "tcpKeepAlive", "true",
            "connectTimeout", "10",
            "socketTimeout", "300",
            "ApplicationName", "eigendrift");

    /**
     * @param environment variables by name; null where there is none
     * @throws IllegalArgumentException whose message has no password
     */
    static PostgresUrl of(String location, UnaryOperator<String> environment) {
        Matcher matcher = SHAPE.matcher(location);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected " + FORM + "?name=value&..., found another form of "
                    + PREFIX + "...\nMaybe the user belongs behind it, " + FORM
                    + "?user=NAME, and the password into PGPASSWORD or ~/.pgpass.");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter :
                matcher.group(3) == null ? new String[0] : matcher.group(3).split("&")) {
            String[] parts = parameter.split("=", 2);
            parameters.put(parts[0], parts[1]);
        }
        Optional<String> user = value(parameters.remove("user"), environment.apply("PGUSER"));
        Optional<String> password = value(parameters.remove("password"), environment.apply("PGPASSWORD"));
        WANTED.forEach(parameters::putIfAbsent);
        StringJoiner url = new StringJoiner("&", PREFIX + matcher.group(1) + "?", "");
        parameters.forEach((key, value) -> url.add(key + "=" + value));
        return new PostgresUrl(PREFIX + matcher.group(1), url.toString(), user, password);
    }

    private static Optional<String> value(String parameter, String variable) {
        return parameter != null
                ? Optional.of(URLDecoder.decode(parameter, StandardCharsets.UTF_8))
                : Optional.ofNullable(variable).filter(value -> !value.isEmpty());
    }

    /** Never with the password. */
    @Override
    public String toString() {
        return name;
    }
}
