package eigendrift.dynamics;

import eigendrift.linalg.Blas;

/** Checks that a vector has a direction. */
final class Directions {

    private Directions() {}

    /** ‖v‖², which must be finite and above 0. */
    static double squaredNorm(double[] v) {
        double squared = Blas.dot(v.length, v, 0, v, 0);
        if (!(squared > 0 && squared < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a direction needs a finite length above 0, found squared length = " + squared);
        }
        return squared;
    }

    static void requireLength(int n, double[]... vectors) {
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i].length != n) {
                throw new IllegalArgumentException("vectors must have the same length: expected " + n
                        + ", found length = " + vectors[i].length + " at index " + i);
            }
        }
    }
}
