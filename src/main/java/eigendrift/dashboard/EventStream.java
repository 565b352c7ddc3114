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

    private static final long SECOND = 1_000_000_000L;
    private static final String ROWS = "rows";
    private static final String RUNS = "runs";

    private final LiveFold fold;
    private final Overviews overviews;
    private final LiveSamples samples;
    private final String experiment;
    private final List<String> tables;
    private final boolean withRuns;

    private long position;
    private long written;
    private RowMessages rows;
    private long runsAt = System.nanoTime() - SECOND;
    private boolean runsDue;
    private byte[] status = {};
    private long statusAt = System.nanoTime() - SECOND;
    private long sampledMillis;
    private String damage = "";
    private boolean greeted;
    private boolean ending;
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
        this.tables = tables.stream().filter(name -> !name.equals(RUNS)).toList();
        this.withRuns = tables.contains(RUNS);
        this.position = after;
    }

    /** The client has left. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * The next message; empty if there is nothing new.
     *
     * @param last whether the server ends, so that nothing may wait
     */
    Optional<ByteString> next(boolean last) {
        ending = last;
        if (!greeted) {
            // Tells at once which journal this is, before the events behind are read.
            greeted = true;
            return status();
        }
        if (rows == null || !rows.hasNext()) {
            advance();
        }
        return rows().or(this::runs).or(this::status).or(this::sample);
    }

    private Optional<ByteString> rows() {
        if (rows == null || !rows.hasNext()) {
            return Optional.empty();
        }
        byte[] data = rows.next();
        // Until the last part of what is new has come, a client that comes back gets all of it again.
        return Optional.of(rows.hasNext() ? message(ROWS, data) : message(ROWS, data, position));
    }

    /** The runs, at most each second: their rows say something of each log row. */
    private Optional<ByteString> runs() {
        if (!runsDue || !isDue(runsAt)) {
            return Optional.empty();
        }
        runsDue = false;
        runsAt = System.nanoTime();
        RowMessages runs = new RowMessages(fold.known(), List.of(RUNS), position, written);
        return Optional.of(message(ROWS, runs.next(), position));
    }

    private boolean isDue(long last) {
        return ending || System.nanoTime() - last >= SECOND;
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
            statusAt = System.nanoTime() - SECOND;
        }
        if (fold.offset() > position) {
            LiveFold.AsOf changed = fold.since(position);
            position = changed.offset();
            written = fold.written(position);
            rows = new RowMessages(changed.tables(), tables, position, written);
            runsDue = withRuns;
        }
    }

    /** How far the experiment has come, each second if that has changed. */
    private Optional<ByteString> status() {
        if (!isDue(statusAt)) {
            return Optional.empty();
        }
        statusAt = System.nanoTime();
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
