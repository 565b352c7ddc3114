package eigendrift.data;

import java.util.ArrayList;
import java.util.List;

/** A growing list of numbers that never copies those it has. */
final class Column {

    private static final int CHUNK = 1 << 14;

    private final List<double[]> full = new ArrayList<>();
    private double[] last = new double[CHUNK];
    private int inLast;

    void add(double value) {
        if (inLast == last.length) {
            full.add(last);
            last = new double[CHUNK];
            inLast = 0;
        }
        last[inLast++] = value;
    }

    long size() {
        return (long) full.size() * CHUNK + inLast;
    }

    /** All numbers in one array, which must have room for them. */
    void copyTo(double[] array) {
        int at = 0;
        for (double[] chunk : full) {
            System.arraycopy(chunk, 0, array, at, CHUNK);
            at += CHUNK;
        }
        System.arraycopy(last, 0, array, at, inLast);
    }
}
