package eigendrift.linalg;

/**
 * DAD for a symmetric A and a diagonal D. Not thread-safe: one product at a time.
 *
 * <p>Its {@link #rounding} is that of A, which holds as long as D does not enlarge what A makes small.
 */
public final class DiagonallyScaled implements LinearOperator {

    private final LinearOperator operator;
    private final double[] diagonal;
    private final double[] scaled;

    /** @param diagonal of D, length n; read, not copied */
    public DiagonallyScaled(LinearOperator operator, double[] diagonal) {
        if (diagonal.length != operator.size()) {
            throw new IllegalArgumentException(
                    "expected a diagonal of length n = " + operator.size() + ", found " + diagonal.length);
        }
        this.operator = operator;
        this.diagonal = diagonal;
        this.scaled = new double[diagonal.length];
    }

    @Override
    public int size() {
        return diagonal.length;
    }

    @Override
    public void apply(double[] x, double[] y) {
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = diagonal[i] * x[i];
        }
        operator.apply(scaled, y);
        for (int i = 0; i < scaled.length; i++) {
            y[i] *= diagonal[i];
        }
    }

    @Override
    public double rounding() {
        return operator.rounding();
    }

    @Override
    public LinearOperator exact() {
        return operator.exact() == operator ? this : new DiagonallyScaled(operator.exact(), diagonal);
    }
}
