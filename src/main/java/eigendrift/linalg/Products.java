package eigendrift.linalg;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * The products of one operator: counted, checked, and cancelled on request. An operator with products in single
 * precision is used as it is until {@link #refine}; from then on its {@linkplain LinearOperator#exact double-precision}
 * form is.
 */
public final class Products {

    /**
     * Largest difference of uᵀAv and vᵀAu, relative to the largest entries: far above single-precision rounding, far
     * below what a wrong operator shows.
     */
    private static final double ASYMMETRY = 1e-3;

    private LinearOperator operator;
    private final BooleanSupplier cancelled;
    private final int limit;
    private int count;

    /** Without limit, never cancelled. */
    public Products(LinearOperator operator) {
        this(operator, Integer.MAX_VALUE, () -> false);
    }

    Products(LinearOperator operator, int limit, BooleanSupplier cancelled) {
        this.operator = operator;
        this.limit = limit;
        this.cancelled = cancelled;
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
     * @throws CancellationException if that was asked for
     * @throws ArithmeticException if an entry of y is not finite
     */
    public void apply(double[] x, double[] y) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("eigensolver cancelled after " + count + " products");
        }
        operator.apply(x, y);
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
