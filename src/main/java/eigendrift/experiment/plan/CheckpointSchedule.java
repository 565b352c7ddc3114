package eigendrift.experiment.plan;

import eigendrift.config.CheckpointConfig;
import java.util.TreeSet;

/** The steps at which a run of {@code totalSteps} takes checkpoints, in ascending order. */
public final class CheckpointSchedule {

    private CheckpointSchedule() {}

    public static TreeSet<Long> steps(CheckpointConfig config, long stepsPerEpoch, long totalSteps) {
        TreeSet<Long> steps = new TreeSet<>();
        if (config instanceof CheckpointConfig.At at) {
            steps.addAll(at.steps());
            return new TreeSet<>(steps.headSet(totalSteps, true));
        }
        steps.add(0L);
        steps.add(totalSteps);
        if (config instanceof CheckpointConfig.Every every) {
            long distance = every.span().steps(stepsPerEpoch);
            for (long step = distance; step < totalSteps; step += distance) {
                steps.add(step);
            }
        } else if (config instanceof CheckpointConfig.Logarithmic logarithmic) {
            long step = 1;
            for (int i = 1; step < totalSteps; i++) {
                steps.add(step);
                step = Math.round(Math.pow(10, (double) i / logarithmic.perDecade()));
            }
        }
        return steps;
    }
}
