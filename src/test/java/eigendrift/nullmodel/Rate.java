package eigendrift.nullmodel;

import static org.assertj.core.api.Assertions.assertThat;

/** How often something happened in independent trials. */
public record Rate(int count, int trials, String origin) {

    /**
     * Fixed seeds: four standard deviations of the binomial count are a bound that a right probability passes once and
     * for all (it would miss with one seed in 15,000).
     */
    private static final double DEVIATIONS = 4;

    /** It has the probability {@code expected}. */
    public void is(double expected) {
        isBetween(expected, expected);
    }

    public void isAtMost(double expected) {
        isBetween(0, expected);
    }

    public void isAtLeast(double expected) {
        isBetween(expected, 1);
    }

    /** Its probability is in a range that is known. */
    public void isBetween(double least, double most) {
        assertThat(count)
                .as("%s: count in %d trials of probability %s to %s", origin, trials, least, most)
                .isBetween((int) Math.ceil(trials * least - tolerance(least)), (int)
                        Math.floor(trials * most + tolerance(most)));
    }

    private double tolerance(double probability) {
        return DEVIATIONS * Math.sqrt(trials * probability * (1 - probability));
    }
}
