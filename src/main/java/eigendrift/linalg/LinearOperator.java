package eigendrift.linalg;

/** A real symmetric n x n matrix that is known by its products. */
public interface LinearOperator {

    /** n. */
    int size();

    /** y ← A x. Reads x, writes all n entries of y; x and y are distinct arrays. */
    void apply(double[] x, double[] y);
}
