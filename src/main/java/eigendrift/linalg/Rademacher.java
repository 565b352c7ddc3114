package eigendrift.linalg;

import java.util.random.RandomGenerator;

/** Vectors of independent signs, ±1 with equal probability: E zzᵀ = I and ‖z‖² = n. */
final class Rademacher {

    private Rademacher() {}

    /** Writes all of {@code z}. */
    static void fill(double[] z, RandomGenerator random) {
        long bits = 0;
        for (int j = 0; j < z.length; j++) {
            bits = j % Long.SIZE == 0 ? random.nextLong() : bits >>> 1;
            z[j] = (bits & 1) == 0 ? 1 : -1;
        }
    }
}
