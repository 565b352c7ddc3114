package eigendrift.spectrum;

import eigendrift.linalg.Blas;
import eigendrift.linalg.CountedOperator;
import eigendrift.linalg.LeadingPairs;
import eigendrift.linalg.LeadingRequest;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.SymmetricEigen;
import eigendrift.linalg.ThickRestartLanczos;
import eigendrift.recording.Solve;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Measures the leading eigenpairs of a curvature operator and certifies them.
 *
 * <p>Every residual comes from one more product with the returned vector. The gap of a pair is its distance to the rest
 * of the spectrum: to the other pairs, less their residuals, and to the bound beyond which the solver excludes further
 * eigenvalues.
 */
public final class SpectrumSolver {

    /** Up to this n all n products cost no more than an iteration, and the gaps are exact. */
    static final int DENSE_LIMIT = 128;

    private SpectrumSolver() {}

    /**
     * @param previous eigenvectors to start from, of an earlier time; may be empty
     * @param random for what the start lacks
     * @throws ArithmeticException if a product is not finite, or the operator is found not to be symmetric
     */
    public static Spectrum measure(
            LinearOperator operator, SpectrumRequest request, List<double[]> previous, RandomGenerator random) {
        int n = operator.size();
        int pairs = (int) Math.min(request.ranks().measured(request.buffer()), n);
        Solve solve = Solve.begun(n, pairs);
        Spectrum spectrum = n <= DENSE_LIMIT
                ? dense(operator.exact(), pairs, request)
                : lanczos(operator, pairs, request, previous, random);
        solve.ended(spectrum.products(), spectrum.converged());
        List<Eigenpair> ranked = IntStream.of(request.ranks().places(pairs))
                .mapToObj(spectrum.pairs()::get)
                .toList();
        return new Spectrum(ranked, spectrum.products(), spectrum.converged());
    }

    private static Spectrum lanczos(
            LinearOperator operator,
            int pairs,
            SpectrumRequest request,
            List<double[]> previous,
            RandomGenerator random) {
        LeadingPairs leading = ThickRestartLanczos.solve(
                operator, LeadingRequest.of(pairs, request.which(), request.tolerance()), previous, random);
        double[] edges =
                leading.lower() <= leading.upper() ? new double[] {leading.lower(), leading.upper()} : new double[0];
        return certified(
                leading.values(),
                leading.vectors(),
                leading.residuals(),
                edges,
                leading.products(),
                leading.converged());
    }

    /** By n products with unit vectors; 1 more for each pair. */
    private static Spectrum dense(LinearOperator operator, int pairs, SpectrumRequest request) {
        int n = operator.size();
        CountedOperator products = new CountedOperator(operator);
        double[] matrix = new double[n * n];
        double[] unit = new double[n];
        double[] product = new double[n];
        for (int i = 0; i < n; i++) {
            unit[i] = 1;
            products.apply(unit, product);
            System.arraycopy(product, 0, matrix, i * n, n);
            unit[i] = 0;
        }
        symmetrize(n, matrix, products);
        SymmetricEigen eigen = SymmetricEigen.of(n, matrix);
        int[] order = request.which().leading(eigen.values(), pairs);
        double[] values = new double[pairs];
        double[][] vectors = new double[pairs][n];
        double[] residuals = new double[pairs];
        double largest = Math.max(Math.abs(eigen.values()[0]), Math.abs(eigen.values()[n - 1]));
        for (int i = 0; i < pairs; i++) {
            values[i] = eigen.values()[order[i]];
        }
        double tolerance = Math.max(request.tolerance() * request.which().scale(values), n * Math.ulp(largest));
        boolean converged = true;
        for (int i = 0; i < pairs; i++) {
            System.arraycopy(eigen.vectors(), order[i] * n, vectors[i], 0, n);
            products.apply(vectors[i], product);
            Blas.axpy(n, -values[i], vectors[i], 0, product, 0);
            residuals[i] = Blas.norm(n, product, 0);
            converged &= residuals[i] <= tolerance;
        }
        double[] rest = IntStream.range(0, n)
                .filter(i -> IntStream.of(order).noneMatch(leading -> leading == i))
                .mapToDouble(i -> eigen.values()[i])
                .toArray();
        return certified(values, vectors, residuals, rest, products.count(), converged);
    }

    private static void symmetrize(int n, double[] matrix, CountedOperator products) {
        double largest = 0;
        double asymmetry = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(matrix[i * n + i]));
            for (int j = 0; j < i; j++) {
                largest = Math.max(largest, Math.max(Math.abs(matrix[i * n + j]), Math.abs(matrix[j * n + i])));
                asymmetry = Math.max(asymmetry, Math.abs(matrix[i * n + j] - matrix[j * n + i]));
                double mean = (matrix[i * n + j] + matrix[j * n + i]) / 2;
                matrix[i * n + j] = mean;
                matrix[j * n + i] = mean;
            }
        }
        products.checkSymmetry(asymmetry, largest);
    }

    private static Spectrum certified(
            double[] values, double[][] vectors, double[] residuals, double[] rest, int products, boolean converged) {
        List<Eigenpair> pairs = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            double gap = gap(values, residuals, i, rest);
            double bound = residuals[i] < gap ? residuals[i] / gap : 1;
            fixSign(vectors[i]);
            pairs.add(new Eigenpair(values[i], vectors[i], residuals[i], gap, bound));
        }
        return new Spectrum(pairs, products, converged);
    }

    /**
     * Distance of θ_i to every other possible eigenvalue; 0 where one may coincide with it.
     *
     * @param rest the other eigenvalues, or the ends of the interval that holds them, beyond which the leading ones lie
     */
    private static double gap(double[] values, double[] residuals, int i, double[] rest) {
        double gap = Double.POSITIVE_INFINITY;
        for (int j = 0; j < values.length; j++) {
            if (j != i) {
                gap = Math.min(gap, Math.abs(values[i] - values[j]) - residuals[j]);
            }
        }
        boolean inside = rest.length == 2 && rest[0] < values[i] && values[i] < rest[1];
        for (double other : rest) {
            gap = inside ? 0 : Math.min(gap, Math.abs(values[i] - other));
        }
        return Math.max(0, gap);
    }

    /** Makes the entry of largest magnitude, the first of equals, positive. */
    private static void fixSign(double[] v) {
        int largest = 0;
        for (int j = 1; j < v.length; j++) {
            largest = Math.abs(v[j]) > Math.abs(v[largest]) ? j : largest;
        }
        if (v[largest] < 0) {
            Blas.scale(v.length, -1, v, 0);
        }
    }
}
