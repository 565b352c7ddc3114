package eigendrift.data;

import eigendrift.config.DataConfig;
import eigendrift.random.Streams;

/**
 * Spiral arms in the plane, one a class: sample i is of class c = i mod classes and lies at r (cos φ, sin φ) + noise ·
 * ξ, ξ ~ N(0, I), with r uniform in [0, 1) and φ = 2π (turns · r + c / classes).
 */
final class SpiralsSource {

    private static final String NAME = "spirals";

    private SpiralsSource() {}

    static TrainTestSplit draw(DataConfig.Spirals source, DataConfig config, Streams streams) {
        return Synthetic.split(NAME, source.count(), source.testCount(), config, streams, (n, random) -> {
            double[] inputs = Targets.numbers(NAME, n, 2);
            int[] labels = new int[n];
            for (int i = 0; i < n; i++) {
                labels[i] = i % source.classes();
                double radius = random.nextDouble();
                double angle = 2 * Math.PI * (source.turns() * radius + (double) labels[i] / source.classes());
                inputs[2 * i] = radius * StrictMath.cos(angle) + source.noise() * random.nextGaussian();
                inputs[2 * i + 1] = radius * StrictMath.sin(angle) + source.noise() * random.nextGaussian();
            }
            return Targets.labelled(NAME, config.task(), 2, inputs, source.classes(), labels);
        });
    }
}
