package eigendrift.data;

import eigendrift.config.Task;
import eigendrift.files.DataException;
import java.util.Locale;
import java.util.OptionalInt;

/** Makes samples of labelled inputs, with the checks that all sources share. */
final class Targets {

    /** Most classes: a larger label is a sign of a damaged file. */
    static final int MAX_CLASSES = 1 << 16;

    /** Largest length of a Java array. */
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private Targets() {}

    /**
     * Samples with class labels. For regression label c becomes the target e_c: one-hot vectors, and no labels.
     *
     * @param inputs labels.length x inputSize, kept
     * @param labels in 0 .. classes − 1, kept
     */
    static Samples labelled(String source, Task task, int inputSize, double[] inputs, int classes, int[] labels) {
        if (classes < 2 || classes > MAX_CLASSES) {
            throw new DataException(String.format(
                    Locale.ROOT, "%s: expected 2 .. %d classes, found classes = %d", source, MAX_CLASSES, classes));
        }
        if (task == Task.CLASSIFICATION) {
            return new Samples(labels.length, inputSize, inputs, classes, labels, null);
        }
        double[] targets = numbers(source, labels.length, classes);
        for (int i = 0; i < labels.length; i++) {
            targets[i * classes + labels[i]] = 1;
        }
        return new Samples(labels.length, inputSize, inputs, classes, null, targets);
    }

    /** No samples, of the shape of {@code samples}. */
    static Samples none(Samples samples) {
        return new Samples(
                0,
                samples.inputSize(),
                new double[0],
                samples.outputs(),
                samples.labels() == null ? null : new int[0],
                samples.targets() == null ? null : new double[0]);
    }

    /**
     * How many of {@code available} samples to keep.
     *
     * @param option the option that asks, as the configuration calls it
     */
    static int keep(String source, String option, OptionalInt wanted, int available) {
        int kept = wanted.orElse(available);
        if (kept < 0 || kept > available) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected %s in 0 .. %d, as many as there are, found %s = %d\nLeave it out to take all.",
                    source,
                    option,
                    available,
                    option,
                    kept));
        }
        return kept;
    }

    /** rows · columns, which must fit one array. */
    static int size(String source, int rows, int columns) {
        long size = (long) rows * columns;
        if (size > LONGEST) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected less than 2^31 numbers, found %d samples of %d\nMaybe data.samples = %d, or fewer.",
                    source,
                    rows,
                    columns,
                    LONGEST / columns));
        }
        return (int) size;
    }

    /** Zeros, rows · columns of them; an error that names the sizes where they do not fit in memory. */
    static double[] numbers(String source, int rows, int columns) {
        int size = size(source, rows, columns);
        try {
            return new double[size];
        } catch (OutOfMemoryError e) {
            throw outOfMemory(
                    source,
                    String.format(Locale.ROOT, "%d samples of %d numbers", rows, columns),
                    "take",
                    (long) Double.BYTES * size,
                    e);
        }
    }

    /** @param needed bytes */
    static DataException outOfMemory(String source, String what, String takes, long needed, OutOfMemoryError cause) {
        long heap = Runtime.getRuntime().maxMemory();
        return new DataException(
                String.format(
                        Locale.ROOT,
                        "%s: expected data that fit into memory, found %s, which %s %d MiB beside the rest of a heap"
                                + " of %d MiB\nMaybe keep fewer (data.samples), or set EIGENDRIFT_OPTS=-Xmx%dm"
                                + " for a larger heap.",
                        source,
                        what,
                        takes,
                        needed >> 20,
                        heap >> 20,
                        (heap + 2 * needed >> 20) + 1),
                cause);
    }
}
