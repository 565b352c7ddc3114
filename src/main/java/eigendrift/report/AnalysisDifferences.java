package eigendrift.report;

import eigendrift.replay.Tables;
import eigendrift.report.Difference.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where the numbers of two analyses differ. They were measured at the same weights, so whatever lies within both error bounds
 * is resolution; what lies beyond comes from a setting. Identities have numbers of each analysis's own, so they are compared at
 * the rank that they have at the later step.
 */
final class AnalysisDifferences {

    /** Rounding that no certificate covers, relative to the largest value: sums of a million terms lose less. */
    private static final double ROUNDING = 1e-12;

    private AnalysisDifferences() {}

    /** One row a quantity that either has. */
    static List<Difference> of(Analysis a, Analysis b) {
        List<Difference> differences = new ArrayList<>();
        add("eigenvalue", a, b, differences, AnalysisDifferences::eigenvalues);
        add("IPR", a, b, differences, AnalysisDifferences::iprs);
        add("displacement by rank", a, b, differences, analysis -> displacements(analysis, "rank"));
        add("displacement by identity", a, b, differences, analysis -> displacements(analysis, "identity"));
        add(subspaceName(a, b), a, b, differences, AnalysisDifferences::subspaces);
        Stream.of(a, b)
                .flatMap(analysis -> analysis.tables().nulls().stream())
                .map(Tables.Null::model)
                .distinct()
                .forEach(model -> add("z against " + model, a, b, differences, analysis -> nulls(analysis, model)));
        return differences;
    }

    private static void add(
            String quantity,
            Analysis a,
            Analysis b,
            List<Difference> differences,
            Function<Analysis, Map<String, Value>> values) {
        Difference difference = Difference.of(quantity, values.apply(a), values.apply(b));
        if (difference.compared() + difference.alone() > 0) {
            differences.add(difference);
        }
    }

    private static Map<String, Value> eigenvalues(Analysis analysis) {
        List<Tables.Spectrum> rows = analysis.tables().spectrum();
        double scale = rows.stream()
                .mapToDouble(row -> Math.abs(row.eigenvalue()))
                .max()
                .orElse(0);
        Map<String, Value> values = new LinkedHashMap<>();
        rows.forEach(row -> values.put(
                at(row.run(), row.step(), Names.eigenvalue(row.index())),
                new Value(row.eigenvalue(), row.residual() + ROUNDING * scale)));
        return values;
    }

    private static Map<String, Value> iprs(Analysis analysis) {
        Map<String, Value> values = new LinkedHashMap<>();
        analysis.tables()
                .localization()
                .forEach(row -> values.put(
                        at(row.run(), row.step(), Names.vector(row.index())), new Value(row.ipr(), Double.NaN)));
        return values;
    }

    private static Map<String, Value> displacements(Analysis analysis, String label) {
        Map<String, Value> values = new LinkedHashMap<>();
        DisplacementFigures.byLaterRank(analysis.tables()).stream()
                .filter(row -> row.label().equals(label))
                .forEach(row -> values.put(
                        between(row.run(), row.stepFrom(), row.stepTo()) + ", " + Names.vector(row.index()),
                        new Value(row.displacement(), row.bound() + ROUNDING)));
        return values;
    }

    private static String subspaceName(Analysis a, Analysis b) {
        return "subspace overlap"
                + Stream.concat(a.subspaces().stream(), b.subspaces().stream())
                        .findFirst()
                        .map(row -> ", k = " + row.k())
                        .orElse("");
    }

    private static Map<String, Value> subspaces(Analysis analysis) {
        Map<String, Value> values = new LinkedHashMap<>();
        analysis.subspaces()
                .forEach(row -> values.put(
                        between(row.run(), row.stepFrom(), row.stepTo()), new Value(row.overlap(), Double.NaN)));
        return values;
    }

    private static Map<String, Value> nulls(Analysis analysis, String model) {
        Map<String, Value> values = new LinkedHashMap<>();
        analysis.tables().nulls().stream()
                .filter(row -> row.model().equals(model))
                .forEach(row -> values.put(
                        at(row.run(), row.step(), row.statistic() + " of " + Names.vector(row.index())),
                        new Value(row.z(), Double.NaN)));
        return values;
    }

    private static String at(String run, long step, String what) {
        return run + ", step " + step + ", " + what;
    }

    private static String between(String run, long from, long to) {
        return run + ", steps " + from + " to " + to;
    }
}
