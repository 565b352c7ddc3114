package eigendrift.study;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.cli.RunTable;
import eigendrift.config.NullModelName;
import eigendrift.dynamics.LocalizationValues;
import eigendrift.readmodel.Status;
import eigendrift.readmodel.Tables;
import eigendrift.report.ExampleTables;
import eigendrift.report.SmallTables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpectrumGapsTest {

    private static final long LAST = 40;

    /** One run with spectra at these steps, a line of them not converged, and failures at others. */
    private static Tables tables(List<Long> measured, List<Long> unconverged, List<Tables.MissingSpectrum> missing) {
        List<Tables.Spectrum> spectrum = new ArrayList<>();
        List<Tables.Localization> localization = new ArrayList<>();
        for (long step : measured) {
            boolean converged = !unconverged.contains(step);
            for (int index = 1; index <= 2; index++) {
                spectrum.add(
                        new Tables.Spectrum("a-seed0", step, index, step + 10. / index, .125, 1, 0, 77, converged));
                localization.add(new Tables.Localization(
                        "a-seed0", step, index, LocalizationValues.of(.5, .7), List.of(1.), List.of(.5)));
            }
        }
        return Tables.builder()
                .runs(List.of(new Tables.Run("a-seed0", "a", 0, 8, Status.COMPLETED, LAST, .5, 1)))
                .spectrum(spectrum)
                .localization(localization)
                .missing(missing)
                .build();
    }

    private static Tables.MissingSpectrum missing(long step, String reason) {
        return new Tables.MissingSpectrum("a-seed0", step, reason);
    }

    @Test
    void nothingToSayWhereAllIsWell() {
        assertThat(SpectrumGaps.of(tables(List.of(0L, 20L, LAST), List.of(), List.of())))
                .isEmpty();
        assertThat(SpectrumGaps.of(ExampleTables.empty())).isEmpty();
    }

    @Test
    void aMissingLastSpectrumIsNotFilledFromAnOlderOne() {
        Tables tables =
                tables(List.of(0L, 20L), List.of(), List.of(missing(LAST, "IllegalStateException: not symmetric")));
        RunSummary summary = RunSummary.of(tables).get(0);
        assertThat(summary.checkpoint()).isEqualTo(LAST);
        assertThat(summary.eigenvalue()).isNaN();
        assertThat(summary.scaledIpr()).isNaN();
        assertThat(RunTable.of(List.of(summary)).toString().lines().skip(2))
                .containsExactly("a-seed0  completed     40   0.5         1   –             –      –");
        assertThat(SpectrumGaps.of(tables))
                .containsExactly(
                        "1 spectrum could not be measured: a-seed0 at step 40. Reason: IllegalStateException: not"
                                + " symmetric.");
    }

    @Test
    void anOlderCheckpointIsNamed() {
        RunSummary behind =
                RunSummary.of(tables(List.of(0L, 20L), List.of(), List.of())).get(0);
        assertThat(RunTable.of(List.of(behind)).toString().lines())
                .containsExactly(
                        "run      status     steps  loss  accuracy  checkpoint  λ₁  displacement  n·IPR",
                        "───────  ─────────  ─────  ────  ────────  ──────────  ──  ────────────  ─────",
                        "a-seed0  completed     40   0.5         1          20  30             –      4");
    }

    @Test
    void aMissingSpectrumInTheMiddleLeavesTheLast() {
        Tables tables = tables(List.of(0L, LAST), List.of(), List.of(missing(20, "x"), missing(30, "x")));
        assertThat(RunSummary.of(tables).get(0).eigenvalue()).isEqualTo(50);
        assertThat(SpectrumGaps.of(tables))
                .containsExactly("2 spectra could not be measured: a-seed0 at steps 20, 30. Reason: x.");
    }

    @Test
    void whatHasNotConvergedIsNamedWithItsResidual() {
        assertThat(SpectrumGaps.of(tables(List.of(0L, 20L, LAST), List.of(0L, LAST), List.of())))
                .singleElement()
                .asString()
                .startsWith("2 spectra not converged: a-seed0 at steps 0, 40. Reason: ")
                .contains("largest reported residual 0.125, at most 77 products.");
    }

    @Test
    void manyReasonsAndManyStepsStayShort() {
        List<Tables.MissingSpectrum> missing = new ArrayList<>();
        for (long step = 1; step <= 30; step++) {
            missing.add(missing(step, "often"));
            missing.add(missing(step, "once, at " + step));
        }
        List<String> sentences = SpectrumGaps.of(tables(List.of(0L), List.of(), missing));
        assertThat(sentences)
                .hasSize(5)
                .contains("30 spectra could not be measured: a-seed0 at steps 1, 2, 3, 4, 5, 6, 7, 8 and 22 more."
                        + " Reason: often.");
        assertThat(sentences.get(4)).startsWith("27 further spectra could not be measured");
    }

    @Test
    void drawsOfNullModelsAreCountedByModel() {
        assertThat(SpectrumGaps.of(SmallTables.TABLES)).hasSize(2);
        List<Tables.NullDraw> draws = new ArrayList<>();
        for (int draw = 1; draw <= 3; draw++) {
            for (int index = 1; index <= 2; index++) {
                draws.add(new Tables.NullDraw(
                        NullModelName.STATIC,
                        "a-seed0",
                        40,
                        draw,
                        index,
                        1,
                        LocalizationValues.of(.5, .5),
                        .5,
                        9,
                        draw < 3));
            }
        }
        Tables t = SmallTables.TABLES;
        Tables drawn =
                t.with().spectrum(List.of()).missing(List.of()).nullDraws(draws).build();
        assertThat(SpectrumGaps.of(drawn))
                .singleElement()
                .asString()
                .startsWith("1 of 3 draws of the null model static not converged.");
    }
}
