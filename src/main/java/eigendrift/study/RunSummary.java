package eigendrift.study;

import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables;
import eigendrift.text.Numbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One run in a line. NaN where not measured, which is also what stands for a last checkpoint whose spectrum is missing.
 *
 * @param testAccuracy at the last log row
 * @param checkpoint step of the last checkpoint that was probed, whether or not that gave a spectrum; −1 before the
 *     first
 * @param eigenvalue λ₁ there
 * @param displacement 1 − q² of the first eigenvector by rank, there and at the measured checkpoint before
 * @param scaledIpr n·IPR of the first eigenvector there
 * @param trace estimated, there
 */
public record RunSummary(
        Tables.Run run,
        double testAccuracy,
        long checkpoint,
        double eigenvalue,
        double displacement,
        double scaledIpr,
        double trace) {

    /** A run and a step. */
    private record At(String run, long step) {}

    /** The runs in the order of the tables; cost linear in their rows. */
    public static List<RunSummary> of(Tables tables) {
        Map<String, Long> checkpoints = new HashMap<>();
        tables.spectrum().forEach(row -> checkpoints.merge(row.run(), row.step(), Math::max));
        tables.missing().forEach(row -> checkpoints.merge(row.run(), row.step(), Math::max));
        Map<At, Double> eigenvalues = new HashMap<>();
        tables.spectrum().stream()
                .filter(row -> row.index() == 1)
                .forEach(row -> eigenvalues.put(new At(row.run(), row.step()), row.eigenvalue()));
        Map<At, Double> iprs = new HashMap<>();
        tables.localization().stream()
                .filter(row -> row.index() == 1)
                .forEach(row -> iprs.put(new At(row.run(), row.step()), row.ipr()));
        Map<At, Double> displacements = new HashMap<>();
        Neighbours.displacement(tables.displacement()).stream()
                .filter(row -> row.index() == 1 && row.label() == Label.RANK)
                .forEach(row -> displacements.put(new At(row.run(), row.stepTo()), row.displacement()));
        Map<At, Double> traces = new HashMap<>();
        tables.estimates().trace().forEach(row -> traces.put(new At(row.run(), row.step()), row.estimate()));
        Map<String, Tables.Training> last = lastRows(tables);
        List<RunSummary> summaries = new ArrayList<>();
        for (Tables.Run run : tables.runs()) {
            At at = new At(run.run(), checkpoints.getOrDefault(run.run(), -1L));
            summaries.add(new RunSummary(
                    run,
                    last.containsKey(run.run()) ? last.get(run.run()).testAccuracy() : Double.NaN,
                    at.step,
                    eigenvalues.getOrDefault(at, Double.NaN),
                    displacements.getOrDefault(at, Double.NaN),
                    run.parameters() * iprs.getOrDefault(at, Double.NaN),
                    traces.getOrDefault(at, Double.NaN)));
        }
        return summaries;
    }

    /** The last log row of each run. */
    public static Map<String, Tables.Training> lastRows(Tables tables) {
        Map<String, Tables.Training> last = new HashMap<>();
        tables.training().forEach(row -> last.put(row.run(), row));
        return last;
    }

    /** The step that λ₁ and what follows it belong to, or a dash. */
    public String checkpointText() {
        return checkpoint < 0 ? Numbers.brief(Double.NaN) : Long.toString(checkpoint);
    }
}
