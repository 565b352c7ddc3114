package eigendrift.cli.metrics;

import eigendrift.metrics.live.Histogram;
import eigendrift.metrics.live.LiveSample;
import eigendrift.metrics.live.LiveSample.Events;
import eigendrift.metrics.live.LiveSample.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A sample as a table: a row for each kind of actor, then jobs, pools, the journal's writes and the collector's pauses;
 * below it bytes and memory.
 *
 * @param sample what is shown
 * @param live whether its windows are shown, or everything since its process began
 * @param every whether each type of message and event has a row
 */
public record SampleTable(LiveSample sample, boolean live, boolean every) {

    /** By which column the rows of each part are in order. */
    public record Order(int column, boolean descending) {

        /** Whose messages wait longest comes first. */
        public static final Order WORST_FIRST = new Order(4, true);

        public Order left() {
            return new Order((column + COLUMNS - 1) % COLUMNS, descending);
        }

        public Order right() {
            return new Order((column + 1) % COLUMNS, descending);
        }
    }

    private static final int COLUMNS = 10;
    private static final int FIRST_NUMBER = 2;
    private static final int MOST_BYTES = 3;
    private static final String GAP = "  ";

    /** A cell: what is written, and by what it is ordered. */
    private record Cell(String text, double value) {

        static Cell seconds(double seconds) {
            return new Cell(Quantity.seconds(seconds), seconds);
        }

        static Cell number(double value) {
            return new Cell(Quantity.digits(value), value);
        }
    }

    private record Row(String name, String now, double count, Histogram waiting, Histogram working) {

        List<Cell> cells(double seconds) {
            double busy = working.totalSeconds();
            return List.of(
                    new Cell(name, Double.NaN),
                    new Cell(now, Double.NaN),
                    seconds > 0 ? Cell.number(count / seconds) : new Cell(Long.toString((long) count), count),
                    Cell.seconds(waiting.quantileSeconds(.5)),
                    Cell.seconds(waiting.quantileSeconds(.99)),
                    Cell.seconds(waiting.count() == 0 ? Double.NaN : waiting.maxSeconds()),
                    Cell.seconds(working.quantileSeconds(.5)),
                    Cell.seconds(working.quantileSeconds(.99)),
                    Cell.seconds(working.count() == 0 ? Double.NaN : working.maxSeconds()),
                    seconds > 0 ? Cell.number(busy / seconds) : Cell.seconds(busy));
        }
    }

    /** One line of text, and what it is. */
    public record Line(Kind kind, String text) {
        /** How a line may be shown. */
        public enum Kind {
            TITLE,
            HEAD,
            ACTOR,
            OTHER
        }
    }

    /** All lines, in {@link Order#WORST_FIRST}. */
    @Override
    public String toString() {
        return lines(Order.WORST_FIRST).stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    public List<Line> lines(Order order) {
        List<List<Cell>> table = new ArrayList<>();
        List<Line.Kind> kinds = new ArrayList<>();
        table.add(head(order));
        kinds.add(Line.Kind.HEAD);
        for (LiveSample.Actors actor : sorted(sample.actors(), this::actor, order)) {
            table.add(cells(actor(actor)));
            kinds.add(Line.Kind.ACTOR);
            if (every) {
                sorted(actor.messages(), this::message, order).forEach(message -> {
                    table.add(cells(message(message)));
                    kinds.add(Line.Kind.ACTOR);
                });
            }
        }
        Stream.of(
                        sorted(sample.jobs(), this::job, order).stream().map(this::job),
                        sorted(sample.pools(), this::pool, order).stream().map(this::pool),
                        sorted(others(), row -> row, order).stream())
                .flatMap(rows -> rows)
                .forEach(row -> {
                    table.add(cells(row));
                    kinds.add(Line.Kind.OTHER);
                });
        int[] widths = IntStream.range(0, COLUMNS)
                .map(column -> table.stream()
                        .mapToInt(row -> row.get(column).text().length())
                        .max()
                        .orElse(0))
                .toArray();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(Line.Kind.TITLE, title()));
        for (int i = 0; i < table.size(); i++) {
            lines.add(new Line(kinds.get(i), line(table.get(i), widths)));
        }
        lines.add(new Line(Line.Kind.OTHER, bytes()));
        if (every) {
            events().forEach(kind ->
                    lines.add(new Line(Line.Kind.OTHER, "  " + kind.count().total() + " " + text(kind))));
        }
        lines.add(new Line(Line.Kind.OTHER, memory()));
        return lines;
    }

    private String title() {
        Duration age = Duration.ofMillis(sample.sampledMillis() - sample.startMillis());
        String time =
                String.format(Locale.ROOT, "%d:%02d:%02d", age.toHours(), age.toMinutesPart(), age.toSecondsPart());
        return sample.experiment() + ", process " + sample.pid()
                + (live
                        ? " since " + time + "; the last " + Quantity.digits(sample.windowSeconds()) + " s"
                        : "; its first " + time);
    }

    private List<Cell> head(Order order) {
        List<String> names = List.of(
                "",
                live ? "now" : "",
                live ? "per s" : "count",
                "waited p50",
                "p99",
                "max",
                "worked p50",
                "p99",
                "max",
                live ? "busy" : "in all");
        return IntStream.range(0, COLUMNS)
                .mapToObj(i -> new Cell(
                        i == order.column() ? names.get(i) + (order.descending() ? "▼" : "▲") : names.get(i), 0))
                .toList();
    }

    private <T> List<T> sorted(List<T> things, Function<T, Row> row, Order order) {
        Function<T, Cell> cell = thing -> cells(row.apply(thing)).get(order.column());
        Comparator<T> by = order.column() < FIRST_NUMBER
                ? Comparator.comparing(thing -> cell.apply(thing).text())
                : Comparator.comparingDouble(thing -> cell.apply(thing).value());
        // Rows without a value come last in either order.
        Comparator<T> unmeasured = Comparator.comparing(thing ->
                order.column() >= FIRST_NUMBER && Double.isNaN(cell.apply(thing).value()));
        return things.stream()
                .sorted(unmeasured.thenComparing(order.descending() ? by.reversed() : by))
                .toList();
    }

    private List<Cell> cells(Row row) {
        return row.cells(live ? sample.windowSeconds() : 0);
    }

    private static String line(List<Cell> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < COLUMNS; i++) {
            String text = row.get(i).text();
            String pad = " ".repeat(widths[i] - text.length());
            line.append(i == 0 ? text + pad : GAP + pad + text);
        }
        return line.toString().stripTrailing();
    }

    private Histogram shown(Measured durations) {
        return live ? durations.window() : durations.total();
    }

    private Row actor(LiveSample.Actors actor) {
        String failures = actor.failures() == 0 ? "" : " (" + actor.failures() + " failures)";
        return row(actor.actor() + failures, Integer.toString(actor.waiting()), actor.mailbox(), actor.processing());
    }

    private Row message(LiveSample.Messages message) {
        return row("  " + message.message(), "", message.mailbox(), message.processing());
    }

    private Row job(LiveSample.Jobs job) {
        String queued = job.queued() == 0 ? "" : " +" + job.queued();
        return row("job " + job.kind(), job.running() + queued, job.waiting(), job.working());
    }

    private Row pool(LiveSample.Pool pool) {
        String queued = pool.queued() == 0 ? "" : " +" + pool.queued();
        return row("pool " + pool.pool(), pool.busy() + "/" + pool.size() + queued, pool.waiting(), pool.working());
    }

    private List<Row> others() {
        Measured none = Measured.of(Histogram.EMPTY);
        return List.of(
                row("journal writes", "", none, sample.journal().writing()),
                row("collector pauses", "", none, sample.jvm().collecting()));
    }

    private Row row(String name, String now, Measured waiting, Measured working) {
        long count = Math.max(shown(waiting).count(), shown(working).count());
        return new Row(name, live ? now : "", count, shown(waiting), shown(working));
    }

    private String bytes() {
        List<Events> events = events();
        long all = events.stream().mapToLong(kind -> kind.bytes().total()).sum();
        long recent = events.stream().mapToLong(kind -> kind.bytes().window()).sum();
        long count = events.stream().mapToLong(kind -> kind.count().total()).sum();
        String most = events.stream()
                .filter(kind -> !every)
                .limit(MOST_BYTES)
                .map(SampleTable::text)
                .collect(Collectors.joining(", "));
        return "written: " + (live ? Quantity.bytes(recent / sample.windowSeconds()) + "/s; " : "") + count
                + " events, " + Quantity.bytes(all) + (most.isEmpty() ? "" : ": " + most);
    }

    /** Those with most bytes first. */
    private List<Events> events() {
        return sample.journal().events().stream()
                .sorted(Comparator.comparingLong((Events kind) -> kind.bytes().total())
                        .reversed())
                .toList();
    }

    private static String text(Events kind) {
        return kind.kind() + " " + Quantity.bytes(kind.bytes().total());
    }

    private String memory() {
        LiveSample.Jvm jvm = sample.jvm();
        return "heap: " + Quantity.bytes(jvm.heapUsed()) + " of " + Quantity.bytes(jvm.heapCommitted())
                + "; processor: " + Quantity.seconds(jvm.cpuSeconds());
    }
}
