package eigendrift.config.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eigendrift.config.ClippingConfig;
import eigendrift.config.ConfigException;
import eigendrift.config.OptimizerConfig;
import eigendrift.config.ScheduleConfig;
import eigendrift.config.Span;
import eigendrift.config.UpdateRule;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each key of each optimizer and schedule. */
class OptimizerReaderTest {

    private static final ScheduleConfig CONSTANT = new ScheduleConfig.Constant();

    private static final ClippingConfig NONE = ClippingConfig.NONE;

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments("sgd", "momentum", ".5", new UpdateRule.Sgd(.5, false, 0)),
                arguments("sgd", "nesterov", "true, momentum = .5", new UpdateRule.Sgd(.5, true, 0)),
                arguments("sgd", "weight-decay", ".5", new UpdateRule.Sgd(0, false, .5)),
                arguments("adam", "beta1", ".5", new UpdateRule.Adam(.5, .999, 1e-8, 0)),
                arguments("adam", "beta2", ".5", new UpdateRule.Adam(.9, .5, 1e-8, 0)),
                arguments("adam", "epsilon", ".5", new UpdateRule.Adam(.9, .999, .5, 0)),
                arguments("adam", "weight-decay", ".5", new UpdateRule.Adam(.9, .999, 1e-8, .5)),
                arguments("adamw", "beta1", ".5", new UpdateRule.AdamW(.5, .999, 1e-8, .01)),
                arguments("adamw", "beta2", ".5", new UpdateRule.AdamW(.9, .5, 1e-8, .01)),
                arguments("adamw", "epsilon", ".5", new UpdateRule.AdamW(.9, .999, .5, .01)),
                arguments("adamw", "weight-decay", ".5", new UpdateRule.AdamW(.9, .999, 1e-8, .5)),
                arguments("rmsprop", "alpha", ".5", new UpdateRule.RmsProp(.5, 1e-8, 0, 0, false)),
                arguments("rmsprop", "epsilon", ".5", new UpdateRule.RmsProp(.99, .5, 0, 0, false)),
                arguments("rmsprop", "weight-decay", ".5", new UpdateRule.RmsProp(.99, 1e-8, .5, 0, false)),
                arguments("rmsprop", "momentum", ".5", new UpdateRule.RmsProp(.99, 1e-8, 0, .5, false)),
                arguments("rmsprop", "centered", "true", new UpdateRule.RmsProp(.99, 1e-8, 0, 0, true)),
                arguments("adagrad", "learning-rate-decay", ".5", new UpdateRule.Adagrad(.5, 0, 0, 1e-10)),
                arguments("adagrad", "weight-decay", ".5", new UpdateRule.Adagrad(0, .5, 0, 1e-10)),
                arguments("adagrad", "initial-accumulator", ".5", new UpdateRule.Adagrad(0, 0, .5, 1e-10)),
                arguments("adagrad", "epsilon", ".5", new UpdateRule.Adagrad(0, 0, 0, .5)),
                arguments("amsgrad", "beta1", ".5", new UpdateRule.AmsGrad(.5, .999, 1e-8, 0)),
                arguments("amsgrad", "beta2", ".5", new UpdateRule.AmsGrad(.9, .5, 1e-8, 0)),
                arguments("amsgrad", "epsilon", ".5", new UpdateRule.AmsGrad(.9, .999, .5, 0)),
                arguments("amsgrad", "weight-decay", ".5", new UpdateRule.AmsGrad(.9, .999, 1e-8, .5)),
                arguments("adamax", "beta1", ".5", new UpdateRule.Adamax(.5, .999, 1e-8, 0)),
                arguments("adamax", "beta2", ".5", new UpdateRule.Adamax(.9, .5, 1e-8, 0)),
                arguments("adamax", "epsilon", ".5", new UpdateRule.Adamax(.9, .999, .5, 0)),
                arguments("adamax", "weight-decay", ".5", new UpdateRule.Adamax(.9, .999, 1e-8, .5)),
                arguments("nadam", "beta1", ".5", new UpdateRule.NAdam(.5, .999, 1e-8, 0, .004)),
                arguments("nadam", "beta2", ".5", new UpdateRule.NAdam(.9, .5, 1e-8, 0, .004)),
                arguments("nadam", "epsilon", ".5", new UpdateRule.NAdam(.9, .999, .5, 0, .004)),
                arguments("nadam", "weight-decay", ".5", new UpdateRule.NAdam(.9, .999, 1e-8, .5, .004)),
                arguments("nadam", "momentum-decay", ".5", new UpdateRule.NAdam(.9, .999, 1e-8, 0, .5)),
                arguments("radam", "beta1", ".5", new UpdateRule.RAdam(.5, .999, 1e-8, 0)),
                arguments("radam", "beta2", ".5", new UpdateRule.RAdam(.9, .5, 1e-8, 0)),
                arguments("radam", "epsilon", ".5", new UpdateRule.RAdam(.9, .999, .5, 0)),
                arguments("radam", "weight-decay", ".5", new UpdateRule.RAdam(.9, .999, 1e-8, .5)),
                arguments("lion", "beta1", ".5", new UpdateRule.Lion(.5, .99, 0)),
                arguments("lion", "beta2", ".5", new UpdateRule.Lion(.9, .5, 0)),
                arguments("lion", "weight-decay", ".5", new UpdateRule.Lion(.9, .99, .5)),
                arguments("sam", "rho", ".5", new UpdateRule.Sam(.5, 0, 0)),
                arguments("sam", "momentum", ".5", new UpdateRule.Sam(.05, .5, 0)),
                arguments("sam", "weight-decay", ".5", new UpdateRule.Sam(.05, 0, .5)),
                arguments("muon", "momentum", ".5", new UpdateRule.Muon(.5, true, 0, .015, .9, .95, 1e-10)),
                arguments("muon", "nesterov", "no", new UpdateRule.Muon(.95, false, 0, .015, .9, .95, 1e-10)),
                arguments("muon", "weight-decay", ".5", new UpdateRule.Muon(.95, true, .5, .015, .9, .95, 1e-10)),
                arguments("muon", "bias-rate", ".5", new UpdateRule.Muon(.95, true, 0, .5, .9, .95, 1e-10)),
                arguments("muon", "beta1", ".5", new UpdateRule.Muon(.95, true, 0, .015, .5, .95, 1e-10)),
                arguments("muon", "beta2", ".5", new UpdateRule.Muon(.95, true, 0, .015, .9, .5, 1e-10)),
                arguments("muon", "epsilon", ".5", new UpdateRule.Muon(.95, true, 0, .015, .9, .95, .5)),
                arguments(
                        "lbfgs", "history", "7", new UpdateRule.Lbfgs(7, 20, 1e-7, 1e-9, UpdateRule.Lbfgs.Search.NONE)),
                arguments(
                        "lbfgs",
                        "max-iterations",
                        "7",
                        new UpdateRule.Lbfgs(100, 7, 1e-7, 1e-9, UpdateRule.Lbfgs.Search.NONE)),
                arguments(
                        "lbfgs",
                        "tolerance-gradient",
                        ".5",
                        new UpdateRule.Lbfgs(100, 20, .5, 1e-9, UpdateRule.Lbfgs.Search.NONE)),
                arguments(
                        "lbfgs",
                        "tolerance-change",
                        ".5",
                        new UpdateRule.Lbfgs(100, 20, 1e-7, .5, UpdateRule.Lbfgs.Search.NONE)),
                arguments(
                        "lbfgs",
                        "line-search",
                        "strong-wolfe",
                        new UpdateRule.Lbfgs(100, 20, 1e-7, 1e-9, UpdateRule.Lbfgs.Search.STRONG_WOLFE)));
    }

    static Stream<Arguments> schedules() {
        return Stream.of(
                arguments("step", "every", "3 steps", new ScheduleConfig.Step(new Span.Steps(3), .1)),
                arguments("step", "gamma", ".5", new ScheduleConfig.Step(new Span.Epochs(10), .5)),
                arguments("cosine", "minimum", ".5", new ScheduleConfig.Cosine(.5)),
                arguments(
                        "cosine-restarts",
                        "period",
                        "3 steps",
                        new ScheduleConfig.CosineRestarts(new Span.Steps(3), 1, 0)),
                arguments(
                        "cosine-restarts",
                        "multiplier",
                        "2",
                        new ScheduleConfig.CosineRestarts(new Span.Epochs(10), 2, 0)),
                arguments(
                        "cosine-restarts",
                        "minimum",
                        ".5",
                        new ScheduleConfig.CosineRestarts(new Span.Epochs(10), 1, .5)),
                arguments("one-cycle", "rise", ".5", new ScheduleConfig.OneCycle(.5, .04, 4e-6)),
                arguments("one-cycle", "start", ".5", new ScheduleConfig.OneCycle(.3, .5, 4e-6)),
                arguments("one-cycle", "end", ".5", new ScheduleConfig.OneCycle(.3, .04, .5)),
                arguments("warmup", "over", "3 steps", new ScheduleConfig.Warmup(new Span.Steps(3), .1, CONSTANT)),
                arguments("warmup", "start", "0", new ScheduleConfig.Warmup(new Span.Epochs(1), 0, CONSTANT)),
                arguments(
                        "warmup",
                        "then",
                        "{ type = cosine, minimum = .2 }",
                        new ScheduleConfig.Warmup(new Span.Epochs(1), .1, new ScheduleConfig.Cosine(.2))));
    }

    @Test
    void defaultsAreThoseOfTorch() {
        assertThat(read("sgd, adam, adamw, rmsprop, adagrad"))
                .containsExactly(
                        new OptimizerConfig("sgd", new UpdateRule.Sgd(0, false, 0), .001, CONSTANT, NONE),
                        new OptimizerConfig("adam", new UpdateRule.Adam(.9, .999, 1e-8, 0), .001, CONSTANT, NONE),
                        new OptimizerConfig("adamw", new UpdateRule.AdamW(.9, .999, 1e-8, .01), .001, CONSTANT, NONE),
                        new OptimizerConfig(
                                "rmsprop", new UpdateRule.RmsProp(.99, 1e-8, 0, 0, false), .01, CONSTANT, NONE),
                        new OptimizerConfig("adagrad", new UpdateRule.Adagrad(0, 0, 0, 1e-10), .01, CONSTANT, NONE));
    }

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @MethodSource("rules")
    void rule(String type, String key, String value, UpdateRule expected) {
        assertThat(read("{ type = " + type + ", " + key + " = " + value + " }"))
                .extracting(OptimizerConfig::rule)
                .containsExactly(expected);
    }

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @MethodSource("schedules")
    void schedule(String type, String key, String value, ScheduleConfig expected) {
        assertThat(read("{ type = adam, schedule { type = " + type + ", " + key + " = " + value + " } }"))
                .extracting(OptimizerConfig::schedule)
                .containsExactly(expected);
    }

    @Test
    void everyOptimizerHasNameRateAndSchedule() {
        for (String type : Defaults.types("optimizers").keySet()) {
            OptimizerConfig read = read("{ type = " + type + ", name = x-0.1, learning-rate = 7, schedule = cosine }")
                    .get(0);
            assertThat(read)
                    .isEqualTo(new OptimizerConfig("x-0.1", read.rule(), 7, new ScheduleConfig.Cosine(0), NONE));
        }
    }

    @Test
    void noKeyIsForgotten() {
        Set<String> tested = new TreeSet<>();
        rules().forEach(row -> tested.add(row.get()[0] + "." + row.get()[1]));
        assertThat(tested)
                .isEqualTo(EveryKeyTest.typedKeys(
                        "optimizers", "name", "learning-rate", "schedule", "clip-norm", "clip-value"));

        Set<String> schedules = new TreeSet<>();
        schedules().forEach(row -> schedules.add(row.get()[0] + "." + row.get()[1]));
        assertThat(schedules).isEqualTo(EveryKeyTest.typedKeys("schedule"));
    }

    @Test
    void everyOptimizerMayClip() {
        for (String type : Defaults.types("optimizers").keySet()) {
            assertThat(read("{ type = " + type + ", clip-norm = 2, clip-value = .5 }"))
                    .extracting(OptimizerConfig::clipping)
                    .containsExactly(new ClippingConfig(OptionalDouble.of(2), OptionalDouble.of(.5)));
        }
    }

    @Test
    void lbfgsIsForTheFullBatch() {
        String text = "experiment { training.batch-size = 10, optimizers = [sgd, lbfgs] }";
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ExperimentReader.parse(text, List.of()))
                .withMessageContaining("Expected training.batch-size = full beside lbfgs")
                .withMessageContaining("found optimizers.1.type = lbfgs");
    }

    private static List<OptimizerConfig> read(String optimizers) {
        String text = "experiment { training.batch-size = full, optimizers = [" + optimizers + "] }";
        return ExperimentReader.parse(text, List.of()).config().optimizers();
    }
}
