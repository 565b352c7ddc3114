package eigendrift.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eigendrift.config.ConfigException;
import eigendrift.experiment.Plans;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void checkpointsBeyondAnyDiskAreRefusedBeforeTheyAreListed() {
        assertThatThrownBy(() -> Plans.small(
                        "training.epochs=null", "training.steps=9000000000000000000", "checkpoints.every=1 steps"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("checkpoints.every")
                .hasMessageContaining("xpected at most 1000000 checkpoints, not 9000000000000000000")
                .hasMessageContaining("found checkpoints.every = 1 step ")
                .hasMessageContaining("Maybe checkpoints.every = 9000000000000000 steps.");
    }

    @Test
    void aMillionIsNotTooMany() {
        Plan plan = Plans.small(
                "training.epochs=null", "training.steps=1000000", "checkpoints.every=1 steps", "null-models=[]");
        assertThat(plan.checkpointSteps()).hasSize(1_000_001);
    }
}
