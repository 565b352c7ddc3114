package eigendrift.readmodel;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * Rows that are only added, each with the ordering of the event that it is made of. One thread adds; the views that it
 * hands out do not change and may be read by any other.
 */
final class Rows<R> {

    private static final int FIRST = 16;

    private Object[] rows = new Object[FIRST];
    private long[] orderings = new long[FIRST];
    private int size;

    /** @param ordering not less than those before */
    void add(R row, long ordering) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size);
            orderings = Arrays.copyOf(orderings, 2 * size);
        }
        rows[size] = row;
        orderings[size] = ordering;
        size++;
    }

    /** The last one; null where there is none. */
    @SuppressWarnings("unchecked")
    R last() {
        return size == 0 ? null : (R) rows[size - 1];
    }

    /** The rows of the events behind {@code ordering}, as of now; behind 0 all. */
    List<R> behind(long ordering) {
        return new View<>(rows, Orderings.behind(orderings, size, ordering), size);
    }

    /** Rows {@code from} to {@code to}, which is not included. */
    private static final class View<R> extends AbstractList<R> implements RandomAccess {
        private final Object[] rows;
        private final int from;
        private final int to;

        View(Object[] rows, int from, int to) {
            this.rows = rows;
            this.from = from;
            this.to = to;
        }

        @Override
        @SuppressWarnings("unchecked")
        public R get(int i) {
            if (i < 0 || i >= size()) {
                throw new IndexOutOfBoundsException(i);
            }
            return (R) rows[from + i];
        }

        @Override
        public int size() {
            return to - from;
        }
    }
}
