package eigendrift.linalg;

/**
 * Cuts a product C (m x n) ← A (m x k) B (k x n) into tiles of C that are small enough for OpenBLAS's kernels for small
 * products.
 *
 * <p>Those kernels read A and B in place; the others first copy both into panels. Where m or n is as small as a hidden
 * layer of 16 units, the copy costs as much as the product. Every entry of C is one sum over all k, so tiles change no
 * more than the order within it.
 */
final class Tiles {

    /** OpenBLAS calls a product small up to this m n k. */
    private static final int SMALL = 1_000_000;

    /** Entries of B that stay in the second-level cache from one tile to the next. */
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
