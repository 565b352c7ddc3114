package eigendrift.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.UpdateRule;
import eigendrift.linalg.Blas;
import eigendrift.linalg.SymmetricEigen;
import eigendrift.network.ParameterLayout;
import eigendrift.random.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares preconditioners with the updates, and thresholds with quadratics that diverge just above them. */
class StabilityTest {

    private static final int N = 6;

    private static final double RATE = .1;

    /** Of the sharpness to the threshold, either side. */
    private static final double MARGIN = 1e-3;

    /** The slowest rule, plain descent, grows or shrinks by a factor of 1 ± 2 · MARGIN a step: e^40 over these. */
    private static final int STEPS = 20_000;

    /** Growth at which to stop: far above any transient, and early enough that the preconditioner does not change. */
    private static final double DIVERGED = 1e7;

    /** Of averages of squares: over all steps, squares below 1 change them by 2e-9. */
    private static final double FORGETTING = 1e-13;

    /** Number of updates after which bias corrections are 1. */
    private static final long LATE = 1L << 50;

    private static final double[] SQUARES = {1e-4, .01, 4, 1, .25, 9};

    private static final Objective NO_OTHER_POINTS = (parameters, gradient) -> {
        throw new UnsupportedOperationException();
    };

    private static Optimizer create(UpdateRule rule) {
        return Optimizers.create(
                rule, new ParameterLayout(List.of(new ParameterLayout.Parameter("layer1.weight", 1, 0, 2, N / 2))));
    }

    private static RandomGenerator random(String purpose) {
        return new Streams(1).stream(purpose);
    }

    static Stream<UpdateRule> adaptive() {
        return Stream.of(
                new UpdateRule.Adam(.9, .99, 1e-3, 0),
                new UpdateRule.AdamW(.5, .9, 1e-8, 0),
                new UpdateRule.AmsGrad(.9, .5, 1e-3, 0),
                new UpdateRule.Adamax(.9, .5, 1e-3, 0),
                new UpdateRule.RAdam(.9, .9, 1e-3, 0),
                new UpdateRule.RmsProp(.9, 1e-3, 0, 0, false),
                new UpdateRule.RmsProp(.9, 1e-3, 0, 0, true),
                new UpdateRule.Adagrad(0, 0, .1, 1e-3));
    }

    /** Each update is −η P⁻¹ m with P after it, m the moving average of the gradient. */
    @ParameterizedTest
    @MethodSource("adaptive")
    void anUpdateIsTheMeanGradientOverThePreconditioner(UpdateRule rule) {
        Optimizer optimizer = create(rule);
        boolean averages = !(rule instanceof UpdateRule.RmsProp || rule instanceof UpdateRule.Adagrad);
        double beta = rule instanceof UpdateRule.AdamW ? .5 : averages ? .9 : 0;
        RandomGenerator random = random("gradients");
        double[] p = new double[N];
        double[] mean = new double[N];
        double[] diagonal = new double[N];
        for (int step = 1; step <= 9; step++) {
            double[] gradient = random.doubles(N, -1, 1).toArray();
            double[] before = p.clone();
            optimizer.step(p, gradient, RATE, NO_OTHER_POINTS);
            assertThat(optimizer.preconditioner(diagonal)).isTrue();
            for (int i = 0; i < N; i++) {
                mean[i] = beta * mean[i] + (1 - beta) * gradient[i];
                // Rounding of parameters of order 1.
                assertThat(p[i] - before[i]).isCloseTo(-RATE * mean[i] / diagonal[i], within(1e-14));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    void thereIsNoPreconditionerBeforeTheFirstUpdate(UpdateRule rule) {
        double[] diagonal = SQUARES.clone();
        assertThat(create(rule).preconditioner(diagonal)).isFalse();
        assertThat(diagonal).containsExactly(SQUARES);
    }

    @Test
    void descentHasTheIdentity() {
        double[] diagonal = SQUARES.clone();
        assertThat(create(new UpdateRule.Sgd(.9, true, .1)).preconditioner(diagonal))
                .isTrue();
        assertThat(diagonal).containsOnly(1);
    }

    static Stream<UpdateRule> rules() {
        double slow = 1 - FORGETTING;
        return Stream.of(
                new UpdateRule.Sgd(0, false, 0),
                new UpdateRule.Sgd(.9, false, 0),
                new UpdateRule.Sgd(.9, true, 0),
                new UpdateRule.Sgd(0, false, 3),
                new UpdateRule.Sgd(.5, true, 3),
                new UpdateRule.Adam(.9, slow, 1e-3, 0),
                new UpdateRule.Adam(0, slow, 1e-3, 0),
                new UpdateRule.AdamW(.9, slow, 1e-3, 0),
                new UpdateRule.AdamW(.9, slow, 1e-3, 3),
                new UpdateRule.AmsGrad(.9, slow, 1e-3, 0),
                // Its epsilon bounds the largest gradient from below.
                new UpdateRule.Adamax(.9, slow, 1e-5, 0),
                new UpdateRule.NAdam(.9, .999, 1, 0, 1),
                new UpdateRule.RAdam(.9, slow, 1e-3, 0),
                new UpdateRule.RmsProp(slow, 1e-3, 0, 0, false),
                new UpdateRule.RmsProp(slow, 1e-3, 0, .9, false),
                new UpdateRule.RmsProp(slow, 1e-3, 0, .9, true),
                new UpdateRule.Adagrad(0, 0, 0, 1e-3),
                new UpdateRule.Adagrad(1. / LATE, 0, 0, 1e-3));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aQuadraticDivergesPastTheThresholdAndNotBelowIt(UpdateRule rule) {
        assertThat(growth(rule, 1 - MARGIN)).isLessThan(1);
        assertThat(growth(rule, 1 + MARGIN)).isGreaterThan(DIVERGED);
    }

    /**
     * How much longer p is at the end of a descent on pᵀHp/2, H scaled to the given ratio of sharpness and threshold.
     */
    private static double growth(UpdateRule rule, double ratio) {
        Optimizer optimizer = frozen(rule);
        double[] diagonal = new double[N];
        optimizer.preconditioner(diagonal);
        double threshold = optimizer.stabilityThreshold(RATE).orElseThrow();
        double[] h = positiveDefinite();
        Blas.scale(N * N, ratio * threshold / sharpness(h, diagonal), h, 0);
        double[] p = random("start").doubles(N, -1e-12, 1e-12).toArray();
        double start = Blas.norm(N, p, 0);
        double[] gradient = new double[N];
        for (int step = 0; step < STEPS && Blas.norm(N, p, 0) <= DIVERGED * start; step++) {
            Blas.gemv(false, N, N, 1, h, 0, N, p, 0, 0, gradient, 0);
            optimizer.step(p, gradient, RATE, NO_OTHER_POINTS);
        }
        return Blas.norm(N, p, 0) / start;
    }

    /** After very many updates, with squares that hardly change any more. */
    private static Optimizer frozen(UpdateRule rule) {
        Optimizer optimizer = create(rule);
        if (rule instanceof UpdateRule.NAdam) {
            // Counts its updates one by one; its epsilon is what it divides by here.
            optimizer.restore(new OptimizerState(5000, optimizer.state().arrays()));
            return optimizer;
        }
        SortedMap<String, double[]> arrays = new TreeMap<>(optimizer.state().arrays());
        arrays.replaceAll((name, zeros) -> switch (name) {
            case "second-moment", "largest-second-moment", "square-average", "largest-gradient" -> SQUARES;
            case "square-sum" -> Arrays.stream(SQUARES).map(s -> s / FORGETTING).toArray();
            default -> zeros;
        });
        optimizer.restore(new OptimizerState(LATE, arrays));
        return optimizer;
    }

    private static double[] positiveDefinite() {
        double[] root = random("root").doubles(N * N, -1, 1).toArray();
        double[] h = new double[N * N];
        Blas.gemm(false, true, N, N, N, 1, root, 0, N, root, 0, N, 0, h, 0, N);
        return h;
    }

    /** λ₁ of P^{-1/2} H P^{-1/2}, dense. */
    private static double sharpness(double[] h, double[] diagonal) {
        double[] scaled = new double[N * N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                scaled[i * N + j] = h[i * N + j] / Math.sqrt(diagonal[i] * diagonal[j]);
            }
        }
        return SymmetricEigen.of(N, scaled).values()[N - 1];
    }

    static Stream<UpdateRule> withoutDiagonal() {
        return Stream.of(
                new UpdateRule.Lion(.9, .99, 0),
                new UpdateRule.Muon(.95, true, 0, .1, .9, .999, 1e-8),
                new UpdateRule.Lbfgs(3, 3, 1e-9, 1e-9, UpdateRule.Lbfgs.Search.STRONG_WOLFE),
                new UpdateRule.Sam(.05, .9, 0));
    }

    @ParameterizedTest
    @MethodSource("withoutDiagonal")
    void otherRulesHaveNeither(UpdateRule rule) {
        Optimizer optimizer = create(rule);
        optimizer.restore(new OptimizerState(7, optimizer.state().arrays()));
        assertThat(optimizer.preconditioner(new double[N])).isFalse();
        assertThat(optimizer.stabilityThreshold(RATE)).isEmpty();
    }

    @Test
    void decayThatIsPreconditionedLeavesNoThreshold() {
        assertThat(create(new UpdateRule.Adam(.9, .999, 1e-8, .1)).stabilityThreshold(RATE))
                .isEmpty();
        assertThat(create(new UpdateRule.RmsProp(.9, 1e-8, .1, 0, false)).stabilityThreshold(RATE))
                .isEmpty();
        assertThat(create(new UpdateRule.Adagrad(0, .1, 0, 1e-8)).stabilityThreshold(RATE))
                .isEmpty();
    }
}
