package eigendrift.optimizer;

import eigendrift.linalg.Blas;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * State of an update rule. The arrays are never written to.
 *
 * @param updates updates made so far
 * @param arrays named vectors of length n, such as {@code momentum}
 */
public record OptimizerState(long updates, SortedMap<String, double[]> arrays) {

    /** Names with the digits 0 to 9: version 0.1.0 wrote those of L-BFGS with the digits of the locale. */
    public OptimizerState {
        if (!arrays.keySet().stream().allMatch(OptimizerState::isLatin)) {
            SortedMap<String, double[]> renamed = new TreeMap<>();
            arrays.forEach((name, array) -> renamed.put(latin(name), array));
            arrays = Collections.unmodifiableSortedMap(renamed);
        }
    }

    private static boolean isLatin(String name) {
        return name.chars().allMatch(c -> c < 0x80);
    }

    private static String latin(String name) {
        StringBuilder latin = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (Character.isDigit(c)) {
                latin.append(Character.digit(c, 10));
            } else {
                latin.appendCodePoint(c);
            }
        });
        return latin.toString();
    }

    /**
     * A copy of what the rule keeps as its momentum: a momentum buffer or first moment. Muon keeps one for matrices and
     * the other for biases: their sum. Empty for rules without.
     */
    public Optional<double[]> momentum() {
        return Stream.of("momentum", "first-moment")
                .map(arrays::get)
                .filter(Objects::nonNull)
                .map(double[]::clone)
                .reduce((a, b) -> {
                    Blas.axpy(a.length, 1, b, 0, a, 0);
                    return a;
                });
    }
}
