package eigendrift.readmodel;

/** Searches ascending orderings of events. */
final class Orderings {

    private Orderings() {}

    /** The place of the first of {@code size} ascending orderings that is greater than {@code ordering}. */
    static int behind(long[] orderings, int size, long ordering) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (orderings[middle] > ordering) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
