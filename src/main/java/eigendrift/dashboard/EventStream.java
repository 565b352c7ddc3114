package eigendrift.dashboard;

import eigendrift.journal.JournalDamagedException;
import eigendrift.metrics.live.LiveSample;
import eigendrift.metrics.live.SampleJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * What one client is told of one analysis, message by message: new rows, how far the experiment has come, what its
 * process measures. Nothing is kept for a client that does not ask: it gets what has changed since, in one.
 */
final class EventStream {

    private static final long STATUS_NANOS = 1_000_000_000L;

    private final LiveFold fold;
    private final Overviews overviews;
    private final LiveSamples samples;
    private final String experiment;
    private final List<String> tables;

    private long position;
    private RowMessages rows;
    private byte[] status = {};
    private long statusAt = System.nanoTime() - STATUS_NANOS;
    private long sampledMillis;
    private String damage = "";
    private boolean greeted;
    private volatile boolean closed;

    /** @param after the ordering behind which the client has nothing yet */
    EventStream(
            LiveFold fold,
            Overviews overviews,
            LiveSamples samples,
            String experiment,
            List<String> tables,
            long after) {
        this.fold = fold;
        this.overviews = overviews;
        this.samples = samples;
        this.experiment = experiment;
        this.tables = tables;
        this.position = after;
    }

    /** The client has left. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** The next message; empty if there is nothing new. */
    Optional<ByteString> next() {
        if (!greeted) {
            // Tells at once which journal this is, before the events behind are read.
            greeted = true;
            return status();
        }
        if (rows == null || !rows.hasNext()) {
            advance();
        }
        if (rows != null && rows.hasNext()) {
            byte[] data = rows.next();
            return Optional.of(rows.hasNext() ? message("rows", data) : message("rows", data, position));
        }
        return status().or(this::sample);
    }

    /** Takes in what is new, unless an event is damaged. */
    private void advance() {
        if (!damage.isEmpty()) {
            return;
        }
        try {
            fold.advance();
        } catch (JournalDamagedException e) {
            damage = e.getMessage();
            statusAt -= STATUS_NANOS;
        }
        if (fold.offset() > position) {
            LiveFold.AsOf changed = fold.since(position);
            position = changed.offset();
            rows = new RowMessages(changed.tables(), tables, position, fold.written(position));
        }
    }

    /** How far the experiment has come, each second if that has changed. */
    private Optional<ByteString> status() {
        long now = System.nanoTime();
        if (now - statusAt < STATUS_NANOS) {
            return Optional.empty();
        }
        statusAt = now;
        Map<String, Object> state = overviews.state(experiment);
        state.put("journal", fold.identity());
        if (!damage.isEmpty()) {
            state.put("reason", damage);
        }
        byte[] data = Replies.written(state);
        if (Arrays.equals(data, status)) {
            return Optional.empty();
        }
        status = data;
        return Optional.of(message("status", data, position));
    }

    /** What the process of the experiment measures, each second. */
    private Optional<ByteString> sample() {
        Optional<LiveSample> sample = samples.now()
                .filter(now -> now.experiment().equals(experiment))
                .filter(now -> now.sampledMillis() != sampledMillis);
        sample.ifPresent(now -> sampledMillis = now.sampledMillis());
        return sample.map(now -> message("metrics", SampleJson.summary(now).getBytes(StandardCharsets.UTF_8)));
    }

    private static ByteString message(String type, byte[] data, long id) {
        return ByteString.fromString("id: " + id + "\n").concat(message(type, data));
    }

    /** Without an id, as it is no place in the journal; JSON has no line ends. */
    private static ByteString message(String type, byte[] data) {
        return ByteString.fromString("event: " + type + "\ndata: ")
                .concat(ByteString.fromArray(data))
                .concat(ByteString.fromString("\n\n"));
    }
}
