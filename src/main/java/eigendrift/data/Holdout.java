package eigendrift.data;

import eigendrift.files.DataException;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Takes test samples from the training samples, for sources without test samples. */
final class Holdout {

    private Holdout() {}

    /**
     * Draws round(fraction · N) samples without replacement, at least one and never all, to be the test samples; the
     * others stay. Both come in a random order, so that the first n of them are a random choice too.
     *
     * @param split without test samples
     * @throws DataException if there is only one sample
     */
    static TrainTestSplit of(TrainTestSplit split, double fraction, RandomGenerator random) {
        int n = split.train().count();
        if (n < 2) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected 2 samples or more to hold some out, found %d\nMaybe data.test-fraction = null.",
                    split.name(),
                    n));
        }
        int test = (int) Math.max(1, Math.min(n - 1, Math.round(fraction * n)));
        int[] order = BatchOrder.shuffled(n, random);
        return new TrainTestSplit(
                split.name(),
                select(split, Arrays.copyOfRange(order, test, n)),
                select(split, Arrays.copyOf(order, test)),
                split.features(),
                split.classes(),
                split.divisor());
    }

    private static Samples select(TrainTestSplit split, int[] rows) {
        Samples all = split.train();
        int d = all.inputSize();
        int k = all.outputs();
        double[] inputs = Targets.numbers(split.name(), rows.length, d);
        int[] labels = all.labels() == null ? null : new int[rows.length];
        double[] targets = all.targets() == null ? null : Targets.numbers(split.name(), rows.length, k);
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all.inputs(), rows[i] * d, inputs, i * d, d);
            if (labels != null) {
                labels[i] = all.labels()[rows[i]];
            } else {
                System.arraycopy(all.targets(), rows[i] * k, targets, i * k, k);
            }
        }
        return new Samples(rows.length, d, inputs, k, labels, targets);
    }
}
