package eigendrift.nullmodel;

import eigendrift.dynamics.Displacement;
import eigendrift.dynamics.Localization;
import eigendrift.dynamics.Observable;
import eigendrift.dynamics.Subspaces;
import eigendrift.inference.Alternative;
import eigendrift.linalg.Blas;
import eigendrift.network.ParameterLayout;
import eigendrift.network.ParameterLayout.Parameter;
import eigendrift.random.Streams;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One value against its null model: error rate and power. */
class CalibrationTest {

    private static final long SEED = 23;
    private static final int SIMULATIONS = 10_000;

    /** z at which the bound of Cantelli, 1/(1 + z²), is .05. */
    private static final double CANTELLI = Math.sqrt(19);

    /** Two layers, of which the small one holds most of what a layered vector has. */
    private static final ParameterLayout LAYERS =
            new ParameterLayout(List.of(new Parameter("large", 1, 0, 400, 1), new Parameter("small", 2, 400, 100, 1)));

    private static final HaarLayered LAYERED = new HaarLayered(List.of(400, 100), List.of(.1, .9));

    private static final Haar HAAR = new Haar(LAYERS.size());

    @ParameterizedTest
    @EnumSource
    void fromDrawsItIsUniformOnItsLattice(Alternative tail) {
        PValues.of(SIMULATIONS, SEED, "draws " + tail, random -> {
                    double[] draws = random.doubles(99).map(Math::exp).toArray();
                    return Comparison.withDraws(Math.exp(random.nextDouble()), draws, tail)
                            .p();
                })
                .areUniformOn(tail == Alternative.TWO_SIDED ? 50 : 100);
    }

    @ParameterizedTest
    @EnumSource
    void tiedDrawsMakeItCautious(Alternative tail) {
        PValues.of(SIMULATIONS, SEED, "tied draws " + tail, random -> {
                    double[] draws = random.ints(100, 0, 7).asDoubleStream().toArray();
                    return Comparison.withDraws(random.nextInt(7), draws, tail).p();
                })
                .areAtLeastUniform();
    }

    @ParameterizedTest
    @EnumSource
    void ofARandomDirectionLawsAreExact(Alternative tail) {
        for (int n : new int[] {2, 3, 50, 1_000}) {
            int simulations = n == 1_000 ? 2_000 : SIMULATIONS;
            Haar haar = new Haar(n);
            double[] fixed = haar.draw(new Streams(SEED).stream("fixed"));
            PValues.of(simulations, SEED, "squared overlap, n = " + n + ", " + tail, random -> {
                        double q = Blas.dot(n, fixed, 0, haar.draw(random), 0);
                        return Comparison.withLaw(q * q, haar.fraction(1), tail).p();
                    })
                    .areUniform();
            PValues.of(simulations, SEED, "displacement, n = " + n + ", " + tail, random -> {
                        Displacement moved = Displacement.between(fixed, haar.draw(random), 0, 0);
                        return Comparison.withLaw(moved.displacement(), haar.displacement(), tail)
                                .p();
                    })
                    .areUniform();
        }
    }

    @ParameterizedTest
    @CsvSource({"UPPER, 3, 2", "LOWER, 40, 5", "TWO_SIDED, 40, 5", "UPPER, 40, 39", "TWO_SIDED, 1000, 10"})
    void ofARandomDirectionItsFractionInASubspaceIsExact(Alternative tail, int n, int k) {
        double[][] axes = new double[k][n];
        for (int i = 0; i < k; i++) {
            axes[i][i] = 1;
        }
        Haar haar = new Haar(n);
        PValues.of(2_000, SEED, "fraction, n = " + n + ", k = " + k + ", " + tail, random -> Comparison.withLaw(
                                Subspaces.fraction(axes, haar.draw(random)), haar.fraction(k), tail)
                        .p())
                .areUniform();
    }

    /** A z without p still promises P(z ≥ c) ≤ 1/(1 + c²), of either sign. */
    @Test
    void momentsKeepThePromiseOfCantelli() {
        RandomGenerator random = new Streams(SEED).stream("moments");
        for (double c : new double[] {1, 2, CANTELLI}) {
            for (double sign : new double[] {-1, 1}) {
                rate(() -> sign
                                        * z(
                                                HAAR.draw(random),
                                                HAAR.moments(Observable.IPR).orElseThrow())
                                >= c)
                        .isAtMost(1 / (1 + c * c));
                rate(() -> sign
                                        * z(
                                                LAYERED.draw(random),
                                                LAYERED.moments(Observable.IPR).orElseThrow())
                                >= c)
                        .isAtMost(1 / (1 + c * c));
            }
        }
    }

    /**
     * The share w of its mass equally on s = 10 of 500 coordinates (IPR 1/10 for w = 1), the rest random; E[IPR] =
     * (3/n)(1 − w²) + w²/s but for O(w/n²). Rates of the same simulation apart from this program, 20,000 times.
     */
    @ParameterizedTest
    @CsvSource({"0, .001", ".15, .516", ".2, .926", "1, 1"})
    void localizationIsFoundAgainstHaar(double mass, double power) {
        RandomGenerator random = new Streams(SEED).stream("localized");
        rate(() -> z(
                                localized(500, mass, 10, random),
                                HAAR.moments(Observable.IPR).orElseThrow())
                        >= CANTELLI)
                .is(power);
    }

    @Test
    void localizationIsFoundAgainstDraws() {
        PValues.of(400, SEED, "localized", random -> {
                    double[] draws = new double[99];
                    for (int b = 0; b < draws.length; b++) {
                        draws[b] = ipr(HAAR.draw(random));
                    }
                    return Comparison.withDraws(ipr(localized(500, .15, 10, random)), draws, Alternative.UPPER)
                            .p();
                })
                .atMost(.05)
                .is(.910);
    }

    /**
     * Haar calls all of them localized; with the layer masses given, only localization within the small layer counts.
     */
    @ParameterizedTest
    @CsvSource({"0, .0025", ".4, .662", ".5, .978", "1, 1"})
    void layersAreToldFromLocalizationWithinThem(double mass, double power) {
        RandomGenerator random = new Streams(SEED).stream("layers");
        Supplier<double[]> draw = () -> {
            double[] v = LAYERED.draw(random);
            double[] small = localized(100, mass, 5, random);
            Blas.scale(100, Math.sqrt(.9), small, 0);
            System.arraycopy(small, 0, v, 400, 100);
            return v;
        };
        rate(() -> z(draw.get(), HAAR.moments(Observable.IPR).orElseThrow()) >= CANTELLI)
                .is(1);
        rate(() -> {
                    double[] v = draw.get();
                    return z(
                                    v,
                                    new HaarLayered(
                                                    List.of(400, 100),
                                                    Localization.of(v, LAYERS)
                                                            .layers()
                                                            .masses())
                                            .moments(Observable.IPR)
                                            .orElseThrow())
                            >= CANTELLI;
                })
                .is(power);
    }

    private static double z(double[] v, Moments moments) {
        return Comparison.withMoments(ipr(v), moments).z();
    }

    /** Of a unit vector. */
    private static double ipr(double[] v) {
        double sum = 0;
        for (double x : v) {
            sum += x * x * x * x;
        }
        return sum;
    }

    /** √(1 − w) of a random direction and √w of random signs on the first s coordinates, of unit length. */
    private static double[] localized(int n, double w, int s, RandomGenerator random) {
        double[] v = new Haar(n).draw(random);
        Blas.scale(n, Math.sqrt(1 - w), v, 0);
        for (int j = 0; j < s; j++) {
            v[j] += (random.nextBoolean() ? 1 : -1) * Math.sqrt(w / s);
        }
        Blas.scale(n, 1 / Blas.norm(n, v, 0), v, 0);
        return v;
    }

    private interface Trial {
        boolean happens();
    }

    private static Rate rate(Trial trial) {
        int count = 0;
        for (int i = 0; i < 2_000; i++) {
            count += trial.happens() ? 1 : 0;
        }
        return new Rate(count, 2_000, "seed " + SEED);
    }
}
