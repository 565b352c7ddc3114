package eigendrift.readmodel;

/**
 * One eigenvector of one run at every two of T checkpoints. The arrays have T × T entries, row t_w and column t, NaN
 * where the two were not compared or t ≤ t_w.
 *
 * @param steps of the checkpoints, ascending
 * @param displacement 1 − q²
 * @param chordal 2(1 − |q|)
 * @param bound error bound of the displacement
 */
public record TwoTimeMap(long[] steps, float[] displacement, float[] chordal, float[] bound) {}
