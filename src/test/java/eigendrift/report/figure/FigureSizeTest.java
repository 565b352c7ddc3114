package eigendrift.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureSizeTest {

    @ParameterizedTest
    @CsvSource({"icml, 234", "ICML-wide, 486", "neurips, 396", "nature, 252.283", "89mm, 252.283", "3.25in, 234"})
    void namesAndWidthsAreRead(String text, double points) {
        FigureSize size = FigureSize.of(text);
        assertThat(size.points()).isCloseTo(points, within(.001));
        assertThat(Pen.TEXT * size.scale()).as("text in points").isCloseTo(7, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a4", "89", "89 cm", "-89mm", "49mm", "501mm", "1e2mm", "NaNmm"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> FigureSize.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected icml, icml-wide, nature, nature-wide, neurips or a width")
                .hasMessageContaining("found figure size = " + text);
    }

    /** On paper a wider figure has more room, and the same text. */
    @Test
    void thePageIsAsBefore() {
        assertThat(FigureSize.SCREEN.units()).isCloseTo(440, within(1e-9));
        assertThat(FigureSize.of("icml-wide").units())
                .isGreaterThan(2 * FigureSize.of("icml").units());
    }
}
