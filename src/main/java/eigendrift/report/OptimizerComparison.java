package eigendrift.report;

import eigendrift.inference.CliffsDelta;
import eigendrift.inference.FamilyWise;
import eigendrift.inference.SignFlips;
import eigendrift.linalg.Streams;
import eigendrift.replay.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two optimizers on one statistic, paired by seed: same initial weights, same batches.
 *
 * @param matching step: over the same steps; loss: at the first checkpoints with a training loss that both reach
 * @param seeds that both have
 * @param difference mean of b − a over seeds
 * @param effect Cliff's δ of b over a
 * @param p of a sign-flip test
 * @param bySeed b − a of each seed
 * @param family p adjusted for all comparisons of the experiment (FamilyWise)
 */
record OptimizerComparison(
        String statistic,
        String matching,
        String a,
        String b,
        int seeds,
        double meanA,
        double meanB,
        double difference,
        CliffsDelta effect,
        double p,
        double family,
        Map<Long, Double> bySeed) {

    /** Only more than 20 seeds take random signs. */
    private static final Streams STREAMS = new Streams(0);

    /** A run's value where it is compared with another. */
    private interface Value {
        double of(String run, double commonLoss);
    }

    /** Every pair of optimizers, in the order of the configuration, on every statistic that both have. */
    static List<OptimizerComparison> of(Tables tables) {
        SeedStatistics statistics = new SeedStatistics(tables);
        Map<String, Map<Long, String>> byOptimizer = runs(tables);
        List<String> optimizers =
                tables.runs().stream().map(Tables.Run::optimizer).distinct().toList();
        List<OptimizerComparison> rows = new ArrayList<>();
        for (int i = 0; i < optimizers.size(); i++) {
            for (int j = i + 1; j < optimizers.size(); j++) {
                Pairing pairing = new Pairing(
                        optimizers.get(i),
                        optimizers.get(j),
                        byOptimizer.get(optimizers.get(i)),
                        byOptimizer.get(optimizers.get(j)),
                        statistics);
                pairing.add("displacement", "step", (run, loss) -> statistics.lateDisplacement(run), rows);
                pairing.add("displacement", "loss", statistics::displacementAtLoss, rows);
                pairing.add("displacement_change", "step", (run, loss) -> statistics.settling(run), rows);
                pairing.add("n_ipr", "step", (run, loss) -> statistics.lateIpr(run), rows);
                pairing.add("n_ipr", "loss", statistics::iprAtLoss, rows);
                pairing.add("n_ipr_change", "step", (run, loss) -> statistics.localizing(run), rows);
                pairing.add("ln_ipr_over_null", "step", (run, loss) -> statistics.overNull(run), rows);
            }
        }
        return adjusted(rows);
    }

    /** Runs that ended as planned, by optimizer and seed. */
    static Map<String, Map<Long, String>> runs(Tables tables) {
        Map<String, Map<Long, String>> runs = new TreeMap<>();
        for (Tables.Run run : tables.runs()) {
            Map<Long, String> own = runs.computeIfAbsent(run.optimizer(), o -> new TreeMap<>());
            if (run.status().equals("completed")) {
                own.put(run.seed(), run.run());
            }
        }
        return runs;
    }

    private static List<OptimizerComparison> adjusted(List<OptimizerComparison> rows) {
        double[] family = FamilyWise.adjusted(
                rows.stream().map(OptimizerComparison::bySeed).toList(), STREAMS.stream("family"));
        List<OptimizerComparison> adjusted = new ArrayList<>();
        for (int i = 0; i < family.length; i++) {
            OptimizerComparison r = rows.get(i);
            adjusted.add(new OptimizerComparison(
                    r.statistic,
                    r.matching,
                    r.a,
                    r.b,
                    r.seeds,
                    r.meanA,
                    r.meanB,
                    r.difference,
                    r.effect,
                    r.p,
                    family[i],
                    r.bySeed));
        }
        return adjusted;
    }

    private record Pairing(
            String a, String b, Map<Long, String> runsA, Map<Long, String> runsB, SeedStatistics statistics) {

        /** No row where no seed has the statistic under both. */
        void add(String statistic, String matching, Value value, List<OptimizerComparison> rows) {
            List<double[]> pairs = new ArrayList<>();
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
                    }
                }
            });
            if (pairs.isEmpty()) {
                return;
            }
            double[] ofA = pairs.stream().mapToDouble(pair -> pair[0]).toArray();
            double[] ofB = pairs.stream().mapToDouble(pair -> pair[1]).toArray();
            double[] differences =
                    pairs.stream().mapToDouble(pair -> pair[1] - pair[0]).toArray();
            rows.add(new OptimizerComparison(
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
                    Double.NaN,
                    bySeed));
        }
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
