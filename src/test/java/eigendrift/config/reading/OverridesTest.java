package eigendrift.config.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eigendrift.config.ConfigException;
import eigendrift.config.DataConfig;
import eigendrift.config.ExperimentConfig;
import eigendrift.config.NullModelConfig;
import eigendrift.config.OptimizerConfig;
import eigendrift.config.ScheduleConfig;
import eigendrift.config.Span;
import eigendrift.config.UpdateRule;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code key=value} over a file. */
class OverridesTest {

    private static final String FILE = """
            experiment {
              training { epochs = 3 }
              data { source = spirals, turns = 2 }
              optimizers = [
                sgd
                { name = fast-0.1, type = adam, learning-rate = .1, schedule = cosine }
                { name = slow, type = adam }
              ]
              null-models = [haar, initialization, { type = shuffled-weights, at = all }]
            }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "optimizers.0.learning-rate=.5 | 0",
                "optimizers.sgd.learning-rate=.5 | 0",
                "optimizers.1.learning-rate=.5 | 1",
                "optimizers.fast-0.1.learning-rate=.5 | 1",
                "optimizers.slow.learning-rate=5e-1 | 2",
                "experiment.optimizers.slow.learning-rate=.5 | 2",
                " optimizers.slow.learning-rate = 0.5 | 2",
                "optimizers.slow=\"{ name = slow, type = adam, learning-rate = .5 }\" | 2",
            })
    void anOptimizerByPlaceOrName(String override, int place) {
        String text = override.replace("\"", "");
        ExperimentConfig before = read();
        ExperimentConfig after = read(text);
        for (int i = 0; i < 3; i++) {
            OptimizerConfig old = before.optimizers().get(i);
            double rate = i == place ? .5 : old.learningRate();
            assertThat(after.optimizers().get(i))
                    .isEqualTo(new OptimizerConfig(old.name(), old.rule(), rate, old.schedule(), old.clipping()));
        }
    }

    private static NullModelConfig.Sampling sampling(int draws) {
        return new NullModelConfig.Sampling(draws, 0, OptionalDouble.empty());
    }

    private static NullModelConfig initialization(int draws) {
        return new NullModelConfig.Initialization(sampling(draws), NullModelConfig.Initialization.Data.REAL);
    }

    @Test
    void aNullModelByPlaceOrType() {
        assertThat(read("null-models.1.draws=7").nullModels().get(1)).isEqualTo(initialization(7));
        assertThat(read("null-models.initialization.draws=7").nullModels().get(1))
                .isEqualTo(initialization(7));
        assertThat(read("null-models.shuffled-weights.at=last").nullModels().get(2))
                .isEqualTo(new NullModelConfig.ShuffledWeights(sampling(20), new NullModelConfig.At.Last()));
    }

    @Test
    void plusEqualsAddsToAList() {
        assertThat(read("seeds+=5").seeds()).containsExactly(0L, 5L);
        assertThat(read("seeds += [5, 6]", "seeds+=7").seeds()).containsExactly(0L, 5L, 6L, 7L);
        assertThat(read("optimizers+={ type = lion, learning-rate = .1 }", "optimizers.lion.beta1=.8")
                        .optimizers())
                .extracting(OptimizerConfig::name)
                .containsExactly("sgd", "fast-0.1", "slow", "lion");
        assertThatThrownBy(() -> read("training.epochs+=1"))
                .hasMessageContaining("a list before +=")
                .hasMessageContaining("training.epochs+=1");
    }

    @Test
    void theDefaultLists() {
        ExperimentConfig read = ExperimentReader.parse(
                        "experiment {}", List.of("optimizers.adam.beta1=.8", "seeds.0=9"))
                .config();
        assertThat(read.optimizers().get(1).rule()).isEqualTo(new UpdateRule.Adam(.8, .999, 1e-8, 0));
        assertThat(read.seeds()).containsExactly(9L);
    }

    @Test
    void insideWhatIsWrittenAsABareType() {
        assertThat(read("optimizers.1.schedule.minimum=.3").optimizers().get(1).schedule())
                .isEqualTo(new ScheduleConfig.Cosine(.3));
        assertThat(read("data=digits", "data.samples=5").data().samples()).hasValue(5);
    }

    @Test
    void aBlockIsReplacedWhole() {
        assertThat(read("data={source = digits}").data().source()).isEqualTo(new DataConfig.Bundled("digits"));
        assertThat(read("data=digits").data().source()).isEqualTo(new DataConfig.Bundled("digits"));
    }

    @Test
    void theLastOneCounts() {
        assertThat(read("seeds=[1]", "seeds=[2]").seeds()).containsExactly(2L);
    }

    @Test
    void oneLengthDisplacesTheOther() {
        assertThat(read("training.steps=70").training().length()).isEqualTo(new Span.Steps(70));
        String steps =
                ExperimentReader.parse(FILE, List.of("training.steps=70")).json();
        assertThat(ExperimentReader.parse(steps, List.of("training.epochs=2"))
                        .config()
                        .training()
                        .length())
                .isEqualTo(new Span.Epochs(2));
        assertThatThrownBy(() -> read("training.steps=70", "training.epochs=2")).hasMessage("""
                        Expected no training.epochs beside training.steps, found training.epochs = 2 \
                        (override training.epochs=2).
                        Maybe remove it.""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"seeds", "", "training.epochs:5"})
    void withoutAnEqualsSign(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Expected key=value, found " + (text.isEmpty() ? "\"\"" : text)
                        + " (override).\nMaybe training.epochs=5.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=5", "a..b=5", ".a=5", "a.=5"})
    void withoutAKey(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Expected a dotted key before '=', found " + text + " (override).\nMaybe training.epochs=5.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"seeds=", "seeds=0,1", "seeds=[0", "seeds=1],x=[2", "name=${nothing}", "name=a:b"})
    void withoutOneValue(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Expected one HOCON value after '=', found " + text
                        + " (override).\nMaybe put a list in [ ], and special characters in quotes.");
    }

    @Test
    void unknownPath() {
        assertThatThrownBy(() -> read("training.epoch=5")).hasMessage("""
                        Expected one of the keys of training (batch-size, epochs, log-every, precision, steps), \
                        found training.epoch = 5 (override training.epoch=5).
                        Maybe training.epochs was meant.""");
        assertThatThrownBy(() -> read("trainng.epochs=5"))
                .hasMessageContaining(
                        "found trainng = {\"epochs\":5} (override trainng.epochs=5).\nMaybe training was meant.");
        assertThatThrownBy(() -> read("loss.kind=5"))
                .hasMessageContaining("found loss = {\"kind\":5,\"type\":\"cross-entropy\"}");
    }

    @Test
    void noSuchOptimizer() {
        assertThatThrownBy(() -> read("optimizers.slwo.beta1=.5")).hasMessage("""
                        Expected a place from 0 to 2 or one of sgd, fast-0.1, slow in optimizers, \
                        found optimizers.slwo.beta1=.5 (override).
                        Maybe optimizers.slow was meant.""");
        assertThatThrownBy(() -> read("optimizers.3.type=sgd")).hasMessageContaining("Expected a place from 0 to 2 or");
    }

    @Test
    void typeThatStandsTwice() {
        assertThatThrownBy(() -> ExperimentReader.parse(
                        "experiment { null-models = [initialization, haar, initialization] }",
                        List.of("null-models.initialization.draws=3")))
                .hasMessage("""
                        Expected a place from 0 to 2 or one of haar in null-models, \
                        found null-models.initialization.draws=3 (override).
                        Maybe null-models=[...], the list as a whole.
                        Expected each null model once, but initialization stands there twice, \
                        found null-models = ["initialization","haar","initialization"] (recorded configuration).
                        Maybe another analysis: eigendrift replay ID null-models=[...] --as NAME.""");
    }

    @Test
    void valueThatWillNotDo() {
        assertThatThrownBy(() -> read("optimizers.slow.beta1=1", "foo")).hasMessage("""
                        Expected key=value, found foo (override).
                        Maybe training.epochs=5.
                        Expected a number of at least 0 and below 1, found optimizers.2.beta1 = 1 \
                        (override optimizers.slow.beta1=1).
                        Maybe optimizers.2.beta1 = 0.9, the default.""");
    }

    private static ExperimentConfig read(String... overrides) {
        return ExperimentReader.parse(FILE, List.of(overrides)).config();
    }
}
