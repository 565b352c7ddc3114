package eigendrift.readmodel;

import java.nio.ByteBuffer;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Any number of rows in a given order, which can be walked any number of times; pairs of checkpoints grow with the
 * square of their number. Rows beyond {@value #IN_MEMORY} are in a temporary file, sorted piece by piece, and the
 * pieces are merged in each walk (Knuth, The Art of Computer Programming 3, 5.4). Rows that are equal in that order
 * keep the order in which they were added.
 *
 * <p>The file is deleted as it is opened, so that nothing is left behind however the process ends. Not thread-safe.
 */
public final class SortedRows<R> extends AbstractCollection<R> {

    /** Rows kept as objects, of some hundred bytes each. */
    static final int IN_MEMORY = 1 << 18;

    private static final int BUFFER = 1 << 16;

    private final Comparator<R> order;
    private final RowFormat<R> format;
    private final int most;
    private final List<R> recent = new ArrayList<>();
    private final List<Long> pieces = new ArrayList<>();
    private final SpillFile file = new SpillFile();
    private boolean sorted = true;

    public SortedRows(Comparator<R> order, RowFormat<R> format) {
        this(order, format, IN_MEMORY);
    }

    SortedRows(Comparator<R> order, RowFormat<R> format, int most) {
        this.order = order;
        this.format = format;
        this.most = most;
    }

    /** In the order in which they are added. */
    public static <R> SortedRows<R> asAdded(RowFormat<R> format) {
        return new SortedRows<>((a, b) -> 0, format);
    }

    @Override
    public boolean add(R row) {
        if (recent.size() == most) {
            spill();
        }
        sorted = sorted && (recent.isEmpty() || order.compare(recent.get(recent.size() - 1), row) <= 0);
        recent.add(row);
        return true;
    }

    @Override
    public int size() {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, (long) pieces.size() * most + recent.size()));
    }

    @Override
    public boolean isEmpty() {
        return recent.isEmpty();
    }

    @Override
    public Iterator<R> iterator() {
        sort();
        return pieces.isEmpty() ? List.copyOf(recent).iterator() : new Merge();
    }

    private void sort() {
        if (!sorted) {
            recent.sort(order);
            sorted = true;
        }
    }

    /** Writes the rows in memory behind the others. */
    private void spill() {
        sort();
        pieces.add(file.size());
        ByteBuffer buffer = ByteBuffer.allocateDirect(rowsABuffer() * format.bytes());
        for (R row : recent) {
            format.write(row, buffer);
            if (!buffer.hasRemaining()) {
                write(buffer);
            }
        }
        write(buffer);
        recent.clear();
        sorted = true;
    }

    private void write(ByteBuffer buffer) {
        file.append(buffer.flip());
        buffer.clear();
    }

    private int rowsABuffer() {
        return Math.max(1, BUFFER / format.bytes());
    }

    /** The rest of one piece; {@code number} is its place in the order of adding. */
    private final class Piece {
        private final int number;
        private final Iterator<R> inMemory;
        private final ByteBuffer buffer;
        private long place;
        private final long end;
        private R head;

        Piece(int number) {
            boolean last = number == pieces.size();
            this.number = number;
            this.inMemory = last ? List.copyOf(recent).iterator() : null;
            this.place = last ? 0 : pieces.get(number);
            this.end = last ? 0 : place + (long) most * format.bytes();
            this.buffer = ByteBuffer.allocate(last ? 0 : rowsABuffer() * format.bytes());
            buffer.limit(0);
            advance();
        }

        private void advance() {
            if (inMemory != null) {
                head = inMemory.hasNext() ? inMemory.next() : null;
                return;
            }
            if (!buffer.hasRemaining()) {
                if (place == end) {
                    head = null;
                    return;
                }
                fill();
            }
            head = format.read(buffer);
        }

        private void fill() {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - place));
            file.read(place, buffer);
            place += buffer.position();
            buffer.flip();
        }
    }

    private final class Merge implements Iterator<R> {
        private final PriorityQueue<Piece> others = new PriorityQueue<>(this::compare);
        private Piece least;

        Merge() {
            for (int number = 0; number <= pieces.size(); number++) {
                Piece piece = new Piece(number);
                if (piece.head != null) {
                    others.add(piece);
                }
            }
            least = others.poll();
        }

        private int compare(Piece a, Piece b) {
            int compared = order.compare(a.head, b.head);
            return compared != 0 ? compared : Integer.compare(a.number, b.number);
        }

        @Override
        public boolean hasNext() {
            return least != null;
        }

        @Override
        public R next() {
            if (least == null) {
                throw new NoSuchElementException();
            }
            R row = least.head;
            least.advance();
            if (least.head == null) {
                least = others.poll();
            } else if (!others.isEmpty() && compare(others.peek(), least) < 0) {
                others.add(least);
                least = others.poll();
            }
            return row;
        }
    }
}
