package eigendrift.linalg;

/** A symmetric matrix by its n x n entries, row-major. */
record DenseMatrix(int size, double[] entries) implements LinearOperator {

    @Override
    public void apply(double[] x, double[] y) {
        for (int i = 0; i < size; i++) {
            y[i] = 0;
            for (int j = 0; j < size; j++) {
                y[i] += entries[i * size + j] * x[j];
            }
        }
    }
}
