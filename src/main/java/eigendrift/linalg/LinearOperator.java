package eigendrift.linalg;

/** A real symmetric n x n matrix that is known by its products. */
public interface LinearOperator {

    /** n. */
    int size();

    /** y ← A x. Reads x, writes all n entries of y; x and y are distinct arrays. */
    void apply(double[] x, double[] y);

    /** Error of a product relative to ‖A‖‖x‖: a relative residual below this cannot be reached reliably. */
    default double rounding() {
        return 16 * Math.ulp(1.0);
    }

    /**
     * The same matrix with products in double precision, for certificates and refinement; this operator itself where
     * its products are in double precision.
     */
    default LinearOperator exact() {
        return this;
    }
}
