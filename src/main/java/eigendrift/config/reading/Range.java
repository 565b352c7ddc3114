package eigendrift.config.reading;

import java.util.function.DoublePredicate;

/** The range of valid numbers of a key. */
enum Range {
    POSITIVE("a number above 0", x -> x > 0),
    NOT_NEGATIVE("a number of at least 0", x -> x >= 0),
    BELOW_ONE("a number of at least 0 and below 1", x -> x >= 0 && x < 1),
    INSIDE_UNIT("a number above 0 and below 1", x -> x > 0 && x < 1),
    UNIT("a number from 0 to 1", x -> x >= 0 && x <= 1);

    final String words;
    private final DoublePredicate test;

    Range(String words, DoublePredicate test) {
        this.words = words;
        this.test = test;
    }

    boolean contains(double x) {
        return Double.isFinite(x) && test.test(x);
    }
}
