package eigendrift.config;

/**
 * Factor on the base learning rate as a function of the number of updates made. The name of the record is the type in a
 * file, in kebab case, and its components are the keys.
 */
public sealed interface ScheduleConfig {

    /** The case of {@code cases} that is this schedule's. */
    <R> R accept(Cases<R> cases);

    /** One answer for each schedule, so that the compiler asks for that of a new one. */
    interface Cases<R> {

        R constant(Constant schedule);

        R step(Step schedule);

        R cosine(Cosine schedule);

        R cosineRestarts(CosineRestarts schedule);

        R oneCycle(OneCycle schedule);

        R warmup(Warmup schedule);
    }

    /** Whether the rate at a step depends on how many steps the training has. */
    default boolean dependsOnLength() {
        return false;
    }

    record Constant() implements ScheduleConfig {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.constant(this);
        }
    }

    /** Multiplied by {@code gamma} every {@code every}. */
    record Step(Span every, double gamma) implements ScheduleConfig {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.step(this);
        }
    }

    /** Half a cosine from 1 down to {@code minimum} (a factor) over the whole training. */
    record Cosine(double minimum) implements ScheduleConfig {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.cosine(this);
        }

        @Override
        public boolean dependsOnLength() {
            return true;
        }
    }

    /** The same over {@code period}, and again over one that is {@code multiplier} times as long, and so on. */
    record CosineRestarts(Span period, int multiplier, double minimum) implements ScheduleConfig {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.cosineRestarts(this);
        }
    }

    /**
     * Rises from {@code start} (a factor) to 1 during {@code rise} (a share of the training), then falls to
     * {@code end}.
     */
    record OneCycle(double rise, double start, double end) implements ScheduleConfig {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.oneCycle(this);
        }

        @Override
        public boolean dependsOnLength() {
            return true;
        }
    }

    /** Rises linearly from {@code start} (a factor) to 1 during {@code over}, then follows {@code then}. */
    record Warmup(Span over, double start, ScheduleConfig then) implements ScheduleConfig {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.warmup(this);
        }

        @Override
        public boolean dependsOnLength() {
            return then.dependsOnLength();
        }
    }
}
