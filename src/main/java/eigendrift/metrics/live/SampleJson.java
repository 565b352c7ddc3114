package eigendrift.metrics.live;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** Samples as JSON: with whole histograms, to be read back, or with what people and pages look at. */
public final class SampleJson {

    private static final ObjectMapper WHOLE = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private static final ObjectMapper SUMMARY = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Histogram.class, new Summary()))
            .build();

    private SampleJson() {}

    /** In one line, as {@link #read} reads it. */
    public static String whole(LiveSample sample) {
        return text(WHOLE, sample);
    }

    /**
     * In one line, with the keys of {@link LiveSample}, each histogram as {@code count} and, in seconds, {@code total},
     * {@code p50}, {@code p99} and {@code max}; those three are null where the count is 0.
     */
    public static String summary(LiveSample sample) {
        return text(SUMMARY, sample);
    }

    /** @throws IllegalArgumentException if {@code json} is not what {@link #whole} wrote */
    public static LiveSample read(String json) {
        try {
            LiveSample sample = WHOLE.readValue(json, LiveSample.class);
            if (sample == null) {
                throw new IllegalArgumentException("expected a sample as JSON, found null");
            }
            return sample;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected a sample as JSON, found: " + e.getOriginalMessage(), e);
        }
    }

    private static String text(ObjectMapper mapper, LiveSample sample) {
        try {
            return mapper.writeValueAsString(sample);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Summary extends JsonSerializer<Histogram> {
        @Override
        public void serialize(Histogram durations, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            json.writeNumberField("count", durations.count());
            json.writeNumberField("total", durations.totalSeconds());
            boolean none = durations.count() == 0;
            write(json, "p50", none, durations.quantileSeconds(.5));
            write(json, "p99", none, durations.quantileSeconds(.99));
            write(json, "max", none, durations.maxSeconds());
            json.writeEndObject();
        }

        private static void write(JsonGenerator json, String key, boolean none, double seconds) throws IOException {
            if (none) {
                json.writeNullField(key);
            } else {
                json.writeNumberField(key, seconds);
            }
        }
    }
}
