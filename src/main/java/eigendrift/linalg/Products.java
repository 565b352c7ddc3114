package eigendrift.linalg;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** The products of one operator: counted, checked, and given up on request. */
final class Products {

    private final LinearOperator operator;
    private final BooleanSupplier cancelled;
    private final int limit;
    private int count;

    Products(LinearOperator operator, int limit, BooleanSupplier cancelled) {
        this.operator = operator;
        this.limit = limit;
        this.cancelled = cancelled;
    }

    int count() {
        return count;
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
    void apply(double[] x, double[] y) {
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
