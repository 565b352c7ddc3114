package eigendrift.data;

import eigendrift.config.Task;
import java.util.BitSet;
import java.util.Locale;

/** Images and their labels. */
record IdxPart(IdxArray images, IdxArray labels) {

    static IdxPart of(Content imageFile, Content labelFile) {
        IdxPart part = new IdxPart(IdxArray.of(imageFile), IdxArray.of(labelFile));
        IdxArray images = part.images;
        IdxArray labels = part.labels;
        if (images.dimensions().size() < 2) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected images, 2 or more dimensions, found %s\nMaybe images and labels are swapped.",
                    images.file(),
                    images.shape()));
        }
        if (labels.dimensions().size() > (labels.type().isInteger() ? 1 : 2)) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected labels, 1 dimension (or 2 of floating-point targets), found %s"
                            + "\nMaybe images and labels are swapped.",
                    labels.file(),
                    labels.shape()));
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

    int count() {
        return images.count();
    }

    /** Number of classes, or length of a target vector. */
    int outputs() {
        return labels.type().isInteger() ? classes().length() : labels.itemSize();
    }

    /**
     * The first {@code n} samples.
     *
     * @param outputs of the training part
     * @param largest what unsigned bytes are divided by
     */
    Samples samples(int n, Task task, int outputs, double largest) {
        double[] inputs = images.values(n, images.type() == IdxArray.Type.UNSIGNED_BYTE ? largest : 1);
        int inputSize = images.itemSize();
        if (labels.type().isInteger()) {
            return Targets.labelled(labels.file(), task, inputSize, inputs, outputs, firstLabels(n));
        }
        if (task == Task.CLASSIFICATION) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected integer class labels, found elements of type %s\nMaybe task = regression is meant.",
                    labels.file(),
                    labels.type()));
        }
        return new Samples(n, inputSize, inputs, outputs, null, labels.values(n, 1));
    }

    private int[] firstLabels(int n) {
        int[] first = new int[n];
        for (int i = 0; i < n; i++) {
            first[i] = (int) labels.element(i);
        }
        return first;
    }

    /** The labels that occur. */
    private BitSet classes() {
        BitSet classes = new BitSet();
        for (int i = 0; i < count(); i++) {
            int label = (int) labels.element(i);
            if (label < 0 || label >= Targets.MAX_CLASSES) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: expected labels in 0 .. %d, found label = %d of item %d (from 0)",
                        labels.file(),
                        Targets.MAX_CLASSES - 1,
                        label,
                        i));
            }
            classes.set(label);
        }
        return classes;
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
        if (labels.type().isInteger()) {
            BitSet unknown = classes();
            unknown.andNot(train.classes());
            if (!unknown.isEmpty()) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: expected the classes of %s, found also %s",
                        labels.file(),
                        train.labels.file(),
                        unknown));
            }
        }
    }
}
