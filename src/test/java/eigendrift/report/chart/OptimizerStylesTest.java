package eigendrift.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.report.figure.SeriesColor.Tone;
import eigendrift.report.figure.SeriesStyle;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptimizerStylesTest {
    private static final int SERIES = SeriesStyle.COLOURS;

    @Test
    void anOptimizerKeepsItsColourWhateverStandsBesideIt() {
        assertThat(OptimizerStyles.of(List.of("sgd", "adam")).get("adam").tone())
                .isEqualTo(Tone.VERMILION);
        assertThat(OptimizerStyles.of(List.of("adam-slow", "adam", "sgd")))
                .extractingByKeys("adam", "sgd")
                .extracting(SeriesStyle::tone)
                .containsExactly(Tone.VERMILION, Tone.BLUE);
        SeriesStyle alone = OptimizerStyles.of(List.of("my own")).get("my own");
        assertThat(OptimizerStyles.of(List.of("my own", "another")).get("my own"))
                .isEqualTo(alone);
    }

    @Test
    void upToSixHaveColoursOfTheirOwn() {
        List<String> names =
                IntStream.range(0, SERIES).mapToObj(i -> "rule " + i * i).toList();
        assertThat(OptimizerStyles.of(names).values())
                .extracting(SeriesStyle::tone)
                .doesNotHaveDuplicates();
    }

    @Test
    void upToTwentyFourNoTwoShareTwoSigns() {
        Map<String, SeriesStyle> styles = OptimizerStyles.of(
                IntStream.range(0, 24).mapToObj(i -> "optimizer-" + i).toList());
        Collection<SeriesStyle> all = styles.values();
        assertThat(all).extracting(style -> style.tone() + " " + style.stroke()).doesNotHaveDuplicates();
        assertThat(all).extracting(style -> style.tone() + " " + style.symbol()).doesNotHaveDuplicates();
        assertThat(all)
                .extracting(style -> style.stroke() + " " + style.symbol())
                .doesNotHaveDuplicates();
    }

    /** The least contrast of graphics by WCAG 2.1, 1.4.11. */
    @ParameterizedTest
    @EnumSource(
            value = Tone.class,
            names = {"BLUE", "VERMILION", "GREEN", "PURPLE", "ORANGE", "SKY", "MUTED", "TEXT"})
    void coloursStandOutFromThePaper(Tone tone) {
        assertThat(contrast(tone.light(), Tone.PAPER.light())).isGreaterThanOrEqualTo(3);
        assertThat(contrast(tone.dark(), Tone.PAPER.dark())).isGreaterThanOrEqualTo(3);
    }

    private static double contrast(String colour, String paper) {
        double a = luminance(colour) + .05;
        double b = luminance(paper) + .05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(String colour) {
        int rgb = Integer.decode(colour);
        return .2126 * linear(rgb >> 16) + .7152 * linear(rgb >> 8) + .0722 * linear(rgb);
    }

    private static double linear(int part) {
        double value = (part & 0xff) / 255.;
        return value <= .04045 ? value / 12.92 : Math.pow((value + .055) / 1.055, 2.4);
    }
}
