package eigendrift.linalg;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The order of measured eigenpairs: first the reported ones, which lead, in the order of {@link Which}; then the buffer
 * beyond them, at both ends that of the top before that of the bottom. A rank is a place in this order; this class
 * counts from 0. The index of an eigenpair in events and tables is the same place, counted from 1.
 *
 * @param reported k, how many are reported
 */
public record Ranks(Which which, int reported) {

    /** How many to measure for {@code buffer} pairs beyond the reported ones, at each end that is looked at. */
    public long measured(int buffer) {
        return reported + (which == Which.BOTH_ENDS ? 2L : 1L) * buffer;
    }

    /** For each rank the place among the {@code measured} leading ones in the order of {@link Which#leading}. */
    public int[] places(int measured) {
        int k = Math.min(reported, measured);
        int top = which.fromTop(k);
        int allTop = which.fromTop(measured);
        int bottom = allTop + k - top;
        return Stream.of(
                        IntStream.range(0, top),
                        IntStream.range(allTop, bottom),
                        IntStream.range(top, allTop),
                        IntStream.range(bottom, measured))
                .flatMapToInt(part -> part)
                .toArray();
    }

    /**
     * How many of the {@code measured} eigenvalues are larger than the one at {@code rank}; for the largest in
     * magnitude, how many come before it.
     */
    public int above(int rank, int measured) {
        int place = places(measured)[rank];
        int top = which.fromTop(measured);
        return place < top ? place : top + measured - 1 - place;
    }
}
