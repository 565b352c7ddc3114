package eigendrift.readmodel;

import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Views that filter or map rows while these are walked, so that no copy is kept. */
public final class Views {

    private Views() {}

    public static <R, V> Collection<V> map(Collection<R> rows, Function<? super R, ? extends V> value) {
        return new AbstractCollection<>() {
            @Override
            public Iterator<V> iterator() {
                Iterator<R> all = rows.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return all.hasNext();
                    }

                    @Override
                    public V next() {
                        return value.apply(all.next());
                    }
                };
            }

            @Override
            public int size() {
                return rows.size();
            }
        };
    }

    /** Rows that are made anew in each walk. */
    static <R> Collection<R> walk(long size, Supplier<Iterator<R>> rows) {
        return new AbstractCollection<>() {
            @Override
            public Iterator<R> iterator() {
                return rows.get();
            }

            @Override
            public int size() {
                return (int) Math.min(Integer.MAX_VALUE, size);
            }
        };
    }

    /** The rows of each of {@code parts}, one part after the other. */
    static <R> Collection<R> join(List<Collection<R>> parts) {
        long size = parts.stream().mapToLong(Collection::size).sum();
        return walk(size, () -> new Chain<>(parts));
    }

    /** Walks one collection after the other. An iterator of a flat stream would keep one of them in memory. */
    private static final class Chain<R> implements Iterator<R> {
        private final Iterator<? extends Collection<R>> parts;
        private Iterator<R> part = Collections.emptyIterator();

        Chain(List<? extends Collection<R>> parts) {
            this.parts = parts.iterator();
        }

        @Override
        public boolean hasNext() {
            while (!part.hasNext() && parts.hasNext()) {
                part = parts.next().iterator();
            }
            return part.hasNext();
        }

        @Override
        public R next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return part.next();
        }
    }

    /** The rows of each of {@code lists}, one list after the other. */
    public static <R> List<R> concat(List<List<R>> lists) {
        List<List<R>> parts = lists.stream().filter(list -> !list.isEmpty()).toList();
        int[] ends = parts.stream().mapToInt(List::size).toArray();
        Arrays.parallelPrefix(ends, Integer::sum);
        return new AbstractList<>() {
            @Override
            public R get(int row) {
                int found = Arrays.binarySearch(ends, Objects.checkIndex(row, size()));
                int part = found < 0 ? -found - 1 : found + 1;
                return parts.get(part).get(part == 0 ? row : row - ends[part - 1]);
            }

            @Override
            public Iterator<R> iterator() {
                return new Chain<>(parts);
            }

            @Override
            public int size() {
                return ends.length == 0 ? 0 : ends[ends.length - 1];
            }
        };
    }

    /** A list that is made when it is first looked at. */
    public static <R> List<R> lazy(Supplier<List<R>> list) {
        return new AbstractList<>() {
            private List<R> made;

            private synchronized List<R> made() {
                made = made == null ? list.get() : made;
                return made;
            }

            @Override
            public R get(int row) {
                return made().get(row);
            }

            @Override
            public int size() {
                return made().size();
            }
        };
    }

    /** {@code size} walks all of {@code rows}. */
    public static <R> Collection<R> filter(Collection<R> rows, Predicate<? super R> wanted) {
        return new AbstractCollection<>() {
            @Override
            public Iterator<R> iterator() {
                return rows.stream().filter(wanted).iterator();
            }

            @Override
            public boolean isEmpty() {
                return !iterator().hasNext();
            }

            @Override
            public int size() {
                return Math.toIntExact(rows.stream().filter(wanted).count());
            }
        };
    }
}
