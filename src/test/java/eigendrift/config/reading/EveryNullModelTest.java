package eigendrift.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.ClosedSets;
import eigendrift.config.NullModelConfig;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each null model has, beyond what the compiler asks for; {@code NullModelsTest} draws it. */
class EveryNullModelTest {

    private static final String ALL_KEYS = ClosedSets.text("conf/all-keys.conf");

    static Stream<String> types() {
        return ClosedSets.records(NullModelConfig.class).map(ClosedSets::kebab);
    }

    @Test
    void eachTypeIsARecord() {
        assertThat(types())
                .containsExactlyInAnyOrderElementsOf(
                        Defaults.types("null-models").keySet());
    }

    /** From {@code defaults.conf} alone; the name begins with the type, so that the report finds it. */
    @ParameterizedTest
    @MethodSource("types")
    void isReadWithItsDefaults(String type) {
        List<NullModelConfig> read = ExperimentReader.parse("experiment { null-models = [" + type + "] }", List.of())
                .config()
                .nullModels();
        assertThat(read).hasSize(1).allSatisfy(model -> {
            assertThat(ClosedSets.kebab(model.getClass())).isEqualTo(type);
            assertThat(model.name().csv()).isEqualTo(type);
        });
    }

    @ParameterizedTest
    @MethodSource("types")
    void isDescribed(String type) {
        assertThat(ALL_KEYS).containsPattern("type = " + type + "(?![a-z-])");
        assertThat(ClosedSets.rows(ClosedSets.section("reading-the-numbers.md", "Null models")))
                .as("the table of reading-the-numbers.md")
                .anyMatch(row -> row.get(0).equals("`" + type + "`"));
    }
}
