package eigendrift.study;

import eigendrift.config.NullModelName;
import eigendrift.inference.Equivalence;
import eigendrift.inference.Interval;
import eigendrift.inference.SignFlips;
import eigendrift.random.Streams;
import eigendrift.readmodel.Tables;
import eigendrift.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How far the runs of one optimizer are from a null model, late in training: the ratio observed/null of the first
 * vector's IPR, or of the odds of displacement tan²θ of the leading vectors, as geometric mean over seeds; and whether
 * it is 1 within a factor of {@value #MARGIN} either way.
 *
 * <p>p, interval and equivalence are those of each row alone.
 *
 * @param interval 95 %, of the ratio
 * @param p of a ratio of 1, by sign flips of its ln over seeds
 * @param equivalence margin and {@code within} as factors
 */
public record NullRatio(
        Aspect claim,
        NullModelName model,
        String optimizer,
        int seeds,
        double ratio,
        Interval interval,
        double p,
        Equivalence equivalence) {

    /** As in bioequivalence tests: .8 to 1.25. Chosen before any ratio was looked at. */
    public static final double MARGIN = 1.25;

    private static final double LEVEL = .05;
    private static final Streams STREAMS = new Streams(0);

    /** Every optimizer with every null model that a completed run of it was compared with. */
    public static List<NullRatio> of(Tables tables) {
        SeedStatistics statistics = new SeedStatistics(tables);
        Map<String, Map<Long, String>> runs = OptimizerPair.runs(tables);
        List<String> optimizers =
                tables.runs().stream().map(Tables.Run::optimizer).distinct().toList();
        List<NullRatio> rows = new ArrayList<>();
        Aspect.REORGANIZES
                .nullModels()
                .forEach(model -> optimizers.forEach(optimizer -> add(
                        rows,
                        Aspect.REORGANIZES,
                        model,
                        optimizer,
                        runs,
                        run -> statistics.displacementOddsOverNull(run, model))));
        Aspect.LOCALIZES
                .nullModels()
                .forEach(model -> optimizers.forEach(optimizer -> add(
                        rows, Aspect.LOCALIZES, model, optimizer, runs, run -> statistics.iprOverNull(run, model))));
        return rows;
    }

    private static void add(
            List<NullRatio> rows,
            Aspect claim,
            NullModelName model,
            String optimizer,
            Map<String, Map<Long, String>> runs,
            ToDoubleFunction<String> statistic) {
        double[] ln = runs.getOrDefault(optimizer, Map.of()).values().stream()
                .mapToDouble(statistic)
                .filter(Double::isFinite)
                .toArray();
        if (ln.length > 0) {
            rows.add(of(claim, model, optimizer, ln));
        }
    }

    /** @param ln of the ratio, one a seed */
    public static NullRatio of(Aspect claim, NullModelName model, String optimizer, double[] ln) {
        Interval interval = Interval.of(ln, STREAMS.stream("interval"));
        Equivalence equivalence = Equivalence.of(ln, Math.log(MARGIN), STREAMS.stream("equivalence"));
        return new NullRatio(
                claim,
                model,
                optimizer,
                ln.length,
                Math.exp(OptimizerPair.mean(ln)),
                factors(interval),
                SignFlips.p(ln, STREAMS.stream("sign-flips")),
                new Equivalence(MARGIN, equivalence.p(), Math.exp(equivalence.within())));
    }

    /** From ln ratios to ratios. */
    static Interval factors(Interval ln) {
        return new Interval(Math.exp(ln.low()), Math.exp(ln.high()));
    }

    /** What the row shows; that a ratio cannot be told from 1 does not make it 1. */
    public String verdict() {
        String side = ratio > 1 ? "more" : "less";
        if (equivalence.holds()) {
            String same = "the same within a factor of " + Numbers.brief(MARGIN);
            return p <= LEVEL ? side + ", but " + same : same;
        }
        return p <= LEVEL ? side : "cannot be told";
    }
}
