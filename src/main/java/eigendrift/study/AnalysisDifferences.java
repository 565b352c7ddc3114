package eigendrift.study;

import eigendrift.config.NullModelName;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.RowFormat;
import eigendrift.readmodel.SortedRows;
import eigendrift.readmodel.Tables;
import eigendrift.study.Difference.Value;
import eigendrift.text.Symbols;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where the numbers of two analyses differ. They were measured at the same weights, so whatever lies within both error
 * bounds is resolution; what lies beyond comes from a setting. Identities have numbers of each analysis's own, so they
 * are compared at the rank that they have at the later step.
 */
public final class AnalysisDifferences {

    /** Rounding that no certificate covers, relative to the largest value: sums of a million terms lose less. */
    private static final double ROUNDING = 1e-12;

    private AnalysisDifferences() {}

    /** One row a quantity that either has. */
    public static List<Difference> of(Analysis a, Analysis b) {
        List<Difference> differences = new ArrayList<>();
        add("eigenvalue", a, b, differences, AnalysisDifferences::eigenvalues);
        add("IPR", a, b, differences, AnalysisDifferences::iprs);
        add(displacement(a, b, Label.RANK), differences);
        add(displacement(a, b, Label.IDENTITY), differences);
        add(subspace(a, b), differences);
        Stream.of(a, b)
                .flatMap(analysis -> analysis.tables().nulls().stream())
                .map(Tables.Null::model)
                .distinct()
                .forEach(model ->
                        add("z against " + model.csv(), a, b, differences, analysis -> nulls(analysis, model)));
        return differences;
    }

    private static void add(
            String quantity,
            Analysis a,
            Analysis b,
            List<Difference> differences,
            Function<Analysis, Map<String, Value>> values) {
        add(Difference.of(quantity, values.apply(a), values.apply(b)), differences);
    }

    private static void add(Difference difference, List<Difference> differences) {
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
                at(row.run(), row.step(), Symbols.eigenvalue(row.index())),
                new Value(row.eigenvalue(), row.residual() + ROUNDING * scale)));
        return values;
    }

    private static Map<String, Value> iprs(Analysis analysis) {
        Map<String, Value> values = new LinkedHashMap<>();
        analysis.tables()
                .localization()
                .forEach(row -> values.put(
                        at(row.run(), row.step(), Symbols.vector(row.index())), new Value(row.ipr(), Double.NaN)));
        return values;
    }

    private static Difference displacement(Analysis a, Analysis b, Label label) {
        Comparator<Tables.Displacement> place = AnalysisDifferences.<Tables.Displacement>byRun(
                        a, Tables.Displacement::run)
                .thenComparingInt(Tables.Displacement::index)
                .thenComparingLong(Tables.Displacement::stepFrom)
                .thenComparingLong(Tables.Displacement::stepTo);
        return Difference.of(
                "displacement by " + label.csv(),
                displacements(a, label, place),
                displacements(b, label, place),
                place,
                row -> between(row.run(), row.stepFrom(), row.stepTo()) + ", " + Symbols.vector(row.index()),
                row -> new Value(row.displacement(), row.bound() + ROUNDING));
    }

    private static Collection<Tables.Displacement> displacements(
            Analysis analysis, Label label, Comparator<Tables.Displacement> place) {
        SortedRows<Tables.Displacement> rows = new SortedRows<>(place, RowFormat.displacement());
        Displacements.byLaterRank(analysis.tables()).stream()
                .filter(row -> row.label() == label)
                .forEach(rows::add);
        return rows;
    }

    /** In the order of the runs. */
    private static <R> Comparator<R> byRun(Analysis analysis, Function<R, String> run) {
        Map<String, Integer> places = new HashMap<>();
        analysis.tables().runs().forEach(row -> places.put(row.run(), places.size()));
        return Comparator.<R>comparingInt(row -> places.getOrDefault(run.apply(row), places.size()))
                .thenComparing(run);
    }

    private static String subspaceName(Analysis a, Analysis b) {
        return "subspace overlap"
                + Stream.concat(a.subspaces().stream(), b.subspaces().stream())
                        .findFirst()
                        .map(row -> ", k = " + row.k())
                        .orElse("");
    }

    private static Difference subspace(Analysis a, Analysis b) {
        Comparator<Tables.Subspace> place = AnalysisDifferences.<Tables.Subspace>byRun(a, Tables.Subspace::run)
                .thenComparingLong(Tables.Subspace::stepTo)
                .thenComparingLong(Tables.Subspace::stepFrom);
        return Difference.of(
                subspaceName(a, b),
                subspaces(a, place),
                subspaces(b, place),
                place,
                row -> between(row.run(), row.stepFrom(), row.stepTo()),
                row -> new Value(row.overlap(), Double.NaN));
    }

    private static Collection<Tables.Subspace> subspaces(Analysis analysis, Comparator<Tables.Subspace> place) {
        SortedRows<Tables.Subspace> rows = new SortedRows<>(place, RowFormat.subspace());
        rows.addAll(analysis.subspaces());
        return rows;
    }

    private static Map<String, Value> nulls(Analysis analysis, NullModelName model) {
        Map<String, Value> values = new LinkedHashMap<>();
        analysis.tables().nulls().stream()
                .filter(row -> row.model() == model)
                .forEach(row -> values.put(
                        at(row.run(), row.step(), row.statistic() + " of " + Symbols.vector(row.index())),
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
