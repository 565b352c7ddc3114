package eigendrift.dynamics;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * A smooth curve through weighted points: a cubic spline of {@value #INTERVALS} equal intervals whose coefficients c
 * minimize Σ w (y − Σ_b c_b B_b(x))² + {@value #ROUGHNESS} Σw Σ_b (c_b − 2c_{b+1} + c_{b+2})² (Eilers and Marx 1996).
 * The penalty determines c where an interval has no points; it hardly changes a curve that the spline can follow.
 *
 * @param objective the minimum
 * @param squares Σ w (y − f(x))² at it
 */
record PenalizedSpline(double objective, double squares) {

    /** Enough for a decay that is a sigmoid in ln(time), too few to follow separate curves one by one. */
    static final int INTERVALS = 4;

    static final double ROUGHNESS = 1e-5;

    private static final int BASIS = INTERVALS + 3;
    private static final int SUPPORT = 4;
    private static final double[] SECOND_DIFFERENCE = {1, -2, 1};

    /**
     * O(N) for N points.
     *
     * @param x at least two of them distinct; all arguments are read
     * @param w positive
     * @throws IllegalArgumentException if all abscissas are equal
     */
    static PenalizedSpline fit(double[] x, double[] y, double[] w) {
        double low = Arrays.stream(x).min().orElseThrow();
        double width = (Arrays.stream(x).max().orElseThrow() - low) / INTERVALS;
        if (!(width > 0)) {
            throw new IllegalArgumentException("a curve needs two distinct abscissas, found " + low + " alone");
        }
        int[] first = new int[x.length];
        double[][] values = new double[x.length][];
        DMatrixRMaj normal = new DMatrixRMaj(BASIS, BASIS);
        DMatrixRMaj right = new DMatrixRMaj(BASIS, 1);
        for (int i = 0; i < x.length; i++) {
            double place = (x[i] - low) / width;
            first[i] = Math.min(INTERVALS - 1, (int) place);
            values[i] = basis(place - first[i]);
            addSquare(normal, first[i], values[i], w[i]);
            for (int a = 0; a < SUPPORT; a++) {
                right.add(first[i] + a, 0, w[i] * values[i][a] * y[i]);
            }
        }
        double penalty = ROUGHNESS * Arrays.stream(w).sum();
        for (int b = 0; b + 2 < BASIS; b++) {
            addSquare(normal, b, SECOND_DIFFERENCE, penalty);
        }
        double[] c = solve(normal, right);
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            double r = y[i] - combination(values[i], c, first[i]);
            squares += w[i] * r * r;
        }
        double objective = squares;
        for (int b = 0; b + 2 < BASIS; b++) {
            double bend = combination(SECOND_DIFFERENCE, c, b);
            objective += penalty * bend * bend;
        }
        return new PenalizedSpline(objective, squares);
    }

    /** The four cubic B-splines that are not zero at {@code t} ∈ [0, 1] of an interval. */
    private static double[] basis(double t) {
        double s = 1 - t;
        return new double[] {
            s * s * s / 6, (3 * t * t * t - 6 * t * t + 4) / 6, (3 * s * s * s - 6 * s * s + 4) / 6, t * t * t / 6
        };
    }

    /** Adds {@code weight} v vᵀ at the diagonal from {@code at} on. */
    private static void addSquare(DMatrixRMaj sum, int at, double[] v, double weight) {
        for (int a = 0; a < v.length; a++) {
            for (int b = 0; b < v.length; b++) {
                sum.add(at + a, at + b, weight * v[a] * v[b]);
            }
        }
    }

    private static double combination(double[] v, double[] c, int at) {
        double sum = 0;
        for (int a = 0; a < v.length; a++) {
            sum += v[a] * c[at + a];
        }
        return sum;
    }

    private static double[] solve(DMatrixRMaj normal, DMatrixRMaj right) {
        LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(BASIS);
        if (!cholesky.setA(normal)) {
            throw new ArithmeticException("the normal equations of a spline are not positive definite");
        }
        DMatrixRMaj c = new DMatrixRMaj(BASIS, 1);
        cholesky.solve(right, c);
        return c.data;
    }
}
