package eigendrift.report;

import eigendrift.inference.CliffsDelta;
import eigendrift.inference.FamilyWise;
import eigendrift.linalg.Streams;
import eigendrift.replay.Tables;
import eigendrift.report.SeedStatistics.Concentration;
import eigendrift.report.SeedStatistics.Movement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two optimizers on one statistic, paired by seed: same initial weights, same batches.
 *
 * @param matching step: over the same steps; loss: at the first checkpoints with a training loss that both reach
 * @param seeds that both have
 * @param difference mean of b − a over seeds
 * @param effect Cliff's δ of b over a
 * @param p of a sign-flip test
 * @param unpaired p of a permutation test, which does not mind which seed is which
 * @param family p adjusted for all comparisons of the experiment (FamilyWise)
 * @param bySeed b − a of each seed
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
        double unpaired,
        double family,
        Map<Long, Double> bySeed) {

    /** Only more than 13 seeds take random signs. */
    private static final Streams STREAMS = new Streams(0);

    /** Every pair of optimizers, in the order of the configuration, on every statistic that both have. */
    static List<OptimizerComparison> of(Tables tables) {
        return adjusted(OptimizerPair.of(tables).stream()
                .flatMap(OptimizerComparison::rows)
                .toList());
    }

    private static Stream<OptimizerComparison> rows(OptimizerPair pair) {
        SeedStatistics statistics = pair.statistics();
        return Stream.of(
                        pair.compare("displacement", "step", (run, loss) -> statistics.late(run, Movement.PRIMARY)),
                        pair.compare(
                                "displacement", "loss", (run, loss) -> statistics.atLoss(run, loss, Movement.PRIMARY)),
                        pair.compare("displacement_change", "step", (run, loss) -> statistics.settling(run)),
                        pair.compare(
                                "ln_displacement_over_null",
                                "step",
                                (run, loss) -> statistics.displacementOverNull(run, "random-walk")),
                        pair.compare("n_ipr", "step", (run, loss) -> statistics.late(run, Concentration.PRIMARY)),
                        pair.compare(
                                "n_ipr", "loss", (run, loss) -> statistics.atLoss(run, loss, Concentration.PRIMARY)),
                        pair.compare("n_ipr_change", "step", (run, loss) -> statistics.localizing(run)),
                        pair.compare(
                                "ln_ipr_over_null",
                                "step",
                                (run, loss) -> statistics.iprOverNull(run, "initialization")))
                .flatMap(Optional::stream);
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
                    r.unpaired,
                    family[i],
                    r.bySeed));
        }
        return adjusted;
    }
}
