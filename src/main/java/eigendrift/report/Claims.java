package eigendrift.report;

import eigendrift.inference.FamilyWise;
import eigendrift.inference.SignFlips;
import eigendrift.linalg.Streams;
import eigendrift.replay.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What an experiment says of the claims of Marjankowska, Modugno and Barucca (2026), each a sentence with its effect, p and the
 * number of seeds: leading directions settle; one optimizer reorganizes more, or localizes more, than another; vectors are
 * more localized than under fresh initial weights, and move further than null models of movement. Whether a claim holds is measured, for every optimizer alike.
 */
final class Claims {

    private static final double LEVEL = Replicates.LEVEL;
    private static final Streams STREAMS = new Streams(0);

    /**
     * @param effect its sign says for or against the claim
     * @param bySeed what that is the mean of
     * @param p two-sided, by sign flips over seeds
     */
    private record Claim(String claim, String measured, double effect, Map<Long, Double> bySeed, double p) {}

    /**
     * What is found of a claim.
     *
     * @param verdict whether it is true as measured
     * @param evidence effect, seeds and p
     */
    record Finding(String claim, String verdict, String evidence) {}

    private final List<Claim> claims = new ArrayList<>();

    private Claims() {}

    /** One sentence a claim; none without completed runs that were compared. */
    static List<String> of(Tables tables) {
        return findings(tables).stream()
                .map(found -> found.claim + ": " + found.verdict + " (" + found.evidence + ").")
                .toList();
    }

    /** The same in parts. */
    static List<Finding> findings(Tables tables) {
        Claims claims = new Claims();
        SeedStatistics statistics = new SeedStatistics(tables);
        Map<String, Map<Long, String>> runs = OptimizerPair.runs(tables);
        tables.runs().stream().map(Tables.Run::optimizer).distinct().forEach(optimizer -> {
            claims.single(
                    "Leading directions settle under " + optimizer,
                    "displacement between neighbouring checkpoints, last less first quarter: ",
                    -1,
                    values(runs.get(optimizer), statistics::settling));
            claims.single(
                    "The first eigenvector is more localized under " + optimizer + " than with fresh initial weights",
                    "mean of ln IPR less that of the null, last quarter: ",
                    1,
                    values(runs.get(optimizer), run -> statistics.iprOverNull(run, "initialization")));
            claims.single(
                    "The leading vectors move further under " + optimizer + " than on other samples of the data alone",
                    "mean of ln displacement less that of the null, last quarter: ",
                    1,
                    values(runs.get(optimizer), run -> statistics.displacementOverNull(run, "static")));
            claims.single(
                    "The leading vectors move further under " + optimizer + " than on random steps of the same length",
                    "mean of ln displacement less that of the null, last quarter: ",
                    1,
                    values(runs.get(optimizer), run -> statistics.displacementOverNull(run, "random-walk")));
        });
        for (OptimizerComparison row : OptimizerComparison.of(tables)) {
            switch (row.statistic()) {
                case "displacement", "n_ipr" -> claims.pair(row);
                case "ln_displacement_over_null", "ln_ipr_over_null" -> claims.pairOverNull(row);
                default -> {}
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

    private void single(String claim, String what, int sign, Map<Long, Double> bySeed) {
        if (!bySeed.isEmpty()) {
            double[] values =
                    bySeed.values().stream().mapToDouble(Double::doubleValue).toArray();
            double mean = OptimizerPair.mean(values);
            double p = SignFlips.p(values, STREAMS.stream("claims"));
            claims.add(new Claim(claim, what + Numbers.brief(mean), sign * mean, bySeed, p));
        }
    }

    private void pair(OptimizerComparison row) {
        boolean moves = row.statistic().equals("displacement");
        claims.add(new Claim(
                row.b() + (moves ? " reorganizes more than " : " localizes more than ") + row.a() + ", "
                        + (row.matching().equals("step") ? "late in training" : "at equal training loss"),
                (moves ? "displacement " : "n·IPR of the first eigenvector ") + Numbers.brief(row.meanB()) + " against "
                        + Numbers.brief(row.meanA()) + ", Cliff's δ "
                        + Numbers.brief(row.effect().delta()),
                row.difference(),
                row.bySeed(),
                row.p()));
    }

    private void pairOverNull(OptimizerComparison row) {
        boolean moves = row.statistic().startsWith("ln_displacement");
        claims.add(new Claim(
                row.b()
                        + (moves ? " reorganizes more than " : " localizes more than ")
                        + row.a()
                        + (moves
                                ? ", each against random steps as long as its own"
                                : ", each against fresh initial weights"),
                "ln of the ratio " + Numbers.brief(row.meanB()) + " against " + Numbers.brief(row.meanA())
                        + ", Cliff's δ " + Numbers.brief(row.effect().delta()),
                row.difference(),
                row.bySeed(),
                row.p()));
    }

    private List<Finding> findings() {
        double[] family = FamilyWise.adjusted(claims.stream().map(Claim::bySeed).toList(), STREAMS.stream("family"));
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < family.length; i++) {
            Claim claim = claims.get(i);
            String evidence = claim.measured + "; " + claim.bySeed.size()
                    + (claim.bySeed.size() == 1 ? " seed" : " seeds") + ", p = " + Numbers.brief(claim.p)
                    + ", of all claims together " + Numbers.brief(family[i]);
            findings.add(new Finding(claim.claim, verdict(claim, family[i]), evidence));
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
        return claim.effect > 0 ? "true as measured" : "not true as measured, but the opposite";
    }
}
