package eigendrift.study;

import eigendrift.config.NullModelName;
import eigendrift.dynamics.Displacement;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One number for each run, so that seeds are the replicates. Early and late are the first and the last quarter of the
 * run's steps; NaN where nothing was measured there.
 */
public final class SeedStatistics {

    private static final double EARLY = .25;
    private static final double LATE = .75;

    private final Map<String, Tables.Run> runs = new HashMap<>();
    private final Map<String, List<Tables.Displacement>> neighbours = new HashMap<>();
    private final Map<String, List<Tables.Localization>> localization = new HashMap<>();
    private final Map<String, List<Tables.Training>> training = new HashMap<>();
    private final Map<Against, List<Tables.Null>> nulls = new HashMap<>();
    private final Map<OwnDraws, List<Tables.NullDraw>> ownDraws = new HashMap<>();
    private final Map<SharedDraws, List<Tables.NullDraw>> sharedDraws = new HashMap<>();
    private final List<Long> seeds;

    private record Against(String run, NullModelName model, String statistic) {}

    private record OwnDraws(NullModelName model, String run, long step, int index) {}

    private record SharedDraws(NullModelName model, int index) {}

    /** How movement is told: of which vectors, followed how, by which measure. */
    record Movement(Label label, boolean firstAlone, ToDoubleFunction<Tables.Displacement> measure) {

        /** 1 − q² of all reported vectors by rank. */
        static final Movement PRIMARY = new Movement(Label.RANK, false, Tables.Displacement::displacement);

        /** 1 − q² of the first vector alone. */
        static final Movement FIRST = new Movement(Label.RANK, true, Tables.Displacement::displacement);

        private boolean counts(Tables.Displacement row) {
            return row.label() == label && (!firstAlone || row.index() == 1);
        }
    }

    /** A measure of localization: of which vectors, in which quantity, from 1 (extended) to n. */
    record Concentration(boolean firstAlone, ToDoubleBiFunction<Tables.Localization, Integer> measure) {

        /** n·IPR of the first vector. */
        static final Concentration PRIMARY = new Concentration(true, (row, n) -> n * row.ipr());
    }

    public SeedStatistics(Tables tables) {
        tables.runs().forEach(run -> runs.put(run.run(), run));
        Neighbours.displacement(tables.displacement()).forEach(row -> add(neighbours, row.run(), row));
        tables.localization().forEach(row -> add(localization, row.run(), row));
        tables.training().forEach(row -> add(training, row.run(), row));
        tables.nulls().forEach(row -> add(nulls, new Against(row.run(), row.model(), row.statistic()), row));
        tables.nullDraws().forEach(draw -> {
            if (draw.isShared()) {
                add(sharedDraws, new SharedDraws(draw.model(), draw.index()), draw);
            } else {
                add(ownDraws, new OwnDraws(draw.model(), draw.run(), draw.step(), draw.index()), draw);
            }
        });
        seeds = tables.runs().stream().map(Tables.Run::seed).distinct().toList();
    }

    private static <K, R> void add(Map<K, List<R>> rows, K key, R row) {
        rows.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }

    /** Mean movement between neighbouring checkpoints, late. */
    double late(String run, Movement movement) {
        return displacement(run, movement, share -> share > LATE);
    }

    /** Late less early displacement. */
    double settling(String run) {
        return late(run, Movement.PRIMARY) - displacement(run, Movement.PRIMARY, share -> share <= EARLY);
    }

    private double displacement(String run, Movement movement, DoublePredicate when) {
        return mean(
                neighbours.getOrDefault(run, List.of()),
                row -> movement.counts(row) && when.test(share(run, row.stepTo())),
                movement.measure());
    }

    /** Mean concentration, late. */
    double late(String run, Concentration concentration) {
        return concentration(run, concentration, share -> share > LATE);
    }

    /** Late less early n·IPR of the first vector. */
    double localizing(String run) {
        return late(run, Concentration.PRIMARY) - concentration(run, Concentration.PRIMARY, share -> share <= EARLY);
    }

    private double concentration(String run, Concentration concentration, DoublePredicate when) {
        int n = runs.get(run).parameters();
        return mean(
                localization.getOrDefault(run, List.of()),
                row -> (!concentration.firstAlone() || row.index() == 1) && when.test(share(run, row.step())),
                row -> concentration.measure().applyAsDouble(row, n));
    }

    /** Mean displacement of the leading vectors since the checkpoint before, by step. */
    public Map<Long, Double> displacements(String run) {
        return neighbours.getOrDefault(run, List.of()).stream()
                .filter(Movement.PRIMARY::counts)
                .collect(Collectors.groupingBy(
                        Tables.Displacement::stepTo,
                        TreeMap::new,
                        Collectors.averagingDouble(Movement.PRIMARY.measure()::applyAsDouble)));
    }

    /** n·IPR of the first vector, by step. */
    public Map<Long, Double> concentrations(String run) {
        int n = runs.get(run).parameters();
        return localization.getOrDefault(run, List.of()).stream()
                .filter(row -> row.index() == 1)
                .collect(Collectors.groupingBy(
                        Tables.Localization::step, TreeMap::new, Collectors.averagingDouble(row -> Concentration.PRIMARY
                                .measure()
                                .applyAsDouble(row, n))));
    }

    /** Mean of ln IPR less that of a null model, of the first vector, late. */
    double iprOverNull(String run, NullModelName model) {
        return overNull(run, model, "ipr", row -> row.index() == 1, Tables.NullDraw::ipr, Math::log);
    }

    /**
     * Mean of ln displacement less that of a null model, of all reported vectors, late. A displacement is at most 1, so
     * this is at most −ln of the null's: where that is large already, nothing can be far above it.
     */
    double displacementOverNull(String run, NullModelName model) {
        return overNull(run, model, "displacement", row -> true, Tables.NullDraw::displacement, Math::log);
    }

    /** The same of the odds of displacement, tan²θ, which have no such ceiling. */
    double displacementOddsOverNull(String run, NullModelName model) {
        return overNull(run, model, "displacement", row -> true, Tables.NullDraw::displacement, Displacement::logOdds);
    }

    private double overNull(
            String run,
            NullModelName model,
            String statistic,
            Predicate<Tables.Null> which,
            ToDoubleFunction<Tables.NullDraw> drawn,
            DoubleUnaryOperator scale) {
        return mean(
                nulls.getOrDefault(new Against(run, model, statistic), List.of()),
                row -> which.test(row) && share(run, row.step()) > LATE,
                row -> scale.applyAsDouble(row.observed()) - expected(row, drawn, scale));
    }

    /**
     * The mean on this scale under the null: from the draws, as ln of their mean would be above it, or of the mean of a
     * closed form. Where one set of draws serves every run, each seed has its own part of them, so that their error is
     * not one that all seeds share.
     */
    private double expected(Tables.Null row, ToDoubleFunction<Tables.NullDraw> drawn, DoubleUnaryOperator scale) {
        List<Tables.NullDraw> own =
                ownDraws.getOrDefault(new OwnDraws(row.model(), row.run(), row.step(), row.index()), List.of());
        List<Tables.NullDraw> shared = sharedDraws.getOrDefault(new SharedDraws(row.model(), row.index()), List.of());
        int place = seeds.indexOf(runs.get(row.run()).seed());
        List<Tables.NullDraw> part = shared.size() < seeds.size()
                ? shared
                : shared.stream()
                        .filter(draw -> (draw.draw() - 1) % seeds.size() == place)
                        .toList();
        return Stream.concat(own.stream(), part.stream())
                .mapToDouble(draw -> scale.applyAsDouble(drawn.applyAsDouble(draw)))
                .filter(Double::isFinite)
                .average()
                .orElse(scale.applyAsDouble(row.nullMean()));
    }

    double finalLoss(String run) {
        return runs.get(run).finalLoss();
    }

    /** Mean movement of the pair of neighbours that ends at {@link #movementAt}. */
    double atLoss(String run, double loss, Movement movement) {
        double at = movementAt(run, loss);
        return mean(
                neighbours.getOrDefault(run, List.of()),
                row -> movement.counts(row) && row.stepTo() == at,
                movement.measure());
    }

    /** Mean concentration at {@link #concentrationAt}. */
    double atLoss(String run, double loss, Concentration concentration) {
        int n = runs.get(run).parameters();
        double at = concentrationAt(run, loss);
        return mean(
                localization.getOrDefault(run, List.of()),
                row -> (!concentration.firstAlone() || row.index() == 1) && row.step() == at,
                row -> concentration.measure().applyAsDouble(row, n));
    }

    /** Step of the first checkpoint with a neighbour before it and at most this training loss; NaN for none. */
    double movementAt(String run, double loss) {
        return firstAfter(
                neighbours.getOrDefault(run, List.of()).stream().map(Tables.Displacement::stepTo), reached(run, loss));
    }

    /** Step of the first checkpoint with at most this training loss; NaN for none. */
    double concentrationAt(String run, double loss) {
        return firstAfter(
                localization.getOrDefault(run, List.of()).stream().map(Tables.Localization::step), reached(run, loss));
    }

    /** Training loss at a step, or as last logged before it; NaN for none. */
    public double trainLoss(String run, double step) {
        return training.getOrDefault(run, List.of()).stream()
                .filter(row -> row.step() <= step && Double.isFinite(row.trainLoss()))
                .max(Comparator.comparingLong(Tables.Training::step))
                .map(Tables.Training::trainLoss)
                .orElse(Double.NaN);
    }

    private long reached(String run, double loss) {
        return training.getOrDefault(run, List.of()).stream()
                .filter(row -> row.trainLoss() <= loss)
                .mapToLong(Tables.Training::step)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static double firstAfter(Stream<Long> steps, long step) {
        return steps.mapToLong(Long::longValue)
                .filter(s -> s >= step)
                .mapToDouble(s -> s)
                .min()
                .orElse(Double.NaN);
    }

    private double share(String run, long step) {
        return (double) step / runs.get(run).steps();
    }

    private static <R> double mean(List<R> rows, Predicate<R> wanted, ToDoubleFunction<R> value) {
        return rows.stream().filter(wanted).mapToDouble(value).average().orElse(Double.NaN);
    }
}
