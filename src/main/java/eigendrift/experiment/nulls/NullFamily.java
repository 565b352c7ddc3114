package eigendrift.experiment.nulls;

import eigendrift.experiment.nulls.NullModel.Adjusted;
import eigendrift.inference.Alternative;
import eigendrift.inference.Holm;
import eigendrift.inference.MaxT;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** p-values of one run against one null model, adjusted over index, layer and step. */
final class NullFamily {

    private NullFamily() {}

    /**
     * By step-down max-T where a family is drawn, by Holm where it has an exact law; no entry for what has no p at all.
     *
     * <p>If each step has draws of its own, draw b of every step together make a joint draw over all steps: the draws
     * of steps are independent while the observations depend positively, so the result is conservative (Šidák 1967).
     * Draws that serve every step cannot be joined like this: among T observed steps and B draws, one of the steps is
     * the largest by chance with probability up to T/(T + B). For them max-T is used within each step, and Holm over
     * the steps.
     *
     * <p>Never below the unadjusted p, which from draws is twice that of the smaller tail.
     *
     * @param shared whether draws serve every step
     */
    static List<Adjusted> adjusted(List<NullTest> cells, boolean shared) {
        List<Adjusted> adjusted = new ArrayList<>();
        groups(
                        cells.stream()
                                .filter(cell ->
                                        Double.isFinite(cell.comparison().p()))
                                .toList(),
                        NullTest::family)
                .values()
                .forEach(family -> {
                    double[] p = p(family, shared);
                    for (int i = 0; i < p.length; i++) {
                        NullTest cell = family.get(i);
                        double own = cell.comparison().p();
                        adjusted.add(new Adjusted(cell.step(), cell.index(), cell.statistic(), Math.max(own, p[i])));
                    }
                });
        return adjusted;
    }

    private static double[] p(List<NullTest> family, boolean shared) {
        if (family.get(0).sample().length == 0) {
            return Holm.adjust(
                    family.stream().mapToDouble(cell -> cell.comparison().p()).toArray());
        }
        return shared ? overSteps(family) : maxT(family);
    }

    /** Max-T within each step; the steps by Holm, each with the least p it has. {@code family} is ordered by step. */
    private static double[] overSteps(List<NullTest> family) {
        List<double[]> steps = groups(family, NullTest::step).values().stream()
                .map(NullFamily::maxT)
                .toList();
        double[] least = steps.stream()
                .mapToDouble(p -> Arrays.stream(p).min().orElseThrow())
                .toArray();
        double[] adjusted = Holm.adjust(least);
        double[] all = new double[family.size()];
        int place = 0;
        for (int step = 0; step < least.length; step++) {
            for (double p : steps.get(step)) {
                all[place++] = Math.min(1, p * adjusted[step] / least[step]);
            }
        }
        return all;
    }

    private static double[] maxT(List<NullTest> cells) {
        double[] observed =
                cells.stream().mapToDouble(cell -> cell.comparison().observed()).toArray();
        double[][] draws = new double[cells.get(0).sample().length][cells.size()];
        for (int b = 0; b < draws.length; b++) {
            for (int i = 0; i < cells.size(); i++) {
                draws[b][i] = cells.get(i).sample()[b];
            }
        }
        return MaxT.adjusted(observed, draws, Alternative.TWO_SIDED);
    }

    private static <K> Map<K, List<NullTest>> groups(List<NullTest> cells, Function<NullTest, K> key) {
        Map<K, List<NullTest>> groups = new LinkedHashMap<>();
        cells.forEach(cell ->
                groups.computeIfAbsent(key.apply(cell), k -> new ArrayList<>()).add(cell));
        return groups;
    }
}
