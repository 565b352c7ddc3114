package eigendrift.metrics.live;

import java.util.List;

/**
 * How far a run has come, as gauges.
 *
 * @param step updates made
 * @param loss last logged training loss; NaN before the first
 * @param eigenvalues of the last spectrum, leading first; empty before the first
 * @param lagCheckpoints taken and not yet measured
 * @param lagSeconds since the oldest of them was taken; 0 without any
 */
public record RunState(
        String run, long step, double loss, List<Double> eigenvalues, int lagCheckpoints, double lagSeconds) {}
