package eigendrift.optimizer;

import eigendrift.linalg.Blas;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * State of an update rule. Nobody writes to the arrays.
 *
 * @param updates updates made so far
 * @param arrays named vectors of length n, such as {@code momentum}
 */
public record OptimizerState(long updates, SortedMap<String, double[]> arrays) {

    /**
     * A copy of what the rule keeps as its momentum: a momentum buffer or first moment. Muon keeps one for matrices and the
     * other for biases: their sum. Empty for rules without.
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
