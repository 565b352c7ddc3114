package eigendrift.optimizer;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eigendrift.config.ScheduleConfig;
import eigendrift.config.Span;
import eigendrift.config.UpdateRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The files that {@code tools/reference/optimizers.py} writes. */
final class TorchReference {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private static final Map<String, Class<? extends UpdateRule>> RULES = Map.of(
            "sgd", UpdateRule.Sgd.class,
            "adam", UpdateRule.Adam.class,
            "adamw", UpdateRule.AdamW.class,
            "rmsprop", UpdateRule.RmsProp.class,
            "adagrad", UpdateRule.Adagrad.class);

    private TorchReference() {}

    static JsonNode read(String name) {
        try (InputStream in = TorchReference.class.getResourceAsStream("/reference/" + name)) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record's components have the names of the JSON keys. */
    static UpdateRule rule(JsonNode rule) {
        return MAPPER.convertValue(rule, RULES.get(rule.get("type").asText()));
    }

    static ScheduleConfig schedule(JsonNode schedule) {
        return switch (schedule.get("type").asText()) {
            case "constant" -> new ScheduleConfig.Constant();
            case "step" ->
                new ScheduleConfig.Step(
                        new Span.Steps(schedule.get("every").asLong()),
                        schedule.get("gamma").asDouble());
            case "cosine" -> new ScheduleConfig.Cosine(schedule.get("minimum").asDouble());
            case "warmup" ->
                new ScheduleConfig.Warmup(
                        new Span.Steps(schedule.get("over").asLong()),
                        schedule.get("start").asDouble(),
                        schedule(schedule.get("then")));
            default -> throw new IllegalArgumentException("schedule " + schedule);
        };
    }

    static double[] vector(JsonNode numbers) {
        return MAPPER.convertValue(numbers, double[].class);
    }
}
