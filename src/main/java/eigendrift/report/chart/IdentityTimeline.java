package eigendrift.report.chart;

import eigendrift.dynamics.Identities.Fate;
import eigendrift.readmodel.Tables;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.Mark.Line;
import eigendrift.report.figure.Mark.Stroke;
import eigendrift.report.figure.Mark.Symbol;
import eigendrift.report.figure.SeriesColor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The identities of one run through the ranks: a line each, with symbols where one comes, goes or crosses another. */
final class IdentityTimeline {
    private static final Stroke[] STROKES = {Stroke.SOLID, Stroke.DASHED, Stroke.DOTTED, Stroke.DASH_DOT};
    private static final double[] OPACITIES = {1, .45, .7};

    private final SeriesColor.Tone tone;

    private final TreeSet<Long> steps = new TreeSet<>();
    private final TreeMap<Integer, Map<Long, Integer>> ranks = new TreeMap<>();
    private final List<Tables.Change> changes;

    /** @param tone of the run's optimizer; strokes and lightnesses tell twelve identities apart */
    IdentityTimeline(String run, Tables.Identity identity, SeriesColor.Tone tone) {
        this.tone = tone;
        for (Tables.Ranked row : identity.ranks()) {
            if (row.run().equals(run)) {
                steps.add(row.step());
                ranks.computeIfAbsent(row.identity(), i -> new HashMap<>()).put(row.step(), row.rank());
            }
        }
        changes = identity.changes().stream()
                .filter(change -> change.run().equals(run))
                .toList();
    }

    /** The largest rank; 0 without identities. */
    int last() {
        return ranks.values().stream()
                .flatMap(way -> way.values().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        ranks.forEach((identity, way) -> marks.add(line(identity, way)));
        List<double[]> crossed = new ArrayList<>();
        for (Tables.Change change : at(Fate.CROSSED)) {
            crossed.add(point(change.step(), change.rankTo()));
            crossed.add(point(change.step(), ranks.get(change.other()).get(change.step())));
        }
        add(Fate.CROSSED, Symbol.CROSS, SeriesColor.Tone.MUTED, crossed, marks);
        add(Fate.RETURNED, Symbol.DIAMOND, SeriesColor.Tone.TEXT, arrivals(Fate.RETURNED), marks);
        add(Fate.BORN, Symbol.TRIANGLE, SeriesColor.Tone.TEXT, arrivals(Fate.BORN), marks);
        add(Fate.DIED, Symbol.TRIANGLE_DOWN, SeriesColor.Tone.TEXT, deaths(), marks);
        return marks;
    }

    private Mark line(int identity, Map<Long, Integer> way) {
        double[] x = steps.stream().mapToDouble(Long::doubleValue).toArray();
        double[] y = steps.stream()
                .mapToDouble(step -> way.containsKey(step) ? way.get(step) : Double.NaN)
                .toArray();
        Stroke stroke = STROKES[(identity - 1) % STROKES.length];
        double opacity = OPACITIES[(identity - 1) % OPACITIES.length];
        return new Line("", "identity " + identity, SeriesColor.of(tone).faded(opacity), stroke, x, y);
    }

    private List<Tables.Change> at(Fate event) {
        return changes.stream().filter(change -> change.event() == event).toList();
    }

    private List<double[]> arrivals(Fate event) {
        return at(event).stream()
                .map(change -> point(change.step(), change.rankTo()))
                .toList();
    }

    /** Where it was last seen: at the checkpoint before the one that misses it. */
    private List<double[]> deaths() {
        return at(Fate.DIED).stream()
                .map(change -> point(steps.lower(change.step()), change.rankFrom()))
                .toList();
    }

    private static double[] point(long step, int rank) {
        return new double[] {step, rank};
    }

    private static void add(Fate event, Symbol symbol, SeriesColor.Tone tone, List<double[]> points, List<Mark> marks) {
        if (!points.isEmpty()) {
            double[] x = points.stream().mapToDouble(point -> point[0]).toArray();
            double[] y = points.stream().mapToDouble(point -> point[1]).toArray();
            marks.add(new Line(event.csv(), SeriesColor.of(tone), Stroke.NONE, symbol, x, y));
        }
    }
}
