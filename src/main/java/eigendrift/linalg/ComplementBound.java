package eigendrift.linalg;

/**
 * Bound on the eigenvalues in the complement of the locked pairs, when some Ritz pairs are held fixed before they have
 * converged.
 *
 * <p>With fixed Ritz values θ_i, coupled by c_i to a complement whose eigenvalues do not exceed c, the largest
 * eigenvalue of both together is at most the largest root τ of τ − c = Σ c_i² / (τ − θ_i): the secular equation of an
 * arrow matrix (Golub 1973).
 *
 * @param values θ_i
 * @param couplings c_i
 */
record ComplementBound(double[] values, double[] couplings) {

    private static final int BISECTIONS = 50;

    /**
     * An upper bound; {@code side} = −1 for one on −A.
     *
     * @param c bound on the complement, already multiplied by {@code side}
     * @param known the largest eigenvalue known to be among the rest, multiplied by {@code side}
     */
    double of(int side, double c, double known) {
        double low = Math.max(c, known);
        if (values.length == 0 || Double.isInfinite(c)) {
            return low;
        }
        double width = Math.max(Blas.norm(couplings.length, couplings, 0), Double.MIN_NORMAL);
        while (!holds(side, c, low + width)) {
            width *= 2;
        }
        double from = 0;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = .5 * (from + width);
            if (holds(side, c, low + middle)) {
                width = middle;
            } else {
                from = middle;
            }
        }
        return low + width;
    }

    private boolean holds(int side, double c, double tau) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double distance = tau - side * values[i];
            if (couplings[i] != 0) {
                sum += couplings[i] * couplings[i] / distance;
            }
        }
        return tau - c >= sum;
    }
}
