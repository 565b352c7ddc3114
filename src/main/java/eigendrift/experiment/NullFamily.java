package eigendrift.experiment;

import eigendrift.experiment.NullModel.Adjusted;
import eigendrift.inference.Holm;
import eigendrift.nullmodel.MaxT;
import eigendrift.nullmodel.Tail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** p-values of one run against one null model, adjusted over index, layer and step. */
final class NullFamily {

    private NullFamily() {}

    /**
     * By step-down max-T where a family is drawn, by Holm where it has an exact law; no entry for what has no p at all.
     *
     * <p>Never below the p of the number by itself, which from draws counts the smaller tail twice.
     *
     * <p>Draws of one place in different steps are taken as independent. What is observed at different steps depends positively,
     * so that this is on the safe side (Šidák 1967).
     */
    static List<Adjusted> adjusted(List<NullCell> cells) {
        Map<String, List<NullCell>> families = new LinkedHashMap<>();
        cells.stream().filter(cell -> Double.isFinite(cell.comparison().p())).forEach(cell -> families.computeIfAbsent(
                        cell.family(), f -> new ArrayList<>())
                .add(cell));
        List<Adjusted> adjusted = new ArrayList<>();
        families.values().forEach(family -> {
            double[] p = p(family);
            for (int i = 0; i < p.length; i++) {
                NullCell cell = family.get(i);
                double own = cell.comparison().p();
                adjusted.add(new Adjusted(cell.step(), cell.index(), cell.statistic(), Math.max(own, p[i])));
            }
        });
        return adjusted;
    }

    private static double[] p(List<NullCell> family) {
        boolean drawn = family.get(0).sample().length > 0;
        if (!drawn) {
            double[] exact =
                    family.stream().mapToDouble(cell -> cell.comparison().p()).toArray();
            return Holm.adjust(exact);
        }
        double[] observed = family.stream()
                .mapToDouble(cell -> cell.comparison().observed())
                .toArray();
        double[][] draws = new double[family.get(0).sample().length][family.size()];
        for (int b = 0; b < draws.length; b++) {
            for (int i = 0; i < family.size(); i++) {
                draws[b][i] = family.get(i).sample()[b];
            }
        }
        return MaxT.adjusted(observed, draws, Tail.TWO_SIDED);
    }
}
