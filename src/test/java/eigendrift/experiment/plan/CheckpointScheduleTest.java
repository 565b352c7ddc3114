package eigendrift.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.CheckpointConfig;
import eigendrift.config.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointScheduleTest {

    @Test
    void everySpanAndBothEnds() {
        assertThat(CheckpointSchedule.steps(new CheckpointConfig.Every(new Span.Epochs(2)), 10, 50))
                .containsExactly(0L, 20L, 40L, 50L);
        assertThat(CheckpointSchedule.steps(new CheckpointConfig.Every(new Span.Steps(25)), 10, 50))
                .containsExactly(0L, 25L, 50L);
        assertThat(CheckpointSchedule.steps(new CheckpointConfig.Every(new Span.Steps(99)), 10, 50))
                .containsExactly(0L, 50L);
    }

    @Test
    void aListIsTakenAsItIs() {
        assertThat(CheckpointSchedule.steps(new CheckpointConfig.At(List.of(60L, 0L, 25L)), 10, 50))
                .containsExactly(0L, 25L);
    }

    @Test
    void logarithmicSpacing() {
        assertThat(CheckpointSchedule.steps(new CheckpointConfig.Logarithmic(2), 10, 50))
                .containsExactly(0L, 1L, 3L, 10L, 32L, 50L);
        assertThat(CheckpointSchedule.steps(new CheckpointConfig.Logarithmic(10), 10, 9))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 8L, 9L);
    }
}
