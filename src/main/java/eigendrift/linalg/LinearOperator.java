package eigendrift.linalg;

/** A real symmetric n x n matrix that is known by its products. */
public interface LinearOperator {

    /** n. */
    int size();

    /** y ← A x. Reads x, writes all n entries of y; x and y are distinct arrays. */
    void apply(double[] x, double[] y);

    /** Error of a product relative to ‖A‖‖x‖, and with it the residual that no iteration can be sure to improve. */
    default double rounding() {
        return 16 * Math.ulp(1.0);
    }

    /**
     * The same matrix with products in double precision, for certificates and what these ask to be refined; this one
     * where its own are.
     */
    default LinearOperator exact() {
        return this;
    }
}
