package eigendrift.data;

import eigendrift.config.DataConfig;
import eigendrift.config.Task;
import eigendrift.files.DataException;
import eigendrift.tensors.Tensor;
import eigendrift.tensors.TensorFile;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Samples from arrays of a file, as a training elsewhere saw them.
 *
 * <p>A sample is an item of any dimensions, flattened in row-major order. Targets that are whole numbers, one a sample,
 * are classes, and class c is output c of the network: there are as many as the largest of all targets says, whether
 * each occurs or not. For regression, targets of a floating-point type are real, one or more a sample.
 */
final class ArraySource {

    private ArraySource() {}

    static TrainTestSplit read(DataConfig.Arrays source, DataConfig config) {
        try (TensorFile file = TensorFile.open(source.path())) {
            Part train = Part.of(file, source.inputs(), source.targets());
            Optional<Part> test = source.testInputs()
                    .map(inputs -> Part.of(file, inputs, source.testTargets().orElseThrow()));
            boolean real =
                    config.task() == Task.REGRESSION && train.targets.type().contains("float");
            int classes = real
                    ? 0
                    : 1 + Math.max(train.largest(), test.map(Part::largest).orElse(0));
            Samples training = train.samples(config.task(), real, classes, "samples", config.samples());
            Samples testing = test.map(
                            part -> part.samples(config.task(), real, classes, "test-samples", config.testSamples()))
                    .orElseGet(() -> {
                        Targets.keep(train.inputs.where(), "test-samples", config.testSamples(), 0);
                        return Targets.none(training);
                    });
            test.ifPresent(part -> part.requireLike(training, testing));
            List<String> labels =
                    IntStream.range(0, classes).mapToObj(String::valueOf).toList();
            return new TrainTestSplit(Content.name(source.path()), training, testing, List.of(), labels, 1);
        }
    }

    /** Training or test samples. */
    private record Part(Tensor inputs, Tensor targets, int count) {

        static Part of(TensorFile file, String inputs, String targets) {
            Tensor x = tensor(file, inputs);
            Tensor y = tensor(file, targets);
            if (x.shape().length == 0 || y.shape().length == 0 || x.shape()[0] != y.shape()[0]) {
                throw new DataException(String.format(
                        Locale.ROOT, "%s: expected a target for each sample, found %s and %s", file.file(), x, y));
            }
            if (x.shape()[0] > Integer.MAX_VALUE) {
                throw new DataException(
                        String.format(Locale.ROOT, "%s: expected fewer than 2^31 samples, found %s", file.file(), x));
            }
            return new Part(x, y, (int) x.shape()[0]);
        }

        private static Tensor tensor(TensorFile file, String name) {
            return Optional.ofNullable(file.tensors().get(name))
                    .orElseThrow(() -> new DataException(String.format(
                            Locale.ROOT,
                            "%s: expected an array %s, found %s",
                            file.file(),
                            name,
                            String.join(", ", file.tensors().keySet()))));
        }

        /** The largest class. */
        int largest() {
            double[] classes = targets.read();
            for (int i = 0; i < classes.length; i++) {
                if (classes[i] != Math.rint(classes[i]) || classes[i] < 0 || classes[i] >= Targets.MAX_CLASSES) {
                    throw new DataException(String.format(
                            Locale.ROOT,
                            "%s: expected classes 0, 1, ... below %d, found [%d] = %s"
                                    + "\nMaybe task = regression is meant, with targets of a floating-point type.",
                            targets.where(),
                            Targets.MAX_CLASSES,
                            i,
                            classes[i]));
                }
            }
            if (classes.length != count) {
                throw new DataException(String.format(
                        Locale.ROOT, "%s: expected one class for each sample, found %s", targets.where(), targets));
            }
            return (int) Arrays.stream(classes).max().orElse(0);
        }

        Samples samples(Task task, boolean real, int classes, String option, OptionalInt wanted) {
            int kept = Targets.keep(inputs.where(), option, wanted, count);
            double[] x = finite(inputs);
            int width = count == 0 ? 0 : x.length / count;
            if (real) {
                double[] y = finite(targets);
                return new Samples(count, width, x, count == 0 ? 0 : y.length / count, null, y).first(kept);
            }
            int[] labels =
                    Arrays.stream(targets.read()).mapToInt(label -> (int) label).toArray();
            return Targets.labelled(inputs.where(), task, width, x, classes, labels)
                    .first(kept);
        }

        private static double[] finite(Tensor tensor) {
            double[] values = tensor.read();
            for (int i = 0; i < values.length; i++) {
                if (!Double.isFinite(values[i])) {
                    throw new DataException(String.format(
                            Locale.ROOT,
                            "%s: expected finite values, found value %d = %s",
                            tensor.where(),
                            i,
                            values[i]));
                }
            }
            return values;
        }

        void requireLike(Samples training, Samples testing) {
            if (training.inputSize() != testing.inputSize() || training.outputs() != testing.outputs()) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: expected %d inputs and %d outputs, as for training, found %d and %d",
                        inputs.where(),
                        training.inputSize(),
                        training.outputs(),
                        testing.inputSize(),
                        testing.outputs()));
            }
        }
    }
}
