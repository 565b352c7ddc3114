package eigendrift.optimizer;

import eigendrift.config.ConfigException;
import eigendrift.config.ScheduleConfig;

/**
 * Learning rate over a training: {@code baseRate} times the factor f(t) of a schedule, t being the number of updates made.
 *
 * <ul>
 *   <li>constant: f = 1
 *   <li>step: f = γ^⌊t/every⌋, as torch's StepLR
 *   <li>cosine: f = min + (1 − min)(1 + cos(πt/T))/2, T the total, as CosineAnnealingLR; min from T on (Loshchilov and Hutter
 *       2017, without restarts)
 *   <li>warm-up: f = start + (1 − start) t/over for t &lt; over, as LinearLR; then the next schedule with t − over and T − over
 *       in place of t and T, as SequentialLR
 * </ul>
 *
 * @param stepsPerEpoch updates in one epoch, at least 1
 * @param totalSteps updates in the whole training
 */
public record LearningRate(ScheduleConfig schedule, double baseRate, long stepsPerEpoch, long totalSteps) {

    public LearningRate {
        if (stepsPerEpoch < 1 || totalSteps < 0) {
            throw new IllegalArgumentException("expected stepsPerEpoch >= 1 and totalSteps >= 0, found stepsPerEpoch = "
                    + stepsPerEpoch + ", totalSteps = " + totalSteps);
        }
        ScheduleConfig last = schedule;
        while (last instanceof ScheduleConfig.Warmup warmup) {
            last = warmup.then();
        }
        if (last instanceof ScheduleConfig.Step step && step.every().steps(stepsPerEpoch) < 1) {
            throw new ConfigException("schedule of type step: expected every >= 1 step, found every = " + step.every());
        }
    }

    /** Rate of the update that leads from {@code step} to {@code step + 1}. */
    public double at(long step) {
        return baseRate * factor(schedule, step, totalSteps);
    }

    private double factor(ScheduleConfig schedule, long t, long total) {
        if (schedule instanceof ScheduleConfig.Step step) {
            return StrictMath.pow(step.gamma(), t / step.every().steps(stepsPerEpoch));
        } else if (schedule instanceof ScheduleConfig.Cosine cosine) {
            double wave = t < total ? (1 + StrictMath.cos(Math.PI * t / total)) / 2 : 0;
            return cosine.minimum() + (1 - cosine.minimum()) * wave;
        } else if (schedule instanceof ScheduleConfig.Warmup warmup) {
            long over = warmup.over().steps(stepsPerEpoch);
            return t < over
                    ? warmup.start() + (1 - warmup.start()) * t / over
                    : factor(warmup.then(), t - over, total - over);
        }
        return 1; // ScheduleConfig.Constant
    }
}
