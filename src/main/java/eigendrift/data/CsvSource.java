package eigendrift.data;

import eigendrift.config.DataConfig;
import eigendrift.config.Task;
import eigendrift.files.DataException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Samples from CSV files.
 *
 * <p>Classification: the distinct targets of the whole training file, sorted, become the classes 0, 1, ... They sort by
 * value if all are numbers (whole ones: a fraction is taken for a regression target), else as text by code unit.
 * Regression: the target is one real number.
 */
final class CsvSource {

    private CsvSource() {}

    static TrainTestSplit read(DataConfig.Csv source, DataConfig config) {
        boolean classify = config.task() == Task.CLASSIFICATION;
        CsvTable train = table(source.path(), source, config.task(), config.samples(), classify);
        Optional<CsvTable> test =
                source.testPath().map(path -> table(path, source, config.task(), config.testSamples(), false));
        test.ifPresent(table -> requireColumns(table, train));
        Targets.keep(train.file(), "samples", config.samples(), train.count());
        Targets.keep(
                test.orElse(train).file(),
                "test-samples",
                config.testSamples(),
                test.map(CsvTable::count).orElse(0));
        TreeMap<String, Integer> classes = classify ? classes(train, source.target()) : null;
        Samples training = samples(train, source.target(), classes);
        Samples testing =
                test.map(table -> samples(table, source.target(), classes)).orElse(Targets.none(training));
        List<String> labels = classify ? List.copyOf(classes.keySet()) : List.of();
        return new TrainTestSplit(
                Content.name(source.path()), training, testing, train.header().inputs(), labels, 1);
    }

    private static CsvTable table(Path path, DataConfig.Csv source, Task task, OptionalInt rows, boolean allLabels) {
        return CsvTable.of(Content.of(path), new CsvTable.Wanted(source.target(), task, rows, allLabels));
    }

    private static void requireColumns(CsvTable test, CsvTable train) {
        List<String> expected = train.header().names();
        List<String> found = test.header().names();
        if (found.size() != expected.size()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected %d columns, as in %s, found %d",
                    test.file(),
                    expected.size(),
                    train.file(),
                    found.size()));
        }
        for (int i = 0; i < found.size(); i++) {
            if (!found.get(i).equals(expected.get(i))) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: expected column %d to be %s, as in %s, found %s",
                        test.file(),
                        i + 1,
                        expected.get(i),
                        train.file(),
                        found.get(i)));
            }
        }
    }

    private static Samples samples(CsvTable table, String target, TreeMap<String, Integer> classes) {
        int width = table.inputSize();
        double[] inputs = Targets.numbers(table.file(), table.count(), width);
        table.inputs().copyTo(inputs);
        double[] targets = new double[table.count()];
        if (classes != null) {
            table.labels().copyTo(targets);
            int[] numbers = numbers(table, target, classes);
            int[] labels = Arrays.stream(targets)
                    .mapToInt(place -> numbers[(int) place])
                    .toArray();
            return Targets.labelled(table.file(), Task.CLASSIFICATION, width, inputs, classes.size(), labels);
        }
        table.targets().copyTo(targets);
        return new Samples(table.count(), width, inputs, 1, null, targets);
    }

    /** The classes of the training file and their numbers. */
    private static TreeMap<String, Integer> classes(CsvTable table, String target) {
        boolean numbers = table.texts().keySet().stream().noneMatch(text -> Double.isNaN(CsvTable.number(text)));
        Comparator<String> order = numbers ? Comparator.comparingDouble(CsvTable::number) : Comparator.naturalOrder();
        TreeMap<String, Integer> classes = new TreeMap<>(order);
        table.texts().forEach((text, first) -> {
            double value = CsvTable.number(text);
            if (numbers && value != Math.rint(value)) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s, line %d, column %s: expected a class label, found the fraction %s"
                                + "\nMaybe task = regression is meant.",
                        table.file(),
                        first.line(),
                        target,
                        text));
            }
            classes.put(text, 0);
        });
        int next = 0;
        for (var entry : classes.entrySet()) {
            entry.setValue(next++);
        }
        return classes;
    }

    /** The class of each text, by its place. */
    private static int[] numbers(CsvTable table, String target, TreeMap<String, Integer> classes) {
        int[] numbers = new int[table.texts().size()];
        table.texts().forEach((text, first) -> {
            if (!classes.containsKey(text)) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s, line %d, column %s: expected one of the %d classes of the training file, found %s",
                        table.file(),
                        first.line(),
                        target,
                        classes.size(),
                        CsvHeader.shown(text)));
            }
            numbers[first.place()] = classes.get(text);
        });
        return numbers;
    }
}
