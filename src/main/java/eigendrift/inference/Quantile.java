package eigendrift.inference;

/** Sample quantiles. */
public final class Quantile {

    private Quantile() {}

    /**
     * Linear interpolation between order statistics at (N − 1)·part (type 7 of Hyndman and Fan 1996).
     *
     * @param sorted N numbers, ascending, one at least
     * @param part from 0 to 1; .5 for the median
     */
    public static double of(double[] sorted, double part) {
        double place = (sorted.length - 1) * part;
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
