package eigendrift.data;

import java.util.List;
import java.util.Locale;

/**
 * Training and test samples.
 *
 * @param test may have no samples
 * @param hash SHA-256 (hex) of all inputs and targets, for provenance
 * @param features names of the inputs; empty where they have none
 * @param classes the labels as the files have them, in the order of their numbers; empty where they have none
 * @param scaling what was done to the inputs
 */
public record Dataset(
        String name,
        Samples train,
        Samples test,
        String hash,
        List<String> features,
        List<String> classes,
        Scaling scaling) {

    /** The data in a line, with what its reader did to them. */
    public String description() {
        String text = String.format(
                Locale.ROOT,
                "%s: %d training and %d test samples of %d inputs",
                name,
                train.count(),
                test.count(),
                train.inputSize());
        if (!classes.isEmpty()) {
            String all = classes.size() <= 6
                    ? String.join(", ", classes)
                    : String.join(", ", classes.subList(0, 2)) + ", ..., " + classes.get(classes.size() - 1);
            text += String.format(
                    Locale.ROOT,
                    "; %d classes: %s",
                    classes.size(),
                    all.length() <= 80 ? all : all.substring(0, 80) + "...");
            text += isCounted() ? "" : " (numbered from 0 in this order)";
        }
        String done = scaling.words();
        return text + (done.isEmpty() ? "" : "; inputs " + done) + ".";
    }

    /** Whether every class is named by its number. */
    private boolean isCounted() {
        for (int i = 0; i < classes.size(); i++) {
            if (!classes.get(i).equals(Integer.toString(i))) {
                return false;
            }
        }
        return true;
    }
}
