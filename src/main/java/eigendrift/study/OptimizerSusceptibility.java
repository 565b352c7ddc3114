package eigendrift.study;

import eigendrift.dynamics.Susceptibility;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.RowFormat;
import eigendrift.readmodel.SortedRows;
import eigendrift.readmodel.Tables;
import eigendrift.readmodel.Views;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * How differently the seeds of one optimizer turn a vector, by rank, between two checkpoints.
 *
 * @param displacement over the completed runs; that of q² is the same, but for the mean
 */
public record OptimizerSusceptibility(
        String optimizer, int index, Label label, long stepFrom, long stepTo, Susceptibility displacement) {

    /** Mean of q² over seeds. */
    public double meanSquaredOverlap() {
        return 1 - displacement.mean();
    }

    /** Optimizers in the order of the configuration; pairs of checkpoints that any completed run was compared at. */
    public static Collection<OptimizerSusceptibility> of(Tables tables) {
        return of(tables, Views.filter(tables.displacement(), SeedDisplacements::counts));
    }

    /** Of the first vector between neighbours, where two or more seeds were compared. */
    public static List<OptimizerSusceptibility> ofNeighbours(Tables tables) {
        Collection<OptimizerSusceptibility> first = of(
                tables, Views.filter(tables.displacement(), row -> row.index() == 1 && SeedDisplacements.counts(row)));
        return Neighbours.susceptibility(
                Views.filter(first, row -> row.displacement().seeds() > 1));
    }

    private static Collection<OptimizerSusceptibility> of(Tables tables, Collection<Tables.Displacement> rows) {
        Map<String, SeedDisplacements.Place> places = SeedDisplacements.places(tables);
        Comparator<Tables.Displacement> bySeeds = Comparator.<Tables.Displacement>comparingInt(
                        row -> places.get(row.run()).optimizer())
                .thenComparingInt(Tables.Displacement::index)
                .thenComparingLong(Tables.Displacement::stepFrom)
                .thenComparingLong(Tables.Displacement::stepTo);
        SortedRows<Tables.Displacement> sorted = new SortedRows<>(
                bySeeds.thenComparingInt(row -> places.get(row.run()).seed()), RowFormat.displacement());
        rows.stream().filter(row -> places.containsKey(row.run())).forEach(sorted::add);
        Map<String, String> optimizers = new HashMap<>();
        tables.runs().forEach(run -> optimizers.put(run.run(), run.optimizer()));
        return new AbstractCollection<>() {
            @Override
            public Iterator<OptimizerSusceptibility> iterator() {
                return new Seeds(sorted.iterator(), bySeeds, optimizers);
            }

            @Override
            public boolean isEmpty() {
                return sorted.isEmpty();
            }

            @Override
            public int size() {
                int size = 0;
                for (Iterator<?> all = iterator(); all.hasNext(); all.next()) {
                    size++;
                }
                return size;
            }
        };
    }

    /** One for all seeds that were compared at the same two checkpoints. */
    private static final class Seeds implements Iterator<OptimizerSusceptibility> {
        private final Iterator<Tables.Displacement> rows;
        private final Comparator<Tables.Displacement> bySeeds;
        private final Map<String, String> optimizers;
        private Tables.Displacement next;

        Seeds(
                Iterator<Tables.Displacement> rows,
                Comparator<Tables.Displacement> bySeeds,
                Map<String, String> optimizers) {
            this.rows = rows;
            this.bySeeds = bySeeds;
            this.optimizers = optimizers;
            advance();
        }

        private void advance() {
            next = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public OptimizerSusceptibility next() {
            Tables.Displacement first = next;
            List<Double> each = new ArrayList<>();
            while (next != null && bySeeds.compare(first, next) == 0) {
                each.add(next.displacement());
                advance();
            }
            return new OptimizerSusceptibility(
                    optimizers.get(first.run()),
                    first.index(),
                    first.label(),
                    first.stepFrom(),
                    first.stepTo(),
                    Susceptibility.of(
                            each.stream().mapToDouble(Double::doubleValue).toArray()));
        }
    }
}
