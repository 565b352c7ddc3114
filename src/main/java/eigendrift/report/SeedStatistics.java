package eigendrift.report;

import eigendrift.replay.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * One number for each run, so that seeds are the replicates. Early and late are the first and the last quarter of the run's
 * steps; NaN where nothing was measured there.
 */
final class SeedStatistics {

    private static final double EARLY = .25;
    private static final double LATE = .75;

    private final Map<String, Tables.Run> runs = new HashMap<>();
    private final Map<String, List<Tables.Displacement>> neighbours = new HashMap<>();
    private final Map<String, List<Tables.Localization>> first = new HashMap<>();
    private final Map<String, List<Tables.Training>> training = new HashMap<>();
    private final Map<String, List<Tables.Null>> nulls = new HashMap<>();

    SeedStatistics(Tables tables) {
        tables.runs().forEach(run -> runs.put(run.run(), run));
        Neighbours.displacement(tables.displacement().stream()
                        .filter(row -> row.label().equals("rank"))
                        .toList())
                .forEach(row -> add(neighbours, row.run(), row));
        tables.localization().stream().filter(row -> row.index() == 1).forEach(row -> add(first, row.run(), row));
        tables.training().forEach(row -> add(training, row.run(), row));
        tables.nulls().stream()
                .filter(row -> row.index() == 1
                        && row.model().equals("initialization")
                        && row.statistic().equals("ipr"))
                .forEach(row -> add(nulls, row.run(), row));
    }

    private static <R> void add(Map<String, List<R>> rows, String run, R row) {
        rows.computeIfAbsent(run, r -> new ArrayList<>()).add(row);
    }

    /** Mean displacement of the leading vectors, by rank, between neighbouring checkpoints, late. */
    double lateDisplacement(String run) {
        return displacement(run, share -> share > LATE);
    }

    /** Late less early displacement. */
    double settling(String run) {
        return lateDisplacement(run) - displacement(run, share -> share <= EARLY);
    }

    private double displacement(String run, DoublePredicate when) {
        return mean(
                neighbours.getOrDefault(run, List.of()),
                row -> when.test(share(run, row.stepTo())),
                row -> row.displacement());
    }

    /** Mean n·IPR of the first vector, late. */
    double lateIpr(String run) {
        return ipr(run, share -> share > LATE);
    }

    /** Late less early n·IPR of the first vector. */
    double localizing(String run) {
        return lateIpr(run) - ipr(run, share -> share <= EARLY);
    }

    private double ipr(String run, DoublePredicate when) {
        int n = runs.get(run).parameters();
        return mean(first.getOrDefault(run, List.of()), row -> when.test(share(run, row.step())), row -> n * row.ipr());
    }

    /** Mean of ln(IPR / its mean under fresh initial weights) of the first vector, late. */
    double overNull(String run) {
        return mean(
                nulls.getOrDefault(run, List.of()),
                row -> share(run, row.step()) > LATE,
                row -> Math.log(row.observed() / row.nullMean()));
    }

    double finalLoss(String run) {
        return runs.get(run).finalLoss();
    }

    /** Mean displacement of the pair of neighbours that ends at the first checkpoint with at most this training loss. */
    double displacementAtLoss(String run, double loss) {
        List<Tables.Displacement> rows = neighbours.getOrDefault(run, List.of());
        long at = firstAfter(rows.stream().map(Tables.Displacement::stepTo).toList(), reached(run, loss));
        return mean(rows, row -> row.stepTo() == at, Tables.Displacement::displacement);
    }

    /** n·IPR of the first vector at the first checkpoint with at most this training loss. */
    double iprAtLoss(String run, double loss) {
        int n = runs.get(run).parameters();
        List<Tables.Localization> rows = first.getOrDefault(run, List.of());
        long at = firstAfter(rows.stream().map(Tables.Localization::step).toList(), reached(run, loss));
        return mean(rows, row -> row.step() == at, row -> n * row.ipr());
    }

    private long reached(String run, double loss) {
        return training.getOrDefault(run, List.of()).stream()
                .filter(row -> row.trainLoss() <= loss)
                .mapToLong(Tables.Training::step)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static long firstAfter(List<Long> steps, long step) {
        return steps.stream()
                .mapToLong(Long::longValue)
                .filter(s -> s >= step)
                .min()
                .orElse(-1);
    }

    private double share(String run, long step) {
        return (double) step / runs.get(run).steps();
    }

    private static <R> double mean(List<R> rows, Predicate<R> wanted, ToDoubleFunction<R> value) {
        return rows.stream().filter(wanted).mapToDouble(value).average().orElse(Double.NaN);
    }
}
