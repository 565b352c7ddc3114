package eigendrift.nullmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** Mean and variance of Monte-Carlo draws with their standard errors. */
record Sample(double mean, double meanError, double variance, double varianceError) {

    /** Fixed seeds: five standard errors are a bound that a right formula passes once and for all. */
    private static final double ERRORS = 5;

    static Sample of(int draws, DoubleSupplier draw) {
        double[] x = new double[draws];
        Arrays.setAll(x, i -> draw.getAsDouble());
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (draws - 1);
        double fourth =
                Arrays.stream(x).map(v -> Math.pow(v - mean, 4)).average().orElseThrow();
        return new Sample(
                mean, Math.sqrt(variance / draws), variance, Math.sqrt((fourth - variance * variance) / draws));
    }

    void isOf(Moments expected) {
        assertThat(mean).as("mean").isCloseTo(expected.mean(), within(ERRORS * meanError));
        assertThat(variance).as("variance").isCloseTo(expected.sd() * expected.sd(), within(ERRORS * varianceError));
    }
}
