package eigendrift.config;

/** Factor on the base learning rate as a function of the number of updates made. */
public sealed interface ScheduleConfig {

    /** Whether the rate at a step depends on how many steps the training has. */
    default boolean dependsOnLength() {
        return false;
    }

    record Constant() implements ScheduleConfig {}

    /** Multiplied by {@code gamma} every {@code every}. */
    record Step(Span every, double gamma) implements ScheduleConfig {}

    /** Half a cosine from 1 down to {@code minimum} (a factor) over the whole training. */
    record Cosine(double minimum) implements ScheduleConfig {
        @Override
        public boolean dependsOnLength() {
            return true;
        }
    }

    /** The same over {@code period}, and again over one that is {@code multiplier} times as long, and so on. */
    record CosineRestarts(Span period, int multiplier, double minimum) implements ScheduleConfig {}

    /**
     * Rises from {@code start} (a factor) to 1 during {@code rise} (a share of the training), then falls to
     * {@code end}.
     */
    record OneCycle(double rise, double start, double end) implements ScheduleConfig {
        @Override
        public boolean dependsOnLength() {
            return true;
        }
    }

    /** Rises linearly from {@code start} (a factor) to 1 during {@code over}, then follows {@code then}. */
    record Warmup(Span over, double start, ScheduleConfig then) implements ScheduleConfig {
        @Override
        public boolean dependsOnLength() {
            return then.dependsOnLength();
        }
    }
}
