package eigendrift.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables;
import eigendrift.report.ExampleTables;
import eigendrift.study.Difference.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Differences between analyses, against planted ones. */
class AnalysisDifferencesTest {

    private static final Tables TABLES = ExampleTables.of(1, List.of("sgd", "adam"), 2, 4, 10, 2);
    private static final int PAIRS = 6;

    private static Analysis analysis(Tables tables) {
        return new Analysis("any", true, "experiment {}", tables, tables.subspace());
    }

    private static Difference difference(Tables a, Tables b, String quantity) {
        return AnalysisDifferences.of(analysis(a), analysis(b)).stream()
                .filter(difference -> difference.quantity().equals(quantity))
                .findFirst()
                .orElseThrow();
    }

    private static Tables with(
            UnaryOperator<Tables.Spectrum> spectrum, UnaryOperator<Tables.Displacement> displacement) {
        return TABLES.with()
                .spectrum(TABLES.spectrum().stream().map(spectrum).toList())
                .displacement(TABLES.displacement().stream().map(displacement).toList())
                .build();
    }

    private static Tables.Spectrum moved(Tables.Spectrum row, double by) {
        return new Tables.Spectrum(
                row.run(),
                row.step(),
                row.index(),
                row.eigenvalue() + by,
                row.residual(),
                row.gap(),
                row.angleBound(),
                row.products(),
                row.converged());
    }

    private static Tables.Displacement moved(Tables.Displacement row, double by) {
        return new Tables.Displacement(
                row.run(),
                row.index(),
                row.label(),
                row.stepFrom(),
                row.stepTo(),
                row.overlap(),
                row.displacement() + by,
                row.angle(),
                row.bound());
    }

    @Test
    void medianLargestAndBounds() {
        Map<String, Value> a = new LinkedHashMap<>();
        a.put("x", new Value(1, .2));
        a.put("y", new Value(2, Double.NaN));
        a.put("z", new Value(4, .6));
        a.put("of a alone", new Value(7, 0));
        a.put("not measured", new Value(Double.NaN, 0));
        Map<String, Value> b = Map.of(
                "x", new Value(1.5, .2),
                "y", new Value(2, .1),
                "z", new Value(3, .6),
                "not measured", new Value(5, 0),
                "of b alone", new Value(8, 0));
        Difference difference = Difference.of("quantity", a, b);
        assertThat(difference.compared()).isEqualTo(3);
        assertThat(difference.alone()).isEqualTo(3);
        assertThat(difference.median()).isEqualTo(.5);
        assertThat(difference.largest()).isEqualTo(1);
        assertThat(difference.where()).isEqualTo("z");
        assertThat(difference.medianRelative()).isEqualTo(.25);
        assertThat(difference.largestRelative()).isCloseTo(1. / 3, within(1e-15));
        assertThat(difference.bounded()).isEqualTo(2);
        assertThat(difference.beyond())
                .as("x, .5 against .4; not z, 1 against 1.2")
                .isEqualTo(1);
    }

    @Test
    void nothingInCommonIsNoNumber() {
        Difference difference = Difference.of("quantity", Map.of("x", new Value(1, 0)), Map.of());
        assertThat(difference.compared()).isZero();
        assertThat(difference.alone()).isEqualTo(1);
        assertThat(difference.median()).isNaN();
        assertThat(difference.largestRelative()).isNaN();
        assertThat(difference.where()).isEmpty();
    }

    @Test
    void anAnalysisDoesNotDifferFromItself() {
        List<Difference> differences = AnalysisDifferences.of(analysis(TABLES), analysis(TABLES));
        assertThat(differences)
                .extracting(Difference::quantity)
                .containsExactly(
                        "eigenvalue",
                        "IPR",
                        "displacement by rank",
                        "displacement by identity",
                        "subspace overlap, k = 2",
                        "z against haar",
                        "z against initialization",
                        "z against shuffled-weights");
        assertThat(differences).allMatch(d -> d.alone() == 0 && d.largest() == 0 && d.beyond() == 0);
        assertThat(differences)
                .extracting(Difference::compared)
                .as("4 runs, 4 checkpoints, 2 vectors; draws of the last model at the end alone")
                .containsExactly(32, 32, 8 * PAIRS, 8 * PAIRS, 4 * PAIRS, 32, 32, 8);
    }

    /** Every eigenvalue moves within its residual, one beyond both. */
    @Test
    void eigenvaluesDisagreeBeyondTheirResiduals() {
        Tables other = with(
                row -> row.run().equals("adam-seed1") && row.step() == 20 && row.index() == 2
                        ? moved(row, .5)
                        : moved(row, .9 * row.residual()),
                row -> row);
        Difference difference = difference(TABLES, other, "eigenvalue");
        assertThat(difference.largest()).isCloseTo(.5, within(1e-12));
        assertThat(difference.where()).isEqualTo("adam-seed1, step 20, λ₂");
        assertThat(difference.medianRelative()).isCloseTo(.9e-7, within(1e-9));
        assertThat(difference.bounded()).isEqualTo(32);
        assertThat(difference.beyond()).isEqualTo(1);
    }

    /** The bounds are 2e-4 times the index on either side. */
    @Test
    void displacementsDisagreeBeyondTheirBounds() {
        Tables other = with(
                row -> row,
                row -> row.label() == Label.IDENTITY
                        ? row
                        : moved(row, row.run().startsWith("sgd") ? 5e-4 : 3e-4));
        Difference rank = difference(TABLES, other, "displacement by rank");
        assertThat(rank.beyond()).as("v₁ of the two runs of sgd").isEqualTo(2 * PAIRS);
        assertThat(rank.largest()).isCloseTo(5e-4, within(1e-12));
        assertThat(difference(TABLES, other, "displacement by identity").beyond())
                .isZero();
    }

    /** One analysis calls 1 what the other calls 2, at every checkpoint. */
    @Test
    void identitiesAreComparedAtTheirRanks() {
        List<Tables.Ranked> ranks = TABLES.identity().ranks().stream()
                .map(row -> new Tables.Ranked(row.run(), row.step(), row.rank(), 3 - row.identity(), row.cluster()))
                .toList();
        Tables other = TABLES.with()
                .displacement(TABLES.displacement().stream()
                        .map(row -> row.label() == Label.RANK ? row : row.at(3 - row.index()))
                        .toList())
                .identity(new Tables.Identity(ranks, List.of(), List.of()))
                .build();
        Difference difference = difference(TABLES, other, "displacement by identity");
        assertThat(difference.compared()).isEqualTo(8 * PAIRS);
        assertThat(difference.largest()).isZero();
    }
}
