package eigendrift.data;

import eigendrift.config.DataConfig;
import eigendrift.config.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Samples from CSV files.
 *
 * <p>Classification: the distinct targets of the whole training file, sorted, become the classes 0, 1, ... They sort by value
 * if all are numbers (whole ones: a fraction is taken for a regression target), else as text by code unit. Regression: the
 * target is one real number.
 */
final class CsvSource {

    private CsvSource() {}

    static Split read(DataConfig.Csv source, DataConfig config) {
        String target = source.target();
        CsvTable train = CsvTable.of(Content.of(source.path()), target);
        Optional<CsvTable> test = source.testPath().map(path -> CsvTable.of(Content.of(path), target));
        test.ifPresent(table -> requireColumns(table, train));
        int kept = Targets.keep(train.file(), "samples", config.samples(), train.count());
        int testKept = Targets.keep(
                test.orElse(train).file(),
                "test-samples",
                config.testSamples(),
                test.map(CsvTable::count).orElse(0));
        TreeMap<String, Integer> classes = config.task() == Task.CLASSIFICATION ? classes(train, target) : null;
        Samples training = samples(train, target, classes);
        Samples testing = test.map(table -> samples(table, target, classes)).orElse(Targets.none(training));
        return new Split(Content.name(source.path()), training.first(kept), testing.first(testKept));
    }

    private static void requireColumns(CsvTable test, CsvTable train) {
        List<String> expected = train.header();
        List<String> found = test.header();
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
        double[] inputs = new double[Targets.size(table.file(), table.count(), width)];
        for (int i = 0; i < table.count(); i++) {
            System.arraycopy(table.inputs().get(i), 0, inputs, i * width, width);
        }
        if (classes != null) {
            int[] labels = labels(table, target, classes);
            return Targets.labelled(table.file(), Task.CLASSIFICATION, width, inputs, classes.size(), labels);
        }
        double[] targets = new double[table.count()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = table.finite(table.targets().get(i), table.lines().get(i), target);
        }
        return new Samples(table.count(), width, inputs, 1, null, targets);
    }

    /** The classes of the training file and their numbers. */
    private static TreeMap<String, Integer> classes(CsvTable table, String target) {
        List<String> texts = table.targets();
        boolean numbers = texts.stream().noneMatch(text -> Double.isNaN(CsvTable.number(text)));
        Comparator<String> order = numbers ? Comparator.comparingDouble(CsvTable::number) : Comparator.naturalOrder();
        TreeMap<String, Integer> classes = new TreeMap<>(order);
        for (int i = 0; i < texts.size(); i++) {
            double value = CsvTable.number(texts.get(i));
            if (numbers && value != Math.rint(value)) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s, line %d, column %s: expected a class label, found the fraction %s\n"
                                + "Maybe task = regression is meant.",
                        table.file(),
                        table.lines().get(i),
                        target,
                        texts.get(i)));
            }
            classes.put(texts.get(i), 0);
        }
        int next = 0;
        for (var entry : classes.entrySet()) {
            entry.setValue(next++);
        }
        return classes;
    }

    private static int[] labels(CsvTable table, String target, TreeMap<String, Integer> classes) {
        int[] labels = new int[table.count()];
        for (int i = 0; i < labels.length; i++) {
            Integer label = classes.get(table.targets().get(i));
            if (label == null) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s, line %d, column %s: expected one of the %d classes of the training file, found %s",
                        table.file(),
                        table.lines().get(i),
                        target,
                        classes.size(),
                        table.targets().get(i)));
            }
            labels[i] = label;
        }
        return labels;
    }
}
