package eigendrift.study;

import eigendrift.text.Numbers;
import java.util.List;

/**
 * Where two optimizers are compared at equal training loss: each at its first checkpoint with at most the loss that
 * both reach. One that trains fast is then taken in its transient, the other near its end, and not at quite the same
 * loss, as there are only so many checkpoints.
 *
 * @param firstA smallest step over seeds; NaN where steps are not matched by loss
 * @param lastA largest step over seeds
 * @param lossA mean training loss over seeds at those checkpoints
 */
public record LossMatch(double firstA, double lastA, double firstB, double lastB, double lossA, double lossB) {

    static final LossMatch NONE = new LossMatch(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** A run's place in the comparison. */
    record Place(double step, double loss) {}

    static LossMatch of(List<Place> a, List<Place> b) {
        return new LossMatch(first(a), last(a), first(b), last(b), loss(a), loss(b));
    }

    private static double first(List<Place> places) {
        return places.stream().mapToDouble(Place::step).min().orElse(Double.NaN);
    }

    private static double last(List<Place> places) {
        return places.stream().mapToDouble(Place::step).max().orElse(Double.NaN);
    }

    private static double loss(List<Place> places) {
        return places.stream().mapToDouble(Place::loss).average().orElse(Double.NaN);
    }

    /** As "sgd at step 6300, loss .2; adam at steps 630 to 945, loss .17". */
    String words(String a, String b) {
        return words(a, firstA, lastA, lossA) + "; " + words(b, firstB, lastB, lossB);
    }

    private static String words(String optimizer, double first, double last, double loss) {
        String steps = first == last
                ? " at step " + Numbers.brief(first)
                : " at steps " + Numbers.brief(first) + " to " + Numbers.brief(last);
        return optimizer + steps + ", training loss " + Numbers.brief(loss);
    }
}
