package eigendrift.optimizer;

import eigendrift.config.ConfigException;
import eigendrift.config.ScheduleConfig;

/**
 * Learning rate over a training: {@code baseRate} times the factor f(t) of a schedule, t being the number of updates
 * made.
 *
 * <ul>
 * <li>constant: f = 1
 * <li>step: f = γ^⌊t/every⌋, as torch's StepLR
 * <li>cosine: f = min + (1 − min)(1 + cos(πt/T))/2, T the total, as CosineAnnealingLR; min from T on (Loshchilov and
 * Hutter 2017, without restarts)
 * <li>cosine-restarts: the same wave again and again, over periods that grow by a multiplier, as
 * CosineAnnealingWarmRestarts (Loshchilov and Hutter 2017)
 * <li>one-cycle: half a cosine from start up to 1 over the first share of the training, then one down to end, as
 * OneCycleLR (Smith and Topin 2019); baseRate is its largest rate, that of update rise · T − 1 (from 0). Where this is
 * 0 there is no rise, and the first update has it; below 0 it would have been before the first
 * <li>warm-up: f = start + (1 − start) t/over for t &lt; over, as LinearLR; then the next schedule with t − over and T
 * − over in place of t and T, as SequentialLR
 * </ul>
 *
 * @param stepsPerEpoch updates in one epoch, at least 1
 * @param totalSteps updates in the whole training
 */
public record LearningRate(ScheduleConfig schedule, double baseRate, long stepsPerEpoch, long totalSteps) {

    /** Relative rounding error of rise · T where that should be a whole number. */
    private static final double ROUNDING = 1e-12;

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
        if (last instanceof ScheduleConfig.CosineRestarts restarts
                && restarts.period().steps(stepsPerEpoch) < 1) {
            throw new ConfigException(
                    "schedule of type cosine-restarts: expected period >= 1 step, found period = " + restarts.period());
        }
    }

    /** Rate of the update that leads from {@code step} to {@code step + 1}. */
    public double at(long step) {
        return baseRate * schedule.accept(new Factor(stepsPerEpoch, step, totalSteps));
    }

    /** f(t) in a training of {@code total} updates. */
    private record Factor(long stepsPerEpoch, long t, long total) implements ScheduleConfig.Cases<Double> {

        @Override
        public Double constant(ScheduleConfig.Constant constant) {
            return 1.;
        }

        @Override
        public Double step(ScheduleConfig.Step step) {
            return StrictMath.pow(step.gamma(), t / step.every().steps(stepsPerEpoch));
        }

        @Override
        public Double cosine(ScheduleConfig.Cosine cosine) {
            return between(1, cosine.minimum(), t < total ? (double) t / total : 1);
        }

        @Override
        public Double cosineRestarts(ScheduleConfig.CosineRestarts restarts) {
            long period = restarts.period().steps(stepsPerEpoch);
            long within = t;
            while (within >= period) {
                within -= period;
                period *= restarts.multiplier();
            }
            return between(1, restarts.minimum(), (double) within / period);
        }

        @Override
        public Double oneCycle(ScheduleConfig.OneCycle cycle) {
            double top = cycle.rise() * total - 1;
            top = Math.abs(top) < ROUNDING ? 0 : top;
            return t < top
                    ? between(cycle.start(), 1, t / top)
                    : between(1, cycle.end(), t < total - 1 ? (t - top) / (total - 1 - top) : 1);
        }

        @Override
        public Double warmup(ScheduleConfig.Warmup warmup) {
            long over = warmup.over().steps(stepsPerEpoch);
            return t < over
                    ? warmup.start() + (1 - warmup.start()) * t / over
                    : warmup.then().accept(new Factor(stepsPerEpoch, t - over, total - over));
        }
    }

    /** Half a cosine from one value to another; {@code x} from 0 to 1. */
    private static double between(double from, double to, double x) {
        return to + (from - to) * (1 + StrictMath.cos(Math.PI * x)) / 2;
    }
}
