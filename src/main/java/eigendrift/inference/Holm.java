package eigendrift.inference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Adjusted p-values of several claims: the probability that any true null is rejected is at most α (Holm 1979). */
public final class Holm {

    private Holm() {}

    /** Adjusted p-values in the order given; NaN stays NaN and does not count. */
    public static double[] adjust(double[] p) {
        Integer[] order = IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toArray(Integer[]::new);
        double[] adjusted = new double[p.length];
        Arrays.fill(adjusted, Double.NaN);
        double largest = 0;
        for (int place = 0; place < order.length; place++) {
            largest = Math.max(largest, Math.min(1, (order.length - place) * p[order[place]]));
            adjusted[order[place]] = largest;
        }
        return adjusted;
    }
}
