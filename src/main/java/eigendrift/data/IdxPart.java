package eigendrift.data;

import eigendrift.config.Task;
import eigendrift.files.DataException;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Images and their labels. */
record IdxPart(IdxArray images, IdxArray labels) {

    /** How many labels an error message lists. */
    private static final int LISTED = 20;

    static IdxPart of(Content imageFile, Content labelFile) {
        IdxPart part = new IdxPart(IdxArray.of(imageFile), IdxArray.of(labelFile));
        IdxArray images = part.images;
        IdxArray labels = part.labels;
        boolean swapped = images.dimensions().size() == 1 && labels.dimensions().size() > 1;
        String advice = swapped ? "\nMaybe images and labels are swapped." : "";
        if (images.dimensions().size() < 2) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected images, 2 or more dimensions, found %s%s",
                    images.file(),
                    images.shape(),
                    advice));
        }
        if (labels.dimensions().size() > 2 || labels.type().isInteger() && labels.itemSize() > 1) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected one class label an image (or floating-point targets), found %s of %s%s",
                    labels.file(),
                    labels.shape(),
                    labels.type(),
                    labelAdvice(labels)));
        }
        if (images.count() != labels.count()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected as many labels as there are images in %s, %d, found %d",
                    labels.file(),
                    images.file(),
                    images.count(),
                    labels.count()));
        }
        return part;
    }

    private static String labelAdvice(IdxArray labels) {
        return labels.dimensions().size() > 2
                ? "\nMaybe this is a file of images."
                : String.format(
                        Locale.ROOT,
                        "\nMaybe keep one of its %d columns, in a file of its own;"
                                + " in QMNIST's files the first is the class.",
                        labels.itemSize());
    }

    int count() {
        return images.count();
    }

    /**
     * The labels that occur, ascending; none where they are real targets. The place of a label is the number of its
     * class.
     */
    List<Integer> classes() {
        if (!labels.type().isInteger()) {
            return List.of();
        }
        NavigableSet<Integer> classes = new TreeSet<>();
        int[] item = {0};
        labels.forEach(count(), label -> {
            if (label < 0 || label >= Targets.MAX_CLASSES) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: expected labels in 0 .. %d, found label = %d of item %d (from 0)",
                        labels.file(),
                        Targets.MAX_CLASSES - 1,
                        (int) label,
                        item[0]));
            }
            classes.add((int) label);
            item[0]++;
        });
        return List.copyOf(classes);
    }

    /**
     * The first {@code n} samples.
     *
     * @param classes of the training part
     */
    Samples samples(int n, Task task, List<Integer> classes) {
        if (!labels.type().isInteger() && task == Task.CLASSIFICATION) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected integer class labels, found elements of type %s\nMaybe task = regression is meant.",
                    labels.file(),
                    labels.type()));
        }
        double[] inputs = images.values(n);
        int inputSize = images.itemSize();
        if (labels.type().isInteger()) {
            return Targets.labelled(labels.file(), task, inputSize, inputs, classes.size(), firstLabels(n, classes));
        }
        return new Samples(n, inputSize, inputs, labels.itemSize(), null, labels.values(n));
    }

    private int[] firstLabels(int n, List<Integer> classes) {
        int[] numbers = new int[classes.isEmpty() ? 0 : classes.get(classes.size() - 1) + 1];
        for (int i = 0; i < classes.size(); i++) {
            numbers[classes.get(i)] = i;
        }
        int[] first = new int[n];
        int[] at = {0};
        labels.forEach(n, label -> first[at[0]++] = numbers[(int) label]);
        return first;
    }

    /** Test data must have the shape, the kind of labels and no other classes than the training data. */
    void requireLike(IdxPart train) {
        if (!images.itemDimensions().equals(train.images.itemDimensions())) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected test images of the dimensions of %s, %s after the first, found %s",
                    images.file(),
                    train.images.file(),
                    train.images.shape(),
                    images.shape()));
        }
        if (images.type() != train.images.type()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected elements of the type of %s, %s, found %s",
                    images.file(),
                    train.images.file(),
                    train.images.type(),
                    images.type()));
        }
        if (labels.type().isInteger() != train.labels.type().isInteger()
                || labels.itemSize() != train.labels.itemSize()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected labels like those of %s, %s of %s, found %s of %s",
                    labels.file(),
                    train.labels.file(),
                    train.labels.shape(),
                    train.labels.type(),
                    labels.shape(),
                    labels.type()));
        }
        NavigableSet<Integer> unknown = new TreeSet<>(classes());
        train.classes().forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            String found = unknown.stream().limit(LISTED).map(String::valueOf).collect(Collectors.joining(", "));
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected the classes of %s, found also {%s%s}",
                    labels.file(),
                    train.labels.file(),
                    found,
                    unknown.size() > LISTED ? ", ..." : ""));
        }
    }
}
