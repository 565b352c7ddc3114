package eigendrift.optimizer;

import java.util.SortedMap;

/**
 * State of an update rule. Nobody writes to the arrays.
 *
 * @param updates updates made so far
 * @param arrays named vectors of length n, such as {@code momentum}
 */
public record OptimizerState(long updates, SortedMap<String, double[]> arrays) {}
