package eigendrift.linalg;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * An unbiased estimate of the trace of a symmetric n x n matrix A from products with random vectors; from n products on
 * the trace itself.
 *
 * @param standardError of what random signs estimate; 0 where nothing is left to estimate
 * @param products spent: those allowed, or n where that is less
 */
public record TraceEstimate(double estimate, double standardError, int products) {

    /** Fewest products of {@link #hutchPlusPlus}: two to sketch, two to project, two for a standard error. */
    public static final int LEAST_PRODUCTS = 6;

    /** Up to this many signs fit into one long; with more entries no vector of signs is drawn twice in practice. */
    private static final int FEW_DIMENSIONS = 62;

    /**
     * Mean of zᵀAz over random signs z (Hutchinson 1990), and its standard error; a variance of 2 (‖A‖²_F − Σ a_ii²) /
     * products. No z is drawn twice, nor with its sign turned: zᵀAz would be the same, and the standard error too
     * small. From n products on Σ e_iᵀAe_i, exactly. n doubles.
     *
     * @param products at least 2
     * @throws ArithmeticException if a product is not finite
     */
    public static TraceEstimate hutchinson(LinearOperator operator, int products, RandomGenerator random) {
        checkProducts(products, 2);
        if (products >= operator.size()) {
            return diagonal(new CountedOperator(operator), operator.size());
        }
        return remainder(new CountedOperator(operator), new KrylovBasis(0, operator.size()), 0, 0, products, random);
    }

    /**
     * tr QᵀAQ exactly, Q an orthonormal basis of the range of AS for a matrix S of random signs, and the rest tr (I −
     * QQᵀ)A(I − QQᵀ) as by {@link #hutchinson} (Meyer, Musco, Musco and Woodruff 2021): a third of the products for
     * each of AS, AQ and the rest. The standard error is that of the rest, given Q; exact where the rank of A is at
     * most a third of the products, and from n products on, as there. n · products / 3 doubles.
     *
     * @param products at least {@link #LEAST_PRODUCTS}
     * @throws ArithmeticException if a product is not finite
     */
    public static TraceEstimate hutchPlusPlus(LinearOperator operator, int products, RandomGenerator random) {
        checkProducts(products, LEAST_PRODUCTS);
        int n = operator.size();
        CountedOperator counted = new CountedOperator(operator);
        if (products >= n) {
            return diagonal(counted, n);
        }
        KrylovBasis range = new KrylovBasis(products / 3, n);
        int rank = sketch(counted, range, random);
        double[] x = new double[n];
        double[] y = new double[n];
        double exact = 0;
        for (int i = 0; i < rank; i++) {
            range.get(i, x);
            counted.apply(x, y);
            exact += Blas.dot(n, x, 0, y, 0);
        }
        return remainder(counted, range, rank, exact, products, random);
    }

    private static void checkProducts(int products, int least) {
        if (products < least) {
            throw new IllegalArgumentException("expected at least " + least + " products, found " + products);
        }
    }

    /** Σ e_iᵀAe_i. */
    private static TraceEstimate diagonal(CountedOperator products, int n) {
        double[] e = new double[n];
        double[] y = new double[n];
        double trace = 0;
        for (int i = 0; i < n; i++) {
            e[i] = 1;
            products.apply(e, y);
            e[i] = 0;
            trace += y[i];
        }
        return new TraceEstimate(trace, 0, n);
    }

    /** Fills the basis with the range of AS and returns its dimension. */
    private static int sketch(CountedOperator products, KrylovBasis range, RandomGenerator random) {
        double[] s = new double[range.n];
        double[] y = new double[range.n];
        double[] h = new double[range.rows];
        int rank = 0;
        for (int i = 0; i < range.rows; i++) {
            Rademacher.fill(s, random);
            products.apply(s, y);
            double norm = range.orthogonalize(y, rank, h);
            if (norm > 0) {
                range.setNormalized(rank++, y, norm);
            }
        }
        return rank;
    }

    /**
     * {@code exact} plus the trace on the complement of the first {@code rank} rows, estimated with the products that
     * are left.
     */
    private static TraceEstimate remainder(
            CountedOperator products, KrylovBasis range, int rank, double exact, int limit, RandomGenerator random) {
        int n = range.n;
        double[] z = new double[n];
        double[] y = new double[n];
        double[] h = new double[rank];
        double[] samples = new double[limit - products.count()];
        Set<Long> drawn = new HashSet<>();
        for (int i = 0; i < samples.length; i++) {
            do {
                Rademacher.fill(z, random);
            } while (n <= FEW_DIMENSIONS && !drawn.add(line(z)));
            if (range.orthogonalize(z, rank, h) > 0) {
                products.apply(z, y);
                samples[i] = Blas.dot(n, z, 0, y, 0);
            }
        }
        double mean = Arrays.stream(samples).average().orElseThrow();
        double squares =
                Arrays.stream(samples).map(s -> (s - mean) * (s - mean)).sum();
        // Correction for sampling some of the 2^(n−1) lines without replacement (Cochran 1977, section 2.6).
        double unseen = 1 - Math.scalb((double) samples.length, 1 - n);
        double error = Math.sqrt(unseen * squares / (samples.length - 1) / samples.length);
        return new TraceEstimate(exact + mean, error, products.count());
    }

    /** A number that identifies the line through z: the signs of its entries relative to the first. */
    private static long line(double[] z) {
        long bits = 0;
        for (double sign : z) {
            bits = bits << 1 | (sign == z[0] ? 0 : 1);
        }
        return bits;
    }
}
