package eigendrift.optimizer;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eigendrift.config.ClippingConfig;
import eigendrift.config.ScheduleConfig;
import eigendrift.config.Span;
import eigendrift.config.UpdateRule;
import eigendrift.network.ParameterLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** The files that {@code tools/reference/optimizers.py} writes. */
final class TorchReference {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

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
        return MAPPER.convertValue(
                rule,
                Arrays.stream(UpdateRule.class.getPermittedSubclasses())
                        .filter(type -> type.getSimpleName()
                                .equalsIgnoreCase(rule.get("type").asText()))
                        .map(type -> type.asSubclass(UpdateRule.class))
                        .findFirst()
                        .orElseThrow());
    }

    static ScheduleConfig schedule(JsonNode schedule) {
        return switch (schedule.get("type").asText()) {
            case "constant" -> new ScheduleConfig.Constant();
            case "step" ->
                new ScheduleConfig.Step(
                        new Span.Steps(schedule.get("every").asLong()),
                        schedule.get("gamma").asDouble());
            case "cosine" -> new ScheduleConfig.Cosine(schedule.get("minimum").asDouble());
            case "cosine-restarts" ->
                new ScheduleConfig.CosineRestarts(
                        new Span.Steps(schedule.get("period").asLong()),
                        schedule.get("multiplier").asInt(),
                        schedule.get("minimum").asDouble());
            case "one-cycle" ->
                new ScheduleConfig.OneCycle(
                        schedule.get("rise").asDouble(),
                        schedule.get("start").asDouble(),
                        schedule.get("end").asDouble());
            case "warmup" ->
                new ScheduleConfig.Warmup(
                        new Span.Steps(schedule.get("over").asLong()),
                        schedule.get("start").asDouble(),
                        schedule(schedule.get("then")));
            default -> throw new IllegalArgumentException("schedule " + schedule);
        };
    }

    static ClippingConfig clipping(JsonNode c) {
        return new ClippingConfig(number(c.get("clipNorm")), number(c.get("clipValue")));
    }

    private static OptionalDouble number(JsonNode number) {
        return number.isNull() ? OptionalDouble.empty() : OptionalDouble.of(number.asDouble());
    }

    /** One layer for each matrix or vector of biases. */
    static ParameterLayout layout(JsonNode shapes) {
        List<ParameterLayout.Parameter> parameters = new ArrayList<>();
        int offset = 0;
        for (JsonNode shape : shapes) {
            int layer = parameters.size() + 1;
            boolean bias = shape.size() == 1;
            parameters.add(new ParameterLayout.Parameter(
                    "layer" + layer + (bias ? ".bias" : ".weight"),
                    layer,
                    offset,
                    shape.get(0).asInt(),
                    bias ? 1 : shape.get(1).asInt()));
            offset += parameters.get(layer - 1).length();
        }
        return new ParameterLayout(parameters);
    }

    static double[] vector(JsonNode numbers) {
        return MAPPER.convertValue(numbers, double[].class);
    }
}
