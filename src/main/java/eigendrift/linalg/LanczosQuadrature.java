package eigendrift.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A Gauss quadrature for the spectrum of a symmetric A as a vector sees it: vᵀ f(A) v ≈ Σ_k τ_k f(θ_k), exact for
 * polynomials f of degree 2m − 1 with m nodes (Golub and Meurant 1994). The mean over random unit v estimates tr
 * f(A)/n, hence the spectral density (Ubaru, Chen and Saad 2017; Ghorbani, Krishnan and Xiao 2019).
 *
 * @param nodes θ_k, ascending: the eigenvalues of T = YΘYᵀ, which m Lanczos steps from v give
 * @param weights τ_k = (e₁ᵀy_k)², with sum 1
 */
public record LanczosQuadrature(double[] nodes, double[] weights) {

    /**
     * One quadrature a draw, from independent random signs as starts, with full reorthogonalization. A draw has fewer
     * than {@code steps} nodes where the space its start spans has fewer dimensions, and is then exact for every f. One
     * product a node, min(steps, n) · n doubles, and 8 · steps² · n operations a draw.
     *
     * @throws ArithmeticException if a product is not finite
     */
    public static List<LanczosQuadrature> draw(LinearOperator operator, int steps, int draws, RandomGenerator random) {
        int n = operator.size();
        CountedOperator products = new CountedOperator(operator);
        KrylovBasis basis = new KrylovBasis(Math.min(steps, n), n);
        double[] start = new double[n];
        List<LanczosQuadrature> quadratures = new ArrayList<>();
        for (int draw = 0; draw < draws; draw++) {
            Rademacher.fill(start, random);
            quadratures.add(from(start, products, basis));
        }
        return quadratures;
    }

    /** Reads {@code start}, which need not have unit length; writes the basis. */
    private static LanczosQuadrature from(double[] start, CountedOperator products, KrylovBasis basis) {
        int n = basis.n;
        double[] diagonal = new double[basis.rows];
        double[] offDiagonal = new double[basis.rows];
        double[] h = new double[basis.rows];
        double[] x = new double[n];
        double[] y = start.clone();
        double beta = Blas.norm(n, y, 0);
        int size = 0;
        while (size < basis.rows && beta > 0) {
            basis.setNormalized(size, y, beta);
            basis.get(size, x);
            products.apply(x, y);
            size++;
            beta = basis.orthogonalize(y, size, h);
            diagonal[size - 1] = h[size - 1];
            offDiagonal[size - 1] = beta;
        }
        return of(size, diagonal, offDiagonal);
    }

    private static LanczosQuadrature of(int size, double[] diagonal, double[] offDiagonal) {
        double[] t = new double[size * size];
        for (int i = 0; i < size; i++) {
            t[i * size + i] = diagonal[i];
            if (i + 1 < size) {
                t[i * size + i + 1] = offDiagonal[i];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(size, t);
        double[] weights = new double[size];
        for (int k = 0; k < size; k++) {
            double first = eigen.vectors()[k * size];
            weights[k] = first * first;
        }
        return new LanczosQuadrature(eigen.values(), weights);
    }

    /** The mean of quadratures: all nodes, ascending within each, the weights divided by their number. */
    public static LanczosQuadrature mean(List<LanczosQuadrature> all) {
        double[] nodes =
                all.stream().flatMapToDouble(q -> Arrays.stream(q.nodes)).toArray();
        double[] weights = all.stream()
                .flatMapToDouble(q -> Arrays.stream(q.weights))
                .map(weight -> weight / all.size())
                .toArray();
        return new LanczosQuadrature(nodes, weights);
    }

    /** φ(x) = Σ_k τ_k g_σ(x − θ_k), g_σ the density of a normal law with standard deviation {@code sigma}. */
    public double density(double x, double sigma) {
        double sum = 0;
        for (int k = 0; k < nodes.length; k++) {
            double z = (x - nodes[k]) / sigma;
            sum += weights[k] * Math.exp(-z * z / 2);
        }
        return sum / (sigma * Math.sqrt(2 * Math.PI));
    }
}
