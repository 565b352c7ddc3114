package eigendrift.study;

import eigendrift.config.NullModelName;
import eigendrift.inference.FamilyWise;
import eigendrift.inference.Interval;
import eigendrift.inference.SignFlips;
import eigendrift.random.Streams;
import eigendrift.readmodel.Tables;
import eigendrift.study.Statement.Scale;
import eigendrift.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What an experiment says of the claims of Marjankowska, Modugno and Barucca (2026), each a sentence with its effect, p
 * and the number of seeds: leading directions settle; one optimizer reorganizes more, or localizes more, than another;
 * vectors are more localized than under fresh initial weights, and move further than null models of movement. Whether a
 * claim holds is measured, for every optimizer alike.
 */
public final class Claims {

    private static final Streams STREAMS = new Streams(0);

    /**
     * @param bySeed what the effect is the mean of
     * @param interval of that
     * @param p two-sided, by sign flips over seeds, of this claim alone
     */
    private record Claim(
            Statement statement,
            String optimizer,
            String against,
            String measured,
            Map<Long, Double> bySeed,
            Interval interval,
            double p) {

        double effect() {
            return OptimizerPair.mean(values(bySeed));
        }

        Interval told(Interval interval) {
            return statement.scale() == Scale.RATIO ? NullRatio.factors(interval) : interval;
        }
    }

    /**
     * What is found of a claim.
     *
     * @param optimizer the one that it is about
     * @param against what it is compared with; empty if with none
     * @param evidence effect, seeds and p
     * @param effect mean difference, or geometric mean of ratios, over seeds
     * @param interval 95 %, for this claim alone
     * @param range the smallest and the largest of a seed
     * @param p of this claim alone
     * @param family p adjusted for all claims together: that of the verdict, and the one to report
     */
    public record Finding(
            Statement statement,
            String optimizer,
            String against,
            Verdict verdict,
            String evidence,
            double effect,
            Interval interval,
            Interval range,
            int seeds,
            double p,
            double family) {

        /** The claim as a sentence. */
        public String claim() {
            return statement.of(optimizer, against);
        }

        /** The claim, what is said of it, and why. */
        public String sentence() {
            return claim() + ": " + verdict.text() + " (" + evidence + ").";
        }

        /** The interval, or, where there are too few seeds for one, their range. */
        public Interval spread() {
            return Double.isFinite(interval.high()) ? interval : range;
        }

        /** Whether the effect is on the side of the claim. */
        boolean isAsClaimed() {
            return statement.sign() * (effect - statement.scale().none()) > 0;
        }

        /** Whether the effect can be told from none. */
        public boolean isTold() {
            return verdict == Verdict.TRUE || verdict == Verdict.OPPOSITE;
        }
    }

    private final List<Claim> claims = new ArrayList<>();

    private Claims() {}

    /** The claims that completed runs can say something of; p is adjusted for all that are returned. */
    public static List<Finding> of(Tables tables, Baseline baseline) {
        Claims claims = new Claims();
        SeedStatistics statistics = new SeedStatistics(tables);
        Map<String, Map<Long, String>> runs = OptimizerPair.runs(tables);
        tables.runs().stream().map(Tables.Run::optimizer).distinct().forEach(optimizer -> {
            claims.single(Statement.SETTLES, optimizer, values(runs.get(optimizer), statistics::settling));
            claims.single(
                    Statement.LOCALIZED,
                    optimizer,
                    values(runs.get(optimizer), run -> statistics.iprOverNull(run, NullModelName.INITIALIZATION)));
            claims.single(
                    Statement.MOVES_BEYOND_SAMPLES,
                    optimizer,
                    values(runs.get(optimizer), run -> statistics.displacementOddsOverNull(run, NullModelName.STATIC)));
            claims.single(
                    Statement.MOVES_BEYOND_RANDOM_STEPS,
                    optimizer,
                    values(
                            runs.get(optimizer),
                            run -> statistics.displacementOddsOverNull(run, NullModelName.RANDOM_WALK)));
        });
        claims.pairs(OptimizerComparison.of(tables, baseline));
        return claims.findings();
    }

    /** Those on these pairs alone. */
    public static List<Finding> of(Tables tables, List<Baseline.Pair> pairs) {
        Claims claims = new Claims();
        claims.pairs(OptimizerComparison.of(tables, pairs));
        return claims.findings();
    }

    private void pairs(List<OptimizerComparison> rows) {
        for (OptimizerComparison row : rows) {
            boolean late = row.matching() == Matching.STEP;
            switch (row.statistic()) {
                case DISPLACEMENT -> pair(late ? Statement.REORGANIZES : Statement.REORGANIZES_AT_LOSS, row);
                case DISPLACEMENT_FIRST -> pair(Statement.REORGANIZES_FIRST, row);
                case LN_ODDS_OVER_NULL -> pair(Statement.REORGANIZES_BEYOND_NULL, row);
                case N_IPR -> pair(late ? Statement.LOCALIZES : Statement.LOCALIZES_AT_LOSS, row);
                case LN_IPR_OVER_NULL -> pair(Statement.LOCALIZES_BEYOND_NULL, row);
                case DISPLACEMENT_CHANGE, LN_DISPLACEMENT_OVER_NULL, N_IPR_CHANGE -> {}
            }
        }
    }

    private static Map<Long, Double> values(Map<Long, String> runs, ToDoubleFunction<String> statistic) {
        Map<Long, Double> values = new TreeMap<>();
        runs.forEach((seed, run) -> {
            double value = statistic.applyAsDouble(run);
            if (Double.isFinite(value)) {
                values.put(seed, value);
            }
        });
        return values;
    }

    private static double[] values(Map<Long, Double> bySeed) {
        return bySeed.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void single(Statement statement, String optimizer, Map<Long, Double> bySeed) {
        if (!bySeed.isEmpty()) {
            double[] values = values(bySeed);
            Interval interval = Interval.of(values, STREAMS.stream("interval"));
            double p = SignFlips.p(values, STREAMS.stream("claims"));
            String measured = statement.measured() + ": "
                    + Numbers.brief(statement.scale().of(OptimizerPair.mean(values)));
            claims.add(new Claim(statement, optimizer, "", measured, bySeed, interval, p));
        }
    }

    private void pair(Statement statement, OptimizerComparison row) {
        Scale scale = statement.scale();
        boolean ratio = scale == Scale.RATIO;
        String measured = statement.measured() + " " + Numbers.brief(scale.of(row.meanB())) + " against "
                + Numbers.brief(scale.of(row.meanA())) + (ratio ? " times those of the null" : "") + ", Cliff's δ "
                + Numbers.brief(row.effect().delta())
                + (row.matching() == Matching.LOSS ? " (" + row.match().words(row.a(), row.b()) + ")" : "")
                + (ratio ? ", ratio " : ", difference ") + Numbers.brief(scale.of(row.difference()));
        claims.add(new Claim(statement, row.b(), row.a(), measured, row.bySeed(), row.interval(), row.p()));
    }

    private List<Finding> findings() {
        double[] family = FamilyWise.adjusted(claims.stream().map(Claim::bySeed).toList(), STREAMS.stream("family"));
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < family.length; i++) {
            Claim claim = claims.get(i);
            int seeds = claim.bySeed.size();
            Interval interval = claim.told(claim.interval);
            String evidence = claim.measured
                    + (Double.isFinite(interval.high()) ? " " + Numbers.interval(interval) : "") + "; " + seeds
                    + (seeds == 1 ? " seed" : " seeds") + ", p = " + Numbers.brief(family[i])
                    + " for all claims together, alone " + Numbers.brief(claim.p);
            double[] sorted = claim.bySeed.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            findings.add(new Finding(
                    claim.statement,
                    claim.optimizer,
                    claim.against,
                    verdict(claim, family[i]),
                    evidence,
                    claim.statement.scale().of(claim.effect()),
                    interval,
                    claim.told(new Interval(sorted[0], sorted[seeds - 1])),
                    seeds,
                    claim.p,
                    family[i]));
        }
        return findings;
    }

    private static Verdict verdict(Claim claim, double family) {
        if (claim.bySeed.size() < Replicates.needed()) {
            return Verdict.FEW_SEEDS;
        }
        if (family > Replicates.LEVEL) {
            return Verdict.OPEN;
        }
        return claim.statement.sign() * claim.effect() > 0 ? Verdict.TRUE : Verdict.OPPOSITE;
    }
}
