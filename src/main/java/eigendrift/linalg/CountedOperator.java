package eigendrift.linalg;

import eigendrift.recording.Product;

/**
 * The products of one operator: counted and checked. Where its own are in single precision, they drive
 * an iteration until {@link #refine}; from the first certificate on all are in double precision.
 */
public final class CountedOperator {

    /**
     * Largest difference of uᵀAv and vᵀAu, relative to the largest entries: far above single-precision rounding, far
     * below what a wrong operator shows.
     */
    private static final double ASYMMETRY = 1e-3;

    private LinearOperator operator;
    private final int limit;
    private int count;

    /** Without limit. */
    public CountedOperator(LinearOperator operator) {
        this(operator, Integer.MAX_VALUE);
    }

    CountedOperator(LinearOperator operator, int limit) {
        this.operator = operator;
        this.limit = limit;
    }

    public int count() {
        return count;
    }

    /**
     * Compares a difference |uᵀAv − vᵀAu| with the largest entries seen; entries below the normal numbers are not
     * judged.
     *
     * @throws ArithmeticException if A cannot be symmetric
     */
    public void checkSymmetry(double asymmetry, double largest) {
        if (asymmetry > Math.max(ASYMMETRY * largest, Double.MIN_NORMAL)) {
            throw new ArithmeticException("operator should be symmetric, found uᵀAv and vᵀAu that differ by "
                    + asymmetry + " where the largest entries are " + largest + ", in product " + count);
        }
    }

    /** From here on all products are in double precision. */
    void refine() {
        operator = operator.exact();
    }

    /** {@link LinearOperator#rounding} of the operator that is in use. */
    double rounding() {
        return operator.rounding();
    }

    int left() {
        return limit - count;
    }

    /**
     * y ← A x.
     *
     * @throws ArithmeticException if an entry of y is not finite
     */
    public void apply(double[] x, double[] y) {
        Product product = Product.begun(x.length);
        operator.apply(x, y);
        product.ended();
        count++;
        for (int i = 0; i < y.length; i++) {
            if (!Double.isFinite(y[i])) {
                throw new ArithmeticException(
                        "operator product " + count + " should be finite, found entry " + i + " = "
                                + y[i] + " of " + y.length
                                + ".\nMaybe training diverged, or the loss overflows at these weights");
            }
        }
    }
}
