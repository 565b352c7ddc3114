package eigendrift.report;

import eigendrift.inference.Holm;
import eigendrift.inference.SignFlips;
import eigendrift.linalg.Streams;
import eigendrift.replay.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What an experiment says of the claims of Marjankowska, Modugno and Barucca (2026), each a sentence with its effect, p and the
 * number of seeds: leading directions settle; one optimizer reorganizes more, or localizes more, than another; vectors are
 * more localized than under fresh initial weights. Whether a claim holds is measured, for every optimizer alike.
 */
final class Claims {

    private static final double LEVEL = .05;
    private static final Streams STREAMS = new Streams(0);

    /**
     * @param effect its sign says for or against the claim
     * @param p two-sided, by sign flips over seeds
     */
    private record Claim(String claim, String measured, double effect, int seeds, double p) {}

    private final List<Claim> claims = new ArrayList<>();

    private Claims() {}

    /** One sentence a claim; none without completed runs that were compared. */
    static List<String> of(Tables tables) {
        Claims claims = new Claims();
        SeedStatistics statistics = new SeedStatistics(tables);
        Map<String, Map<Long, String>> runs = OptimizerComparison.runs(tables);
        tables.runs().stream().map(Tables.Run::optimizer).distinct().forEach(optimizer -> {
            claims.single(
                    "Leading directions settle under " + optimizer,
                    "displacement between neighbouring checkpoints, last less first quarter: ",
                    -1,
                    values(runs.get(optimizer), statistics::settling));
            claims.single(
                    "The first eigenvector is more localized under " + optimizer + " than with fresh initial weights",
                    "ln of its IPR over that null's mean, last quarter: ",
                    1,
                    values(runs.get(optimizer), statistics::overNull));
        });
        for (OptimizerComparison row : OptimizerComparison.of(tables)) {
            if (row.statistic().equals("displacement") || row.statistic().equals("n_ipr")) {
                claims.pair(row);
            }
        }
        return claims.sentences();
    }

    private static double[] values(Map<Long, String> runs, ToDoubleFunction<String> statistic) {
        return runs.values().stream()
                .mapToDouble(statistic)
                .filter(Double::isFinite)
                .toArray();
    }

    private void single(String claim, String what, int sign, double[] values) {
        if (values.length > 0) {
            double mean = OptimizerComparison.mean(values);
            double p = SignFlips.p(values, STREAMS.stream("claims"));
            claims.add(new Claim(claim, what + Numbers.brief(mean), sign * mean, values.length, p));
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
                row.seeds(),
                row.p()));
    }

    private List<String> sentences() {
        double[] holm = Holm.adjust(claims.stream().mapToDouble(Claim::p).toArray());
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < holm.length; i++) {
            Claim claim = claims.get(i);
            sentences.add(claim.claim + ": " + verdict(claim, holm[i]) + " (" + claim.measured + "; " + claim.seeds
                    + (claim.seeds == 1 ? " seed" : " seeds") + ", p = " + Numbers.brief(claim.p) + ", Holm "
                    + Numbers.brief(holm[i]) + ").");
        }
        return sentences;
    }

    private static String verdict(Claim claim, double holm) {
        if (Math.pow(2, 1 - claim.seeds) > LEVEL) {
            return "cannot be told from so few seeds";
        }
        if (holm > LEVEL) {
            return "cannot be told";
        }
        return claim.effect > 0 ? "true as measured" : "not true as measured, but the opposite";
    }
}
