package eigendrift.study;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.ClosedSets;
import eigendrift.config.NullModelConfig;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SensitivityTest {

    /** A claim on movement is seen beside each model that moves, one on localization beside each other model. */
    @Test
    void eachNullModelIsAChoice() {
        assertThat(Sensitivity.STILL)
                .containsExactlyInAnyOrderElementsOf(
                        types(NullModelConfig.Movement.class).toList());
        List<String> others = Stream.of(
                        types(NullModelConfig.Matrices.class),
                        types(NullModelConfig.Directions.class),
                        Stream.of("initialization-gaussian"))
                .flatMap(types -> types)
                .toList();
        assertThat(Sensitivity.ALIKE).containsExactlyInAnyOrderElementsOf(others);
    }

    private static Stream<String> types(Class<?> kind) {
        return ClosedSets.records(kind).map(ClosedSets::kebab);
    }
}
