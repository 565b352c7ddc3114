package eigendrift.study;

import eigendrift.config.NullModelName;
import eigendrift.inference.FamilyWise;
import eigendrift.inference.Interval;
import eigendrift.inference.SignFlips;
import eigendrift.random.Streams;
import eigendrift.readmodel.Tables;
import eigendrift.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    private static final double LEVEL = Replicates.LEVEL;
    private static final String ODDS = "odds of displacement, tan²θ, over those of the null, last quarter: ";
    private static final Streams STREAMS = new Streams(0);

    /** On which scale an effect is told. */
    public enum Scale {
        DIFFERENCE,
        /** A geometric mean over seeds, of quantities whose ln is compared. */
        RATIO;

        /** Its word in tables. */
        public String csv() {
            return name().toLowerCase(Locale.ROOT);
        }

        double of(double effect) {
            return this == RATIO ? Math.exp(effect) : effect;
        }

        Interval of(Interval interval) {
            return this == RATIO ? NullRatio.factors(interval) : interval;
        }
    }

    /**
     * @param sign 1 where a positive effect says for the claim, else −1
     * @param bySeed what the effect is the mean of
     * @param p two-sided, by sign flips over seeds, of this claim alone
     */
    private record Claim(
            String claim,
            String measured,
            Scale scale,
            int sign,
            Map<Long, Double> bySeed,
            Interval interval,
            double p) {

        double effect() {
            return OptimizerPair.mean(values(bySeed));
        }
    }

    /**
     * What is found of a claim.
     *
     * @param verdict whether it is true as measured
     * @param evidence effect, seeds and p
     * @param effect mean difference, or geometric mean of ratios, over seeds
     * @param interval 95 %, for this claim alone
     * @param p of this claim alone
     * @param family p adjusted for all claims together: that of the verdict, and the one to report
     */
    public record Finding(
            String claim,
            String verdict,
            String evidence,
            Scale scale,
            double effect,
            Interval interval,
            int seeds,
            double p,
            double family) {}

    private final List<Claim> claims = new ArrayList<>();

    private Claims() {}

    /** One sentence a claim; none without completed runs that were compared. */
    public static List<String> of(Tables tables) {
        return findings(tables).stream()
                .map(found -> found.claim + ": " + found.verdict + " (" + found.evidence + ").")
                .toList();
    }

    /** The same in parts. */
    public static List<Finding> findings(Tables tables) {
        Claims claims = new Claims();
        SeedStatistics statistics = new SeedStatistics(tables);
        Map<String, Map<Long, String>> runs = OptimizerPair.runs(tables);
        tables.runs().stream().map(Tables.Run::optimizer).distinct().forEach(optimizer -> {
            claims.single(
                    "Leading directions settle under " + optimizer,
                    "displacement between neighbouring checkpoints, last less first quarter: ",
                    Scale.DIFFERENCE,
                    -1,
                    values(runs.get(optimizer), statistics::settling));
            claims.single(
                    "The first eigenvector is more localized under " + optimizer + " than with fresh initial weights",
                    "IPR over that of the null, last quarter: ",
                    Scale.RATIO,
                    1,
                    values(runs.get(optimizer), run -> statistics.iprOverNull(run, NullModelName.INITIALIZATION)));
            claims.single(
                    "The leading vectors move further under " + optimizer + " than on other samples of the data alone",
                    ODDS,
                    Scale.RATIO,
                    1,
                    values(runs.get(optimizer), run -> statistics.displacementOddsOverNull(run, NullModelName.STATIC)));
            claims.single(
                    "The leading vectors move further under " + optimizer + " than on random steps of the same length",
                    ODDS,
                    Scale.RATIO,
                    1,
                    values(
                            runs.get(optimizer),
                            run -> statistics.displacementOddsOverNull(run, NullModelName.RANDOM_WALK)));
        });
        for (OptimizerComparison row : OptimizerComparison.of(tables)) {
            switch (row.statistic()) {
                case DISPLACEMENT, DISPLACEMENT_FIRST, N_IPR -> claims.pair(row);
                case LN_ODDS_OVER_NULL, LN_IPR_OVER_NULL -> claims.pairOverNull(row);
                case DISPLACEMENT_CHANGE, LN_DISPLACEMENT_OVER_NULL, N_IPR_CHANGE -> {}
            }
        }
        return claims.findings();
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

    private void single(String claim, String what, Scale scale, int sign, Map<Long, Double> bySeed) {
        if (!bySeed.isEmpty()) {
            double[] values = values(bySeed);
            Interval interval = Interval.of(values, STREAMS.stream("interval"));
            double p = SignFlips.p(values, STREAMS.stream("claims"));
            String measured = what + Numbers.brief(scale.of(OptimizerPair.mean(values)));
            claims.add(new Claim(claim, measured, scale, sign, bySeed, interval, p));
        }
    }

    private void pair(OptimizerComparison row) {
        boolean moves = row.statistic().aspect() == Aspect.REORGANIZES;
        boolean first = row.statistic() == Statistic.DISPLACEMENT_FIRST;
        boolean late = row.matching() == Matching.STEP;
        claims.add(new Claim(
                row.b()
                        + " " + row.statistic().aspect().csv() + " more than "
                        + row.a()
                        + (first ? ", the first eigenvector alone" : "")
                        + (late ? ", late in training" : ", at equal training loss"),
                (moves ? "displacement " : "n·IPR of the first eigenvector ") + Numbers.brief(row.meanB()) + " against "
                        + Numbers.brief(row.meanA()) + ", Cliff's δ "
                        + Numbers.brief(row.effect().delta())
                        + (late ? "" : " (" + row.match().words(row.a(), row.b()) + ")") + ", difference "
                        + Numbers.brief(row.difference()),
                Scale.DIFFERENCE,
                1,
                row.bySeed(),
                row.interval(),
                row.p()));
    }

    private void pairOverNull(OptimizerComparison row) {
        boolean moves = row.statistic().aspect() == Aspect.REORGANIZES;
        claims.add(new Claim(
                row.b()
                        + " " + row.statistic().aspect().csv() + " more than "
                        + row.a()
                        + (moves
                                ? ", each against random steps as long as its own"
                                : ", each against fresh initial weights"),
                (moves ? "odds of displacement " : "IPR ") + Numbers.brief(Math.exp(row.meanB())) + " against "
                        + Numbers.brief(Math.exp(row.meanA())) + " times those of the null, Cliff's δ "
                        + Numbers.brief(row.effect().delta()) + ", ratio " + Numbers.brief(Math.exp(row.difference())),
                Scale.RATIO,
                1,
                row.bySeed(),
                row.interval(),
                row.p()));
    }

    private List<Finding> findings() {
        double[] family = FamilyWise.adjusted(claims.stream().map(Claim::bySeed).toList(), STREAMS.stream("family"));
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < family.length; i++) {
            Claim claim = claims.get(i);
            int seeds = claim.bySeed.size();
            Interval interval = claim.scale.of(claim.interval);
            String evidence = claim.measured
                    + (Double.isFinite(interval.high()) ? " " + Numbers.interval(interval) : "") + "; " + seeds
                    + (seeds == 1 ? " seed" : " seeds") + ", p = " + Numbers.brief(family[i])
                    + " for all claims together, alone " + Numbers.brief(claim.p);
            findings.add(new Finding(
                    claim.claim,
                    verdict(claim, family[i]),
                    evidence,
                    claim.scale,
                    claim.scale.of(claim.effect()),
                    interval,
                    seeds,
                    claim.p,
                    family[i]));
        }
        return findings;
    }

    private static String verdict(Claim claim, double family) {
        if (claim.bySeed.size() < Replicates.needed()) {
            return "cannot be told from so few seeds";
        }
        if (family > LEVEL) {
            return "cannot be told";
        }
        return claim.sign * claim.effect() > 0 ? "true as measured" : "not true as measured, but the opposite";
    }
}
