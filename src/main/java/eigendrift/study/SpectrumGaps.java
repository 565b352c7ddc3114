package eigendrift.study;

import eigendrift.readmodel.Tables;
import eigendrift.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which spectra are missing or have not converged, and why, in sentences; none where all is well. */
public final class SpectrumGaps {

    /** Most steps of a run that are named. */
    private static final int NAMED = 8;

    /** Most reasons that are given; reasons may contain numbers that differ from step to step. */
    private static final int REASONS = 4;

    private SpectrumGaps() {}

    /** The spectra of the runs by reason, then the draws of null models. */
    public static List<String> of(Tables tables) {
        List<String> sentences = new ArrayList<>();
        missing(tables, sentences);
        unconverged(tables, sentences);
        draws(tables, sentences);
        return sentences;
    }

    private static void missing(Tables tables, List<String> sentences) {
        Map<String, List<Tables.MissingSpectrum>> byReason = tables.missing().stream()
                .collect(
                        Collectors.groupingBy(Tables.MissingSpectrum::reason, LinkedHashMap::new, Collectors.toList()));
        byReason.entrySet().stream().limit(REASONS).forEach(each -> {
            String reason = each.getKey();
            List<Tables.MissingSpectrum> rows = each.getValue();
            Map<String, List<Long>> steps = new LinkedHashMap<>();
            rows.forEach(row ->
                    steps.computeIfAbsent(row.run(), run -> new ArrayList<>()).add(row.step()));
            sentences.add(Numbers.count(rows.size(), "spectrum", "spectra") + " could not be measured: " + places(steps)
                    + ". Reason: " + (reason.endsWith(".") ? reason : reason + "."));
        });
        long rest =
                byReason.values().stream().skip(REASONS).mapToLong(List::size).sum();
        if (rest > 0) {
            sentences.add(Numbers.count(rest, "further spectrum", "further spectra")
                    + " could not be measured: missing-spectra.csv of the export says which, and why.");
        }
    }

    private static void unconverged(Tables tables, List<String> sentences) {
        Map<String, List<Long>> steps = new LinkedHashMap<>();
        double residual = 0;
        int products = 0;
        int count = 0;
        for (Tables.Spectrum row : tables.spectrum()) {
            if (!row.converged()) {
                residual = Math.max(residual, row.residual());
                products = Math.max(products, row.products());
                if (row.index() == 1) {
                    count++;
                    steps.computeIfAbsent(row.run(), run -> new ArrayList<>()).add(row.step());
                }
            }
        }
        if (count > 0) {
            sentences.add(Numbers.count(count, "spectrum", "spectra") + " not converged: " + places(steps)
                    + ". Reason: the solver stopped before every pair, those of the buffer included, held"
                    + " probe.tolerance; largest reported residual " + Numbers.brief(residual) + ", at most " + products
                    + " products.");
        }
    }

    private static void draws(Tables tables, List<String> sentences) {
        SortedMap<String, int[]> counts = new TreeMap<>();
        for (Tables.NullDraw row : tables.nullDraws()) {
            if (row.index() == 1) {
                int[] count = counts.computeIfAbsent(row.model().csv(), model -> new int[2]);
                count[0] += row.converged() ? 0 : 1;
                count[1]++;
            }
        }
        counts.forEach((model, count) -> {
            if (count[0] > 0) {
                sentences.add(count[0] + " of " + count[1] + " draws of the null model " + model
                        + " not converged. Reason: as for spectra; null-draws.csv says which.");
            }
        });
    }

    private static String places(Map<String, List<Long>> steps) {
        return steps.entrySet().stream()
                .map(run -> run.getKey() + " at step" + (run.getValue().size() == 1 ? " " : "s ") + few(run.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String few(List<Long> steps) {
        String named =
                steps.stream().limit(NAMED).map(step -> Long.toString(step)).collect(Collectors.joining(", "));
        return steps.size() > NAMED ? named + " and " + (steps.size() - NAMED) + " more" : named;
    }
}
