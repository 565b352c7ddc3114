package eigendrift.data;

import eigendrift.config.DataConfig;
import eigendrift.random.Streams;
import java.util.random.RandomGenerator;

/** Draws independent samples, one after the other, so that a longer draw begins with a shorter one. */
@FunctionalInterface
interface Synthetic {

    Samples draw(int n, RandomGenerator random);

    /** Training and test samples, from streams of their own. */
    static TrainTestSplit split(
            String name, int count, int testCount, DataConfig config, Streams streams, Synthetic distribution) {
        int kept = Targets.keep(name, "samples", config.samples(), count);
        int testKept = Targets.keep(name, "test-samples", config.testSamples(), testCount);
        return new TrainTestSplit(
                name,
                distribution.draw(kept, streams.stream("data-train")),
                distribution.draw(testKept, streams.stream("data-test")));
    }
}
