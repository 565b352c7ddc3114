package eigendrift.readmodel;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Some numbers for each compared pair of checkpoints of a run, which are only added: for each checkpoint, in the order
 * of steps, a block of rows, one for each earlier checkpoint that it is compared with, in the order of steps. The rows
 * are in a {@link RowStore}. One thread adds; views may be walked by others.
 */
final class PairSeries {

    /** Makes a row of the steps and of the numbers, which are next in {@code numbers}. */
    interface Reader<R> {
        R read(long stepFrom, long stepTo, ByteBuffer numbers);
    }

    private static final int FIRST = 16;

    /** Rows of all blocks together that a walk in the order of earlier checkpoints keeps. */
    private static final int WINDOW = 1 << 16;

    private final RowStore store;
    private final int rowBytes;
    private ByteBuffer block;
    private long[] steps = new long[FIRST];
    private long[] orderings = new long[FIRST];
    private long[] places = new long[FIRST];
    private int[] counts = new int[FIRST];
    private int size;

    /** @param numbers in a row */
    PairSeries(RowStore store, int numbers) {
        this.store = store;
        this.rowBytes = Long.BYTES + numbers * Double.BYTES;
        this.block = ByteBuffer.allocate(rowBytes);
    }

    /** Adds a row to the block that is being made. */
    void add(long stepFrom, double... numbers) {
        if (!block.hasRemaining()) {
            block = ByteBuffer.allocate(2 * block.capacity()).put(block.flip());
        }
        block.putLong(stepFrom);
        for (double number : numbers) {
            block.putDouble(number);
        }
    }

    /** Ends the block; none is made where no row was added. */
    void end(long stepTo, long ordering) {
        if (block.position() == 0) {
            return;
        }
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, 2 * size);
            orderings = Arrays.copyOf(orderings, 2 * size);
            places = Arrays.copyOf(places, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        steps[size] = stepTo;
        orderings[size] = ordering;
        counts[size] = block.position() / rowBytes;
        places[size] = store.append(block.flip());
        size++;
        block.clear();
    }

    /** The rows of the events behind {@code ordering}, as of now; behind 0 all. */
    View behind(long ordering) {
        return new View(this, Orderings.behind(orderings, size, ordering));
    }

    /** Rows as they were when it was made. */
    static final class View {
        private final RowStore store;
        private final int rowBytes;
        private final long[] steps;
        private final long[] places;
        private final int[] counts;
        private final int first;
        private final int end;

        private View(PairSeries series, int first) {
            this.store = series.store;
            this.rowBytes = series.rowBytes;
            this.steps = series.steps;
            this.places = series.places;
            this.counts = series.counts;
            this.first = first;
            this.end = series.size;
        }

        long size() {
            long rows = 0;
            for (int i = first; i < end; i++) {
                rows += counts[i];
            }
            return rows;
        }

        /** By the later checkpoint, then the earlier one. */
        <R> Iterator<R> byLater(Reader<R> reader) {
            return new Iterator<>() {
                private int next = first;
                private Block block;

                @Override
                public boolean hasNext() {
                    return next < end || block != null && block.hasRow();
                }

                @Override
                public R next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    if (block == null || !block.hasRow()) {
                        block = new Block(next, counts[next]);
                        next++;
                    }
                    return block.next(reader);
                }
            };
        }

        /** By the earlier checkpoint, then the later one. */
        <R> Iterator<R> byEarlier(Reader<R> reader) {
            Block[] blocks = new Block[end - first];
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] = new Block(first + i, Math.max(1, WINDOW / blocks.length));
            }
            return new Iterator<>() {
                private int next;
                private long stepFrom = Long.MIN_VALUE;

                {
                    toEarliest();
                }

                private void toEarliest() {
                    stepFrom = Arrays.stream(blocks)
                            .filter(Block::hasRow)
                            .mapToLong(block -> block.stepFrom)
                            .min()
                            .orElse(Long.MAX_VALUE);
                    next = -1;
                    advance();
                }

                /** To the next block that has a row for the earlier checkpoint. */
                private void advance() {
                    do {
                        next++;
                    } while (next < blocks.length && !(blocks[next].hasRow() && blocks[next].stepFrom == stepFrom));
                }

                @Override
                public boolean hasNext() {
                    return next < blocks.length;
                }

                @Override
                public R next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    R row = blocks[next].next(reader);
                    advance();
                    if (next == blocks.length) {
                        toEarliest();
                    }
                    return row;
                }
            };
        }

        /** The rest of one block, of which some rows are in memory. */
        private final class Block {
            private final long stepTo;
            private final ByteBuffer window;
            private long place;
            private int left;
            private long stepFrom;
            private boolean any;

            Block(int number, int rows) {
                this.stepTo = steps[number];
                this.place = places[number];
                this.left = counts[number];
                this.window =
                        ByteBuffer.allocate(Math.min(rows, left) * rowBytes).limit(0);
                advance();
            }

            boolean hasRow() {
                return any;
            }

            <R> R next(Reader<R> reader) {
                int end = window.position() + rowBytes - Long.BYTES;
                R row = reader.read(stepFrom, stepTo, window);
                window.position(end);
                advance();
                return row;
            }

            private void advance() {
                if (!window.hasRemaining() && left > 0) {
                    int count = Math.min(left, window.capacity() / rowBytes);
                    window.clear().limit(count * rowBytes);
                    store.read(place, window);
                    window.flip();
                    place += (long) count * rowBytes;
                    left -= count;
                }
                any = window.hasRemaining();
                stepFrom = any ? window.getLong() : Long.MAX_VALUE;
            }
        }
    }
}
