package eigendrift.readmodel;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Predicate;

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
