package eigendrift.linalg;

import java.util.Arrays;

/**
 * The rows and columns {@code from} to {@code from + size − 1} of a symmetric matrix: B = EᵀAE, E the columns of the
 * identity there. A product costs one of A. Not thread-safe: one product at a time.
 */
public final class PrincipalBlock implements LinearOperator {

    private final LinearOperator whole;
    private final int from;
    private final int size;
    private final double[] x;
    private final double[] y;

    /** @throws IllegalArgumentException if these are no rows of {@code whole} */
    public PrincipalBlock(LinearOperator whole, int from, int size) {
        if (from < 0 || size < 1 || from > whole.size() - size) {
            throw new IllegalArgumentException("expected rows of a matrix of size n = " + whole.size()
                    + ", found from = " + from + ", size = " + size);
        }
        this.whole = whole;
        this.from = from;
        this.size = size;
        boolean part = size < whole.size();
        x = new double[part ? whole.size() : 0];
        y = new double[part ? whole.size() : 0];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void apply(double[] v, double[] product) {
        if (size == whole.size()) {
            whole.apply(v, product);
            return;
        }
        System.arraycopy(v, 0, x, from, size);
        whole.apply(x, y);
        System.arraycopy(y, from, product, 0, size);
    }

    @Override
    public double rounding() {
        return whole.rounding();
    }

    @Override
    public LinearOperator exact() {
        return whole.exact() == whole ? this : new PrincipalBlock(whole.exact(), from, size);
    }

    /** Eᵀv: a new array of length {@code size}. */
    public double[] restrict(double[] v) {
        return Arrays.copyOfRange(v, from, from + size);
    }
}
