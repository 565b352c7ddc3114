package eigendrift.linalg;

/**
 * Cuts a product C (m x n) ← A (m x k) B (k x n) into tiles of C that are small enough for OpenBLAS's kernels for small
 * products.
 *
 * <p>Those read A and B where they stand; the others first copy both into panels, which costs as much as the product
 * where m or n is as narrow as a hidden layer: with 16 units it takes twice the time. Every entry of C is one sum over
 * all k, so tiles change no more than the order within it.
 */
final class Tiles {

    /** OpenBLAS calls a product small up to this m n k. */
    private static final int SMALL = 1_000_000;

    /** Entries of B that stay in the second-level cache while tiles come back to them. */
    private static final int CACHED = 1 << 18;

    private static final int COLUMNS = 64;

    /** Rows of a tile come in multiples of the kernels' own. */
    private static final int ROW_MULTIPLE = 16;

    private Tiles() {}

    /** Columns of a tile; n for no cut. */
    static int columns(int m, int n, int k) {
        return cut(m, n, k) ? Math.min(n, COLUMNS) : n;
    }

    /** Rows of a tile; m for no cut. */
    static int rows(int m, int n, int k) {
        return cut(m, n, k) ? Math.min(m, tallest(n, k)) : m;
    }

    private static boolean cut(int m, int n, int k) {
        return OpenBlas.SMALL_KERNELS
                && (long) m * n * k > SMALL
                && (long) n * k <= CACHED
                && tallest(n, k) >= ROW_MULTIPLE;
    }

    private static int tallest(int n, int k) {
        return SMALL / (Math.min(n, COLUMNS) * k) / ROW_MULTIPLE * ROW_MULTIPLE;
    }
}
