package eigendrift.study;

import eigendrift.inference.CliffsDelta;
import eigendrift.inference.Interval;
import eigendrift.inference.Permutations;
import eigendrift.inference.SignFlips;
import eigendrift.random.Streams;
import eigendrift.readmodel.Status;
import eigendrift.readmodel.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The completed runs of two optimizers by seed, and their statistics. */
public record OptimizerPair(
        String a, String b, Map<Long, String> runsA, Map<Long, String> runsB, SeedStatistics statistics) {

    /** Used only if there are too many seeds to enumerate all sign flips. */
    private static final Streams STREAMS = new Streams(0);

    /** A run's value where it is compared with another; {@code commonLoss} is a training loss that both reach. */
    interface Value {
        double of(String run, double commonLoss);
    }

    static List<OptimizerPair> of(Tables tables, List<Baseline.Pair> pairs) {
        SeedStatistics statistics = new SeedStatistics(tables);
        Map<String, Map<Long, String>> runs = runs(tables);
        return pairs.stream()
                .map(pair -> new OptimizerPair(
                        pair.against(),
                        pair.optimizer(),
                        runs.get(pair.against()),
                        runs.get(pair.optimizer()),
                        statistics))
                .toList();
    }

    /** Runs that ended as planned, by optimizer and seed. */
    public static Map<String, Map<Long, String>> runs(Tables tables) {
        Map<String, Map<Long, String>> runs = new TreeMap<>();
        for (Tables.Run run : tables.runs()) {
            Map<Long, String> own = runs.computeIfAbsent(run.optimizer(), o -> new TreeMap<>());
            if (run.status() == Status.COMPLETED) {
                own.put(run.seed(), run.run());
            }
        }
        return runs;
    }

    /** Over the same steps; empty where no seed has a finite value under both. */
    Optional<OptimizerComparison> compare(Statistic statistic, Value value) {
        return compare(statistic, Matching.STEP, value, (run, loss) -> Double.NaN);
    }

    /**
     * At equal training loss; empty where no seed has a finite value under both.
     *
     * @param step where the value is taken
     */
    Optional<OptimizerComparison> compareAtLoss(Statistic statistic, Value value, Value step) {
        return compare(statistic, Matching.LOSS, value, step);
    }

    private Optional<OptimizerComparison> compare(Statistic statistic, Matching matching, Value value, Value step) {
        List<double[]> pairs = new ArrayList<>();
        List<LossMatch.Place> placesA = new ArrayList<>();
        List<LossMatch.Place> placesB = new ArrayList<>();
        Map<Long, Double> bySeed = new TreeMap<>();
        runsA.forEach((seed, runA) -> {
            String runB = runsB.get(seed);
            if (runB != null) {
                double loss = Math.max(statistics.finalLoss(runA), statistics.finalLoss(runB));
                double x = value.of(runA, loss);
                double y = value.of(runB, loss);
                if (Double.isFinite(x) && Double.isFinite(y)) {
                    pairs.add(new double[] {x, y});
                    bySeed.put(seed, y - x);
                    placesA.add(place(runA, step.of(runA, loss)));
                    placesB.add(place(runB, step.of(runB, loss)));
                }
            }
        });
        if (pairs.isEmpty()) {
            return Optional.empty();
        }
        double[] ofA = pairs.stream().mapToDouble(pair -> pair[0]).toArray();
        double[] ofB = pairs.stream().mapToDouble(pair -> pair[1]).toArray();
        double[] differences =
                pairs.stream().mapToDouble(pair -> pair[1] - pair[0]).toArray();
        return Optional.of(new OptimizerComparison(
                statistic,
                matching,
                a,
                b,
                pairs.size(),
                mean(ofA),
                mean(ofB),
                mean(differences),
                CliffsDelta.of(ofB, ofA),
                SignFlips.p(differences, STREAMS.stream("sign-flips")),
                Permutations.p(ofA, ofB, STREAMS.stream("permutations")),
                Double.NaN,
                bySeed,
                Interval.of(differences, STREAMS.stream("interval")),
                matching == Matching.LOSS ? LossMatch.of(placesA, placesB) : LossMatch.NONE));
    }

    private LossMatch.Place place(String run, double step) {
        return new LossMatch.Place(step, statistics.trainLoss(run, step));
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
