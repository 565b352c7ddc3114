package eigendrift.linalg;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Leading eigenpairs of a symmetric operator: thick-restart Lanczos (Wu and Simon 2000) with full orthogonalization,
 * twice.
 *
 * <p>Three stages. <b>Run</b>: one Krylov sequence, from a random vector or from a combination of guesses, until the
 * estimated residuals of the k leading Ritz pairs hold half the tolerance; those pairs are locked. <b>Search</b>: a
 * Krylov sequence of one vector holds one vector of each eigenspace, so a second sequence from a random vector, in the
 * complement of all found so far, looks for the others. It ends when it has missed an eigenvalue beyond the k-th, or in
 * the nearer half of the gap next to the k-th, with a probability of at most {@value #MISS_PROBABILITY}
 * ({@link MissedEigenvalueBound}); if it finds one, another run starts from there. <b>Certify</b>: one product each
 * gives the
 * true residuals, after a Rayleigh-Ritz step among the pairs; pairs that fail are refined by another run. Where
 * products are in single precision, those of the certificate and all later ones are not ({@link CountedOperator}).
 *
 * <p>Time: the products, and 8 n rows operations each. Memory: a basis of at most {@link #rows} vectors of length n.
 */
public final class ThickRestartLanczos {

    static final double MISS_PROBABILITY = 1e-4;

    /** Rows of the basis beyond twice the number of pairs. */
    private static final int WORKING_ROWS = 48;

    /** Estimates are driven this far below the tolerance, so that true residuals hold it after Rayleigh-Ritz. */
    private static final double SAFETY = .5;

    /** Norm of the random part of a start from guesses, relative to them. */
    private static final double NOISE = .01;

    /** A guess starts a run if more than half of its square is not among the found ones. */
    private static final double UNEXPLAINED = Math.sqrt(.5);

    /**
     * An unconverged Ritz pair is held fixed during the search if its residual is this far below its distance to the
     * k-th.
     */
    private static final double NEARLY_CONVERGED = .1;

    private static final int MAX_REFINEMENTS = 3;

    /** Share of the unwanted Ritz vectors that survives a restart. */
    private static final double KEPT = .4;

    private final LeadingRequest request;
    private final Which which;
    private final int n;
    private final int k;
    private final List<double[]> guesses;
    private final RandomGenerator random;
    private final CountedOperator products;
    private final KrylovBasis basis;
    private final LanczosProcess process;
    private final double[] work;

    /** Ritz values of the locked rows, which are the rows 0 .. locked.length − 1. */
    private double[] locked = {};

    /** Ritz values, then couplings to the remainder, of the unconverged rows that follow the locked ones. */
    private double[] nearly = {};

    private double[] nearlyCoupling = {};

    private double largest;
    private double lower;
    private double upper;

    private ThickRestartLanczos(
            LinearOperator operator, LeadingRequest request, List<double[]> guesses, RandomGenerator random) {
        this.request = request;
        this.which = request.which();
        this.guesses = guesses;
        this.random = random;
        n = operator.size();
        k = Math.min(request.pairs(), n);
        products = new CountedOperator(operator, request.maxProducts());
        basis = new KrylovBasis(rows(k, n), n);
        process = new LanczosProcess(products, basis, random);
        work = new double[n];
    }

    /** Vectors of the basis for k pairs. */
    static int rows(int k, int n) {
        return Math.max(Math.min(n, 2 * k + WORKING_ROWS) + 1, 2 * k);
    }

    /**
     * Finds the leading eigenpairs.
     *
     * @param guesses vectors near some of the wanted ones, in any number and quality; may be empty
     * @param random for starts, and for what the guesses lack
     * @throws ArithmeticException if a product is not finite, or the operator is found not to be symmetric
     */
    public static LeadingPairs solve(
            LinearOperator operator, LeadingRequest request, List<double[]> guesses, RandomGenerator random) {
        return new ThickRestartLanczos(operator, request, guesses, random).solve();
    }

    private LeadingPairs solve() {
        double[] start = guess(0);
        if (guesses.isEmpty() || start == null) {
            start = new double[n];
            KrylovBasis.gaussian(start, random);
        } else {
            addNoise(start);
        }
        int refinements = 0;
        while (true) {
            run(start);
            double[] hidden = search();
            if (hidden != null && products.left() > k) {
                addNoise(hidden);
                start = hidden;
                continue;
            }
            LeadingPairs pairs = certify(hidden == null);
            if (pairs.converged() || refinements++ == MAX_REFINEMENTS || products.left() <= 3 * k) {
                return pairs;
            }
            start = unlockFailing(pairs);
        }
    }

    /** The residual that is asked for, or the smallest that rounding allows. */
    private double target(double scale) {
        return Math.max(request.tolerance() * scale, products.rounding() * largest);
    }

    /** One Krylov sequence behind the locked rows, until the wanted pairs among all found converge; then locks them. */
    private void run(double[] start) {
        process.start(locked.length, start);
        int[] inRun;
        while (true) {
            process.step();
            if (!process.isTimeToLook() && products.left() > k) {
                continue;
            }
            SymmetricEigen ritz = process.ritz();
            for (double value : ritz.values()) {
                largest = Math.max(largest, Math.abs(value));
            }
            double[] all = concat(locked, ritz.values());
            int[] lead = which.leading(all, Math.min(k, all.length));
            double target = SAFETY * target(which.scale(select(all, lead)));
            inRun = Arrays.stream(lead)
                    .filter(i -> i >= locked.length)
                    .map(i -> i - locked.length)
                    .toArray();
            boolean enough = all.length >= k && inRun.length > 0 && converged(inRun, target);
            if (!enough && locked.length > 0) {
                int[] front = which.leading(ritz.values(), Math.min(2, process.size()));
                if (converged(front, target)) {
                    inRun = inRun.length > 0 ? inRun : front;
                    enough = all.length >= k;
                }
            }
            if (enough || process.exhausted() || products.left() <= k) {
                break;
            }
            if (process.full()) {
                process.restart(which.leading(ritz.values(), keep(inRun.length)));
            }
        }
        lock(inRun);
    }

    /** Ritz vectors that survive a restart: the wanted ones and some of the next. */
    private int keep(int wanted) {
        return Math.min(process.size() - 1, wanted + (int) ((process.size() - wanted) * KEPT));
    }

    /** Whether the estimated residuals |β s_i| of these Ritz pairs hold the target. */
    private boolean converged(int[] pairs, double target) {
        for (int i : pairs) {
            if (Math.abs(process.coupling(i)) > target) {
                return false;
            }
        }
        return true;
    }

    /** Locks these Ritz pairs of the run, and holds fixed those that have nearly converged. */
    private void lock(int[] inRun) {
        SymmetricEigen ritz = process.ritz();
        double[] all = concat(locked, select(ritz.values(), inRun));
        double[] leading = select(all, which.leading(all, Math.min(k, all.length)));
        double up = which.upperEdge(leading);
        double low = which.lowerEdge(leading);
        boolean[] taken = new boolean[process.size()];
        for (int i : inRun) {
            taken[i] = true;
        }
        int[] near = Arrays.stream(which.leading(ritz.values(), process.size()))
                .filter(i -> !taken[i])
                .filter(i -> Math.abs(process.coupling(i))
                        <= NEARLY_CONVERGED * Math.min(up - ritz.values()[i], ritz.values()[i] - low))
                .limit(Math.max(0, (basis.rows - 1) / 2 - all.length))
                .toArray();
        nearly = select(ritz.values(), near);
        nearlyCoupling = Arrays.stream(near).mapToDouble(process::coupling).toArray();
        process.keep(IntStream.concat(Arrays.stream(inRun), Arrays.stream(near)).toArray());
        locked = all;
        arrange();
    }

    /** Sorts the locked rows by the order of the request. */
    private void arrange() {
        int[] order = which.leading(locked, Math.min(k, locked.length));
        for (int i = 0; i < order.length; i++) {
            int from = order[i];
            if (from != i) {
                basis.swap(i, from);
                double value = locked[i];
                locked[i] = locked[from];
                locked[from] = value;
                for (int j = i + 1; j < order.length; j++) {
                    if (order[j] == i) {
                        order[j] = from;
                    }
                }
            }
        }
        int most = Math.min(locked.length, k + 16);
        if (most < locked.length) {
            nearly = new double[0];
            nearlyCoupling = new double[0];
            locked = Arrays.copyOf(locked, most);
        }
    }

    /** Sum of the guesses that are not yet among the found vectors, to start from; null if there is none. */
    private double[] guess(int fixed) {
        double[] sum = new double[n];
        double[] h = new double[basis.rows];
        double[] rest = new double[n];
        boolean any = false;
        for (int i = 0; i < guesses.size(); i++) {
            System.arraycopy(guesses.get(i), 0, rest, 0, n);
            double size = basis.orthogonalize(rest, fixed, h);
            if (size > UNEXPLAINED) {
                any = true;
                Blas.axpy(n, 1 + i, rest, 0, sum, 0);
            }
        }
        if (!any) {
            return null;
        }
        double size = Blas.norm(n, sum, 0);
        Blas.scale(n, 1 / size, sum, 0);
        return sum;
    }

    private void addNoise(double[] start) {
        KrylovBasis.gaussian(work, random);
        Blas.axpy(n, NOISE * Blas.norm(n, start, 0) / Blas.norm(n, work, 0), work, 0, start, 0);
    }

    /**
     * Searches the complement of all found vectors for eigenvalues beyond the k-th, and sets {@code lower} and
     * {@code upper}.
     *
     * @return a start for another run if it finds one, else null
     */
    private double[] search() {
        int fixed = locked.length + nearly.length;
        double[] leading = Arrays.copyOf(locked, k);
        double up = which.upperEdge(leading);
        double low = which.lowerEdge(leading);
        boolean both = low != Double.NEGATIVE_INFINITY;
        double slack = target(which.scale(leading)) * Math.sqrt(locked.length);
        upper = Double.POSITIVE_INFINITY;
        lower = Double.NEGATIVE_INFINITY;
        if (fixed == n) {
            upper = slack + rest(1, Double.NEGATIVE_INFINITY);
            if (both) {
                lower = -slack - rest(-1, Double.NEGATIVE_INFINITY);
            }
            return null;
        }
        double[] start = new double[n];
        KrylovBasis.gaussian(start, random);
        double[] guess = guess(fixed);
        if (guess != null) {
            Blas.axpy(n, Blas.norm(n, start, 0), guess, 0, start, 0);
        }
        MissedEigenvalueBound bound = new MissedEigenvalueBound(basis.rows, process.start(fixed, start));
        double probability = both ? MISS_PROBABILITY / 2 : MISS_PROBABILITY;
        while (!process.full() && products.left() > k) {
            process.step();
            bound.add(process.diagonal(process.size() - 1), process.beta());
            if (!process.isTimeToLook() && products.left() > k) {
                continue;
            }
            boolean enough = true;
            for (int side = 1; side >= (both ? -1 : 1); side -= 2) {
                int extreme = side > 0 ? process.size() - 1 : 0;
                double edge = side > 0 ? up : -low;
                double seen = side * process.ritz().values()[extreme];
                if (seen > edge + slack) {
                    upper = Double.POSITIVE_INFINITY;
                    lower = Double.NEGATIVE_INFINITY;
                    return beyond(up + slack, low - slack);
                }
                double c = side * bound.bound(side, process.ritz().values()[extreme], probability);
                double next = Math.max(seen, known(side));
                double restBound = rest(side, c) + slack;
                if (side > 0) {
                    upper = restBound;
                } else {
                    lower = -restBound;
                }
                boolean accepted = restBound <= .5 * (edge + next)
                        || edge - next <= 2 * slack && c <= edge
                        || Math.abs(process.coupling(extreme)) <= slack;
                enough &= accepted;
            }
            if (enough || process.beta() == 0) {
                return null;
            }
        }
        return null;
    }

    /** The outermost eigenvalue on a side that is found but not among the k. */
    private double known(int side) {
        double known = Double.NEGATIVE_INFINITY;
        for (int i = k; i < locked.length; i++) {
            known = Math.max(known, side * locked[i]);
        }
        for (double value : nearly) {
            known = Math.max(known, side * value);
        }
        return known;
    }

    private double rest(int side, double c) {
        return new ComplementBound(nearly, nearlyCoupling).of(side, c, known(side));
    }

    /** Sum of the Ritz vectors of the search whose values lie beyond the k-th. */
    private double[] beyond(double up, double low) {
        double[] sum = new double[n];
        double[] values = process.ritz().values();
        for (int i = 0; i < values.length; i++) {
            if (values[i] > up || values[i] < low) {
                process.addRitzVector(sum, i);
            }
        }
        return sum;
    }

    /**
     * One product for each pair: Rayleigh-Ritz among them, and true residuals.
     *
     * @param complete whether no eigenvalue was seen that leads and is not among the pairs
     */
    private LeadingPairs certify(boolean complete) {
        products.refine();
        double[] product = new double[n];
        int image = k;
        locked = Arrays.copyOf(locked, k);
        for (int i = 0; i < k; i++) {
            basis.get(i, work);
            products.apply(work, product);
            basis.set(image + i, product);
        }
        double[] s = new double[k * k];
        basis.products(0, image, k, s);
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < i; j++) {
                s[j * k + i] = .5 * (s[i * k + j] + s[j * k + i]);
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(k, s);
        int[] order = which.leading(eigen.values(), k);
        double[] rotation = new double[k * k];
        for (int i = 0; i < k; i++) {
            System.arraycopy(eigen.vectors(), order[i] * k, rotation, i * k, k);
        }
        basis.rotate(0, k, rotation, k);
        basis.rotate(image, k, rotation, k);
        double[] values = select(eigen.values(), order);
        double[] residuals = new double[k];
        double[][] vectors = new double[k][n];
        boolean converged = complete;
        double target = target(which.scale(values));
        for (int i = 0; i < k; i++) {
            locked[i] = values[i];
            residuals[i] = basis.distance(image + i, values[i], i, work);
            basis.get(i, vectors[i]);
            converged &= residuals[i] <= target;
        }
        return new LeadingPairs(values, vectors, residuals, lower, upper, products.count(), converged);
    }

    /** Releases the pairs whose residual is too large; returns their sum, to start from. */
    private double[] unlockFailing(LeadingPairs pairs) {
        double target = target(which.scale(pairs.values()));
        double[] start = new double[n];
        int kept = 0;
        for (int i = 0; i < locked.length; i++) {
            if (i < k && pairs.residuals()[i] > target) {
                basis.addTo(start, 1, i);
            } else {
                if (kept != i) {
                    basis.swap(kept, i);
                    locked[kept] = locked[i];
                }
                kept++;
            }
        }
        locked = Arrays.copyOf(locked, kept);
        nearly = new double[0];
        nearlyCoupling = new double[0];
        return start;
    }

    private static double[] concat(double[] a, double[] b) {
        double[] c = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, c, a.length, b.length);
        return c;
    }

    private static double[] select(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }
}
