package eigendrift.config.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class SettingDifferenceTest {

    private static final String PLAIN = """
            experiment {
              name = plain
              data { source = digits }
              optimizers = [ { type = sgd, learning-rate = .1 }, { type = adam, learning-rate = .01 } ]
              null-models = [ { type = haar }, { type = initialization, draws = 4 } ]
            }
            """;

    /** The plain experiment under each of these overrides, separated by blanks. */
    private static AbstractListAssert<?, List<? extends Tuple>, Tuple, ObjectAssert<Tuple>> differences(
            String... overrides) {
        List<String> configurations = Stream.of(overrides)
                .map(text -> ExperimentReader.parse(PLAIN, text.isEmpty() ? List.of() : List.of(text.split(" ")))
                        .json())
                .toList();
        return assertThat(SettingDifference.of(configurations))
                .extracting(SettingDifference::key, SettingDifference::values);
    }

    @Test
    void spellingIsNoDifference() {
        differences("", "probe.eigenpairs=5 tracker.lags=all optimizers.0.learning-rate=1e-1")
                .isEmpty();
    }

    @Test
    void everyOtherValueIs() {
        differences("", "probe.eigenpairs=8 tracker.lags=[1,2]", "probe.eigenpairs=8")
                .containsExactly(
                        tuple("probe.eigenpairs", List.of("5", "8", "8")),
                        tuple("tracker.lags", List.of("all", "[1,2]", "all")));
    }

    @Test
    void blocksOfAListGoByNameOrType() {
        differences("", "optimizers.adam.beta1=.8 null-models=[{type=initialization,draws=9},{type=haar}]")
                .containsExactly(
                        tuple("null-models.initialization.draws", List.of("4", "9")),
                        tuple("optimizers.adam.beta1", List.of("0.9", "0.8")));
    }

    @Test
    void whatOneLacksIsEmpty() {
        differences("", "null-models=[haar]")
                .contains(tuple("null-models.initialization.draws", List.of("4", "")))
                .allMatch(
                        difference -> difference.toList().get(0).toString().startsWith("null-models.initialization."));
    }

    @Test
    void blocksOfOneTypeGoByPlace() {
        differences(
                        "null-models=[{type=initialization,draws=4},{type=initialization,draws=4,data=gaussian}]",
                        "null-models=[{type=initialization,draws=4},{type=initialization,draws=7,data=gaussian}]")
                .containsExactly(tuple("null-models.1.draws", List.of("4", "7")));
    }
}
