package eigendrift.readmodel;

import eigendrift.experiment.tracking.Tracker.DynamicsMeasured;
import eigendrift.experiment.tracking.Tracker.PairMeasured;
import eigendrift.experiment.tracking.Tracker.VectorDisplacement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rows of compared pairs of checkpoints of one run: displacements, subspaces, weights. */
final class PairRows {

    /** One eigenvector at all steps; in the order of the export. */
    record Vector(int index, Label label) implements Comparable<Vector> {

        private static final Comparator<Vector> ORDER =
                Comparator.comparingInt(Vector::index).thenComparing(Vector::label);

        @Override
        public int compareTo(Vector other) {
            return ORDER.compare(this, other);
        }
    }

    private final String run;
    private final int parameters;
    private final RowStore store;
    private final SortedMap<Vector, PairSeries> displacement = new TreeMap<>();
    private final PairSeries subspace;
    private final PairSeries weights;
    private final Rows<Long> steps = new Rows<>();

    PairRows(String run, int parameters, RowStore store) {
        this.run = run;
        this.parameters = parameters;
        this.store = store;
        this.subspace = new PairSeries(store, 5);
        this.weights = new PairSeries(store, 1);
    }

    /** Adds how far a vector moved; {@link #end} is to follow. */
    void add(int index, Label label, long stepFrom, double overlap, double displaced, double angle, double bound) {
        displacement
                .computeIfAbsent(new Vector(index, label), vector -> new PairSeries(store, 4))
                .add(stepFrom, overlap, displaced, angle, bound);
    }

    /** Adds the span of the leading vectors at two times; the last three are NaN where not measured. */
    void addSubspace(PairMeasured pair, int k, double geodesic, double chordal, double largestAngle) {
        subspace.add(pair.stepFrom(), k, pair.subspaceOverlap(), geodesic, chordal, largestAngle);
    }

    /** Adds the other rows of a step, and ends it. */
    void end(DynamicsMeasured dynamics, long ordering) {
        for (PairMeasured pair : dynamics.pairs()) {
            for (VectorDisplacement m : pair.moved()) {
                add(m.index(), Label.RANK, pair.stepFrom(), m.overlap(), m.displacement(), m.angle(), m.bound());
            }
            weights.add(pair.stepFrom(), pair.weightDisplacement());
        }
        displacement.values().forEach(series -> series.end(dynamics.step(), ordering));
        subspace.end(dynamics.step(), ordering);
        weights.end(dynamics.step(), ordering);
        steps.add(dynamics.step(), ordering);
    }

    /** By vector, then the two steps. */
    Collection<Tables.Displacement> displacement(long behind) {
        List<Collection<Tables.Displacement>> vectors = new ArrayList<>();
        displacement.forEach((vector, series) -> {
            PairSeries.View rows = series.behind(behind);
            vectors.add(Views.walk(rows.size(), () -> rows.byEarlier(displacement(vector))));
        });
        return Views.join(vectors);
    }

    private PairSeries.Reader<Tables.Displacement> displacement(Vector vector) {
        return (from, to, numbers) -> new Tables.Displacement(
                run,
                vector.index(),
                vector.label(),
                from,
                to,
                numbers.getDouble(),
                numbers.getDouble(),
                numbers.getDouble(),
                numbers.getDouble());
    }

    Collection<Tables.Subspace> subspace(long behind) {
        PairSeries.View rows = subspace.behind(behind);
        return Views.walk(
                rows.size(),
                () -> rows.byLater((from, to, numbers) -> new Tables.Subspace(
                        run,
                        from,
                        to,
                        (int) numbers.getDouble(),
                        numbers.getDouble(),
                        numbers.getDouble(),
                        numbers.getDouble(),
                        numbers.getDouble())));
    }

    Collection<Tables.Weights> weights(long behind) {
        PairSeries.View rows = weights.behind(behind);
        return Views.walk(
                rows.size(), () -> rows.byLater((from, to, numbers) -> weights(from, to, numbers.getDouble())));
    }

    private Tables.Weights weights(long stepFrom, long stepTo, double meanSquare) {
        return new Tables.Weights(run, stepFrom, stepTo, meanSquare, Math.sqrt(meanSquare * parameters));
    }

    /** One vector at every two checkpoints. */
    TwoTimeMap twoTimes(int index, Label label) {
        long[] times = steps.behind(0).stream().mapToLong(Long::longValue).toArray();
        Vector vector = new Vector(index, label);
        PairSeries series = displacement.get(vector);
        TwoTimeMap map = TwoTimeMap.empty(times);
        if (series != null) {
            series.behind(0).byLater(displacement(vector)).forEachRemaining(map::put);
        }
        return map;
    }
}
