package eigendrift.data;

import eigendrift.config.DataConfig;
import eigendrift.random.Streams;
import java.util.random.RandomGenerator;

/**
 * Gaussian clusters, one a class: sample i is of class c = i mod classes and lies at μ_c + ξ, ξ ~ N(0, I), with μ_c
 * uniform on the sphere of radius {@code separation}.
 */
final class GaussianMixtureSource {

    private static final String NAME = "gaussian-mixture";

    private GaussianMixtureSource() {}

    static TrainTestSplit draw(DataConfig.GaussianMixture source, DataConfig config, Streams streams) {
        double[] centres = centres(source, streams.stream("data-centres"));
        return Synthetic.split(NAME, source.count(), source.testCount(), config, streams, (n, random) -> {
            int d = source.inputs();
            double[] inputs = Targets.numbers(NAME, n, d);
            int[] labels = new int[n];
            for (int i = 0; i < n; i++) {
                labels[i] = i % source.classes();
                for (int j = 0; j < d; j++) {
                    inputs[i * d + j] = centres[labels[i] * d + j] + random.nextGaussian();
                }
            }
            return Targets.labelled(NAME, config.task(), d, inputs, source.classes(), labels);
        });
    }

    /** classes x inputs: Gaussian vectors, rescaled. */
    private static double[] centres(DataConfig.GaussianMixture source, RandomGenerator random) {
        int d = source.inputs();
        double[] centres = Targets.numbers(NAME, source.classes(), d);
        for (int c = 0; c < source.classes(); c++) {
            double squares = 0;
            for (int j = c * d; j < (c + 1) * d; j++) {
                centres[j] = random.nextGaussian();
                squares += centres[j] * centres[j];
            }
            for (int j = c * d; j < (c + 1) * d; j++) {
                centres[j] *= source.separation() / Math.sqrt(squares);
            }
        }
        return centres;
    }
}
