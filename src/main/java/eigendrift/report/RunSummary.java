package eigendrift.report;

import eigendrift.replay.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One run in a line. NaN where not measured.
 *
 * @param eigenvalue λ₁ at the last checkpoint
 * @param displacement 1 − q² of the first eigenvector by rank between the last two checkpoints
 * @param scaledIpr n·IPR of the first eigenvector at the last checkpoint
 * @param trace estimated, at the last checkpoint
 */
public record RunSummary(Tables.Run run, double eigenvalue, double displacement, double scaledIpr, double trace) {

    /** The runs in the order of the tables; cost linear in their rows. */
    public static List<RunSummary> of(Tables tables) {
        Map<String, NavigableMap<Long, Double>> eigenvalues = new HashMap<>();
        for (Tables.Spectrum row : tables.spectrum()) {
            if (row.index() == 1) {
                put(eigenvalues, row.run(), row.step(), row.eigenvalue());
            }
        }
        Map<String, NavigableMap<Long, Double>> iprs = new HashMap<>();
        for (Tables.Localization row : tables.localization()) {
            if (row.index() == 1) {
                put(iprs, row.run(), row.step(), row.ipr());
            }
        }
        Map<String, NavigableMap<Long, Double>> displacements = new HashMap<>();
        for (Tables.Displacement row : Neighbours.displacement(tables.displacement())) {
            if (row.index() == 1 && row.label().equals("rank")) {
                put(displacements, row.run(), row.stepTo(), row.displacement());
            }
        }
        Map<String, NavigableMap<Long, Double>> traces = new HashMap<>();
        for (Tables.Trace row : tables.estimates().trace()) {
            put(traces, row.run(), row.step(), row.estimate());
        }
        List<RunSummary> summaries = new ArrayList<>();
        for (Tables.Run run : tables.runs()) {
            summaries.add(new RunSummary(
                    run,
                    last(eigenvalues, run.run()),
                    last(displacements, run.run()),
                    run.parameters() * last(iprs, run.run()),
                    last(traces, run.run())));
        }
        return summaries;
    }

    /** For the terminal. */
    public static TextTable text(List<RunSummary> summaries) {
        boolean traced = summaries.stream().anyMatch(summary -> Double.isFinite(summary.trace));
        List<String> head =
                new ArrayList<>(List.of("run", "status", "steps", "loss", "accuracy", "λ₁", "displacement", "n·IPR"));
        if (traced) {
            head.add("trace");
        }
        TextTable table = new TextTable(head.toArray(String[]::new));
        for (RunSummary s : summaries) {
            Tables.Run run = s.run();
            List<Object> row = new ArrayList<>(List.of(
                    run.run(),
                    run.status(),
                    run.steps(),
                    run.finalLoss(),
                    run.finalAccuracy(),
                    s.eigenvalue(),
                    s.displacement(),
                    s.scaledIpr()));
            if (traced) {
                row.add(s.trace());
            }
            table.row(row.toArray());
        }
        return table;
    }

    private static void put(Map<String, NavigableMap<Long, Double>> series, String run, long step, double value) {
        series.computeIfAbsent(run, r -> new TreeMap<>()).put(step, value);
    }

    private static double last(Map<String, NavigableMap<Long, Double>> series, String run) {
        NavigableMap<Long, Double> values = series.get(run);
        return values == null ? Double.NaN : values.lastEntry().getValue();
    }
}
