package eigendrift.study;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.readmodel.Tables;
import eigendrift.report.ExampleTables;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThesisTest {

    private static List<String> thesis(Tables tables) {
        return Thesis.of(Claims.of(tables, Baseline.first(tables)));
    }

    /** Displacement of a falls by .6, to .6 below that of b; localization of b ends .4 n above that of a. */
    @Test
    void saysWhatIsToldWithItsInterval() {
        assertThat(thesis(ClaimsTest.tables(8, false)))
                .containsExactly(
                        "Leading directions settle under a (change of displacement −0.6 [−0.6, −0.6]).",
                        "Late in training leading directions turn further under b (difference of displacement 0.6"
                                + " [0.6, 0.6]) than under a.",
                        "The first eigenvector is more localized under b (difference of n·IPR 40 [40, 40]) than under"
                                + " a.",
                        "Means over 8 seeds with 95 % intervals; a verdict takes p ≤ 0.05 for all 9 claims"
                                + " together.");
        assertThat(thesis(ClaimsTest.tables(8, true)))
                .contains("Late in training leading directions turn less far under b (difference of displacement −0.6"
                        + " [−0.6, −0.6]) than under a.");
    }

    @Test
    void fewSeedsGiveRangesAndNoVerdict() {
        List<String> thesis = thesis(ClaimsTest.tables(2, false));
        assertThat(thesis)
                .first()
                .isEqualTo("Leading directions settle under a (change of displacement −0.6 [−0.6, −0.6]).");
        assertThat(thesis)
                .last()
                .isEqualTo("These are means over 2 seeds with the range in brackets, and no verdicts: those take 6"
                        + " seeds.");
        // Directions turn alike under the second and the third: seeds lie on both sides of no difference.
        Tables alike = ExampleTables.of(5, List.of("sgd", "adam", "lion"), 4, 9, 100, 2);
        assertThat(Thesis.of(Claims.of(alike, Baseline.named("adam", alike))))
                .anyMatch(sentence -> sentence.matches("Late .* less far under sgd .* than under adam; whether late in"
                        + " training they turn further under lion .* than under adam cannot be told\\."));
    }

    @Test
    void manyOptimizersAreNamedWithTheRangeOfTheirEffects() {
        Tables tables = ExampleTables.of(1, List.of("sgd", "b", "c", "d", "e", "f"), 7, 9, 100, 2);
        assertThat(thesis(tables))
                .anyMatch(sentence -> sentence.matches(
                        "The first eigenvector is more localized under b, c, d, e and f \\(difference of n·IPR [0-9.]+"
                                + " to [0-9.]+\\) than under sgd\\."));
    }

    @Test
    void withoutFindingsThereIsNothingToSay() {
        assertThat(thesis(ExampleTables.empty())).isEmpty();
    }
}
