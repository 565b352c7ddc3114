package eigendrift.study;

import eigendrift.config.NullModelName;
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
 * @param seeds that both have
 * @param difference mean of b − a over seeds
 * @param effect Cliff's δ of b over a
 * @param p of a sign-flip test, of this row alone
 * @param unpaired p of a permutation test, which does not mind which seed is which: not of this design, where seeds are
 *     paired
 * @param family p adjusted for all rows (FamilyWise); that of {@link Claims} is adjusted for
 *     all claims
 * @param bySeed b − a of each seed
 * @param interval 95 % for the difference
 * @param match where, if matching is by loss
 */
public record OptimizerComparison(
        Statistic statistic,
        Matching matching,
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

    /** The pairs of optimizers on every statistic that both have. */
    public static List<OptimizerComparison> of(Tables tables, Baseline baseline) {
        return of(tables, baseline.pairs(tables));
    }

    static List<OptimizerComparison> of(Tables tables, List<Baseline.Pair> pairs) {
        return adjusted(OptimizerPair.of(tables, pairs).stream()
                .flatMap(OptimizerComparison::rows)
                .toList());
    }

    private static Stream<OptimizerComparison> rows(OptimizerPair pair) {
        SeedStatistics statistics = pair.statistics();
        return Stream.of(
                        pair.compare(Statistic.DISPLACEMENT, (run, loss) -> statistics.late(run, Movement.PRIMARY)),
                        pair.compareAtLoss(
                                Statistic.DISPLACEMENT,
                                (run, loss) -> statistics.atLoss(run, loss, Movement.PRIMARY),
                                statistics::movementAt),
                        pair.compare(Statistic.DISPLACEMENT_FIRST, (run, loss) -> statistics.late(run, Movement.FIRST)),
                        pair.compare(Statistic.DISPLACEMENT_CHANGE, (run, loss) -> statistics.settling(run)),
                        pair.compare(
                                Statistic.LN_DISPLACEMENT_OVER_NULL,
                                (run, loss) -> statistics.displacementOverNull(run, NullModelName.RANDOM_WALK)),
                        pair.compare(
                                Statistic.LN_ODDS_OVER_NULL,
                                (run, loss) -> statistics.displacementOddsOverNull(run, NullModelName.RANDOM_WALK)),
                        pair.compare(Statistic.N_IPR, (run, loss) -> statistics.late(run, Concentration.PRIMARY)),
                        pair.compareAtLoss(
                                Statistic.N_IPR,
                                (run, loss) -> statistics.atLoss(run, loss, Concentration.PRIMARY),
                                statistics::concentrationAt),
                        pair.compare(Statistic.N_IPR_CHANGE, (run, loss) -> statistics.localizing(run)),
                        pair.compare(
                                Statistic.LN_IPR_OVER_NULL,
                                (run, loss) -> statistics.iprOverNull(run, NullModelName.INITIALIZATION)))
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
