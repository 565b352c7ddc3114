package eigendrift.cli.bench;

import eigendrift.config.DataConfig;
import eigendrift.config.Task;
import eigendrift.data.Datasets;
import eigendrift.data.Samples;
import eigendrift.network.Architecture;
import eigendrift.network.ParameterLayout;
import eigendrift.random.Streams;
import eigendrift.tensors.Npz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * The samples of a benchmark.
 *
 * @param description what they are, in a few words
 */
record BenchData(Samples samples, String description) {

    /** Where Debian's package dataset-fashion-mnist puts its files. */
    private static final Path FASHION = Path.of("/usr/share/datasets/fashion-mnist");

    /** Inputs uniform in [0, 1], labels uniform. */
    static BenchData random(int count, int inputs, int outputs, Streams streams) {
        RandomGenerator random = streams.stream("bench-data");
        double[] x = new double[Math.multiplyExact(count, inputs)];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextDouble();
        }
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(outputs);
        }
        return new BenchData(new Samples(count, inputs, x, outputs, labels, null), "random");
    }

    /**
     * The first training images of Fashion-MNIST; more than the bundled 2,000 come from Debian's package, or repeat if
     * that is not installed.
     */
    static BenchData fashion(int count, Streams streams) {
        Path images = FASHION.resolve("train-images-idx3-ubyte.gz");
        Path labels = FASHION.resolve("train-labels-idx1-ubyte.gz");
        Samples bundled = load(new DataConfig.Bundled("fashion-mnist-2k"), OptionalInt.empty(), streams);
        if (count <= bundled.count()) {
            return new BenchData(bundled.first(count), "fashion-mnist");
        }
        if (Files.exists(images)) {
            DataConfig.Source source = new DataConfig.Idx(images, labels, Optional.empty(), Optional.empty());
            return new BenchData(load(source, OptionalInt.of(count), streams), "fashion-mnist");
        }
        return new BenchData(
                repeated(bundled, count), "fashion-mnist, its first " + bundled.count() + " images repeated");
    }

    private static Samples load(DataConfig.Source source, OptionalInt count, Streams streams) {
        return Datasets.load(new DataConfig(source, Task.CLASSIFICATION, count, OptionalInt.empty()), streams)
                .train();
    }

    private static Samples repeated(Samples samples, int count) {
        int size = samples.inputSize();
        double[] inputs = new double[Math.multiplyExact(count, size)];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            int from = i % samples.count();
            System.arraycopy(samples.inputs(), from * size, inputs, i * size, size);
            labels[i] = samples.labels()[from];
        }
        return new Samples(count, size, inputs, samples.outputs(), labels, null);
    }

    /** Writes {@code inputs} (samples x inputs), {@code labels} and the layers of {@code weights}. */
    void write(Path npz, Architecture architecture, double[] weights) throws IOException {
        try (Npz.Writer writer = new Npz.Writer(npz)) {
            writer.put("inputs", samples.inputs(), samples.count(), samples.inputSize());
            writer.put("labels", Arrays.stream(samples.labels()).asLongStream().toArray());
            for (ParameterLayout.Parameter block : architecture.layout().parameters()) {
                double[] entries = Arrays.copyOfRange(weights, block.offset(), block.offset() + block.length());
                if (block.isBias()) {
                    writer.put(block.name(), entries);
                } else {
                    writer.put(block.name(), entries, block.rows(), block.columns());
                }
            }
        }
    }
}
