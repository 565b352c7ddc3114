package eigendrift.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "a, '', 1",
        "'', abc, 3",
        "abc, abc, 0",
        "kitten, sitting, 3",
        "saturday, sunday, 3",
        "ab, ba, 2",
        "epoch, epochs, 1"
    })
    void edits(String a, String b, int expected) {
        assertThat(Problem.edits(a, b)).isEqualTo(expected);
        assertThat(Problem.edits(b, a)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"adm, adam", "ADAM, adam", "adam_w, adamw", "momentum, none", "'', none", "sg, sgd"})
    void nearest(String word, String expected) {
        assertThat(Problem.nearest(word, List.of("sgd", "adam", "adamw")))
                .isEqualTo(java.util.Optional.ofNullable(expected));
    }

    @Test
    void nearestOfNone() {
        assertThat(Problem.nearest("adam", List.of())).isEmpty();
    }
}
