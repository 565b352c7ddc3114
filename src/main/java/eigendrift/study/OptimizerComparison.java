package eigendrift.study;

import eigendrift.inference.CliffsDelta;
import eigendrift.inference.FamilyWise;
import eigendrift.inference.Interval;
import eigendrift.random.Streams;
import eigendrift.readmodel.Tables;
import eigendrift.study.SeedStatistics.Concentration;
import eigendrift.study.SeedStatistics.Movement;
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
 * @param p of a sign-flip test, of this row alone
 * @param unpaired p of a permutation test, which does not mind which seed is which: not of this design, where seeds are
 *     paired
 * @param family p adjusted for all comparisons of the experiment (FamilyWise); that of {@link Claims} is adjusted for
 *     all claims
 * @param bySeed b − a of each seed
 * @param interval 95 % for the difference
 * @param match where, if matching is by loss
 */
public record OptimizerComparison(
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
        Map<Long, Double> bySeed,
        Interval interval,
        LossMatch match) {

    /** Only more than 13 seeds take random signs. */
    private static final Streams STREAMS = new Streams(0);

    /** Every pair of optimizers, in the order of the configuration, on every statistic that both have. */
    public static List<OptimizerComparison> of(Tables tables) {
        return adjusted(OptimizerPair.of(tables).stream()
                .flatMap(OptimizerComparison::rows)
                .toList());
    }

    private static Stream<OptimizerComparison> rows(OptimizerPair pair) {
        SeedStatistics statistics = pair.statistics();
        return Stream.of(
                        pair.compare("displacement", (run, loss) -> statistics.late(run, Movement.PRIMARY)),
                        pair.compareAtLoss(
                                "displacement",
                                (run, loss) -> statistics.atLoss(run, loss, Movement.PRIMARY),
                                statistics::movementAt),
                        pair.compare("displacement_first", (run, loss) -> statistics.late(run, Movement.FIRST)),
                        pair.compare("displacement_change", (run, loss) -> statistics.settling(run)),
                        pair.compare(
                                "ln_displacement_over_null",
                                (run, loss) -> statistics.displacementOverNull(run, "random-walk")),
                        pair.compare(
                                "ln_odds_over_null",
                                (run, loss) -> statistics.displacementOddsOverNull(run, "random-walk")),
                        pair.compare("n_ipr", (run, loss) -> statistics.late(run, Concentration.PRIMARY)),
                        pair.compareAtLoss(
                                "n_ipr",
                                (run, loss) -> statistics.atLoss(run, loss, Concentration.PRIMARY),
                                statistics::concentrationAt),
                        pair.compare("n_ipr_change", (run, loss) -> statistics.localizing(run)),
                        pair.compare("ln_ipr_over_null", (run, loss) -> statistics.iprOverNull(run, "initialization")))
                .flatMap(Optional::stream);
    }

    private static List<OptimizerComparison> adjusted(List<OptimizerComparison> rows) {
        double[] family = FamilyWise.adjusted(
                rows.stream().map(OptimizerComparison::bySeed).toList(), STREAMS.stream("family"));
        List<OptimizerComparison> adjusted = new ArrayList<>();
        for (int i = 0; i < family.length; i++) {
            adjusted.add(rows.get(i).withFamily(family[i]));
        }
        return adjusted;
    }

    private OptimizerComparison withFamily(double adjusted) {
        return new OptimizerComparison(
                statistic,
                matching,
                a,
                b,
                seeds,
                meanA,
                meanB,
                difference,
                effect,
                p,
                unpaired,
                adjusted,
                bySeed,
                interval,
                match);
    }
}
