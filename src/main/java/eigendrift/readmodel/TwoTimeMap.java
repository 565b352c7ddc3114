package eigendrift.readmodel;

import java.util.Arrays;

/**
 * One eigenvector of one run at every two of T checkpoints. The arrays have T × T entries, row t_w and column t, NaN
 * where the two were not compared or t ≤ t_w.
 *
 * @param steps of the checkpoints, ascending
 * @param displacement 1 − q²
 * @param chordal 2(1 − |q|)
 * @param bound error bound of the displacement
 */
public record TwoTimeMap(long[] steps, float[] displacement, float[] chordal, float[] bound) {

    /** Where nothing has been compared. */
    static TwoTimeMap empty(long[] steps) {
        int cells = Math.multiplyExact(steps.length, steps.length);
        return new TwoTimeMap(steps, unknown(cells), unknown(cells), unknown(cells));
    }

    private static float[] unknown(int cells) {
        float[] values = new float[cells];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    void put(Tables.Displacement row) {
        int from = Arrays.binarySearch(steps, row.stepFrom());
        int to = Arrays.binarySearch(steps, row.stepTo());
        int cell = from * steps.length + to;
        displacement[cell] = (float) row.displacement();
        chordal[cell] = (float) row.chordal();
        bound[cell] = (float) row.bound();
    }
}
