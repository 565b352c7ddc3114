package eigendrift.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import eigendrift.config.ConfigException;
import eigendrift.config.ScheduleConfig;
import eigendrift.config.Span;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LearningRateTest {

    /** torch multiplies the last rate by a ratio, so its rounding grows over the updates. */
    private static final double TORCH_RECURSION = 1e-12;

    private static final ScheduleConfig COSINE = new ScheduleConfig.Cosine(.1);

    static Stream<Arguments> cases() {
        return StreamSupport.stream(
                        TorchReference.read("learning-rates.json").get("cases").spliterator(), false)
                .map(c -> Arguments.of(Named.of(c.get("schedule").toString(), c)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void followsTorch(JsonNode c) {
        double[] expected = TorchReference.vector(c.get("rates"));
        double base = c.get("learningRate").asDouble();
        LearningRate rate = new LearningRate(TorchReference.schedule(c.get("schedule")), base, 1, expected.length);
        assertThat(expected).hasSize(c.get("totalSteps").asInt());
        assertThat(LongStream.range(0, expected.length).mapToDouble(rate::at).toArray())
                .containsExactly(expected, within(TORCH_RECURSION * base));
    }

    @Test
    void countsEpochsInSteps() {
        ScheduleConfig halved = new ScheduleConfig.Step(new Span.Epochs(2), .5);
        LearningRate rate = new LearningRate(new ScheduleConfig.Warmup(new Span.Epochs(1), 0, halved), .8, 10, 100);
        assertThat(LongStream.of(0, 5, 10, 29, 30, 49, 50).mapToDouble(rate::at))
                .containsExactly(0., .4, .8, .8, .4, .4, .2);
    }

    @Test
    void cosineStaysAtItsMinimumAfterTheEnd() {
        LearningRate rate = new LearningRate(COSINE, 1, 1, 40);
        assertThat(rate.at(0)).isEqualTo(1);
        assertThat(rate.at(20)).isCloseTo(.55, within(1e-15));
        assertThat(rate.at(40)).isEqualTo(.1);
        assertThat(rate.at(55)).isEqualTo(.1);
    }

    @Test
    void warmUpMayFillOrOutlastTheTraining() {
        assertThat(warmUp(40, 40).at(39)).isEqualTo(39 / 40.);
        assertThat(warmUp(80, 40).at(39)).isEqualTo(39 / 80.);
        assertThat(warmUp(0, 40).at(0)).isEqualTo(1);
    }

    /** Where rise · steps = 1 there is no rise; rounding included, and after a warm-up. */
    @ParameterizedTest
    @CsvSource({".1, 10", ".25, 4", ".2, 5", ".5, 2", ".02040816326530612, 49", ".01020408163265306, 98"})
    void aCycleWithoutARiseBeginsAtTheTop(double rise, long total) {
        ScheduleConfig cycle = new ScheduleConfig.OneCycle(rise, .04, .02);
        LearningRate alone = new LearningRate(cycle, .3, 1, total);
        LearningRate after =
                new LearningRate(new ScheduleConfig.Warmup(new Span.Steps(3), .5, cycle), .3, 1, total + 3);
        for (long t = 0; t <= total; t++) {
            double x = Math.min(1, t / (total - 1.));
            assertThat(alone.at(t)).isCloseTo(.3 * (.02 + .98 * (1 + Math.cos(Math.PI * x)) / 2), within(1e-12));
            assertThat(after.at(t + 3)).isEqualTo(alone.at(t));
        }
        assertThat(alone.at(0)).isEqualTo(.3);
    }

    /** Phases of no width at all: trainings of no, one and few steps, and warm-ups that leave nothing over. */
    @Test
    void everyScheduleHasARateAtEveryStep() {
        List<ScheduleConfig> schedules = List.of(
                new ScheduleConfig.Constant(),
                new ScheduleConfig.Step(new Span.Steps(1), .5),
                new ScheduleConfig.Cosine(0),
                new ScheduleConfig.CosineRestarts(new Span.Steps(1), 1, 0),
                new ScheduleConfig.CosineRestarts(new Span.Steps(1), 3, 0),
                new ScheduleConfig.OneCycle(.001, .04, 4e-6),
                new ScheduleConfig.OneCycle(.5, .04, 4e-6),
                new ScheduleConfig.OneCycle(.999, .04, 4e-6),
                new ScheduleConfig.OneCycle(Math.nextDown(1.), 0, 0));
        for (ScheduleConfig schedule : schedules) {
            for (long over = 0; over <= 4; over++) {
                ScheduleConfig warm = new ScheduleConfig.Warmup(new Span.Steps(over), 0, schedule);
                ScheduleConfig twice = new ScheduleConfig.Warmup(new Span.Steps(over), 0, warm);
                for (long total = 0; total <= 4; total++) {
                    for (long t = 0; t <= total + 1; t++) {
                        for (ScheduleConfig s : List.of(schedule, warm, twice)) {
                            assertThat(new LearningRate(s, 1, 1, total).at(t))
                                    .as("%s, step %d of %d", s, t, total)
                                    .isBetween(0., 1.);
                        }
                    }
                }
            }
        }
    }

    @Test
    void refusesAStepOfNoLength() {
        ScheduleConfig never = new ScheduleConfig.Step(new Span.Steps(0), .5);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new LearningRate(new ScheduleConfig.Warmup(new Span.Steps(3), 0, never), 1, 1, 10))
                .withMessageContaining("expected every >= 1 step, found every = Steps[count=0]");
    }

    @Test
    void refusesEpochsOfNoLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearningRate(COSINE, 1, 0, 10))
                .withMessageContaining("stepsPerEpoch = 0");
    }

    private static LearningRate warmUp(long over, long total) {
        return new LearningRate(new ScheduleConfig.Warmup(new Span.Steps(over), 0, COSINE), 1, 1, total);
    }
}
