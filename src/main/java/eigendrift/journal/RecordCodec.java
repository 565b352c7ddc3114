package eigendrift.journal;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The binary form of a record: its components in the given order, stated once for reading and writing.
 *
 * <pre>{@code
 * codec(VectorDisplacement::new, INT.of(VectorDisplacement::index), DOUBLE.of(VectorDisplacement::overlap))
 * }</pre>
 *
 * <p>One overload for each number of components, because Java has no other way to let the compiler compare the
 * components with the constructor.
 */
final class RecordCodec {

    private RecordCodec() {}

    /** One component of a record {@code R}. */
    record Component<R, T>(Codec<T> codec, Function<R, T> get) {

        T read(WireInput in) {
            return codec.reader().apply(in);
        }

        void write(WireOutput out, R from) {
            codec.writer().accept(out, get.apply(from));
        }
    }

    interface Make3<A, B, C, R> {
        R of(A a, B b, C c);
    }

    interface Make4<A, B, C, D, R> {
        R of(A a, B b, C c, D d);
    }

    interface Make5<A, B, C, D, E, R> {
        R of(A a, B b, C c, D d, E e);
    }

    interface Make6<A, B, C, D, E, F, R> {
        R of(A a, B b, C c, D d, E e, F f);
    }

    interface Make7<A, B, C, D, E, F, G, R> {
        R of(A a, B b, C c, D d, E e, F f, G g);
    }

    interface Make8<A, B, C, D, E, F, G, H, R> {
        R of(A a, B b, C c, D d, E e, F f, G g, H h);
    }

    interface Make9<A, B, C, D, E, F, G, H, I, R> {
        R of(A a, B b, C c, D d, E e, F f, G g, H h, I i);
    }

    interface Make10<A, B, C, D, E, F, G, H, I, J, R> {
        R of(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j);
    }

    static <R> Codec<R> codec(Supplier<R> make) {
        return of(in -> make.get(), List.of());
    }

    static <R, A> Codec<R> codec(Function<A, R> make, Component<R, A> a) {
        return of(in -> make.apply(a.read(in)), List.of(a));
    }

    static <R, A, B> Codec<R> codec(BiFunction<A, B, R> make, Component<R, A> a, Component<R, B> b) {
        return of(in -> make.apply(a.read(in), b.read(in)), List.of(a, b));
    }

    static <R, A, B, C> Codec<R> codec(
            Make3<A, B, C, R> make, Component<R, A> a, Component<R, B> b, Component<R, C> c) {
        return of(in -> make.of(a.read(in), b.read(in), c.read(in)), List.of(a, b, c));
    }

    static <R, A, B, C, D> Codec<R> codec(
            Make4<A, B, C, D, R> make, Component<R, A> a, Component<R, B> b, Component<R, C> c, Component<R, D> d) {
        return of(in -> make.of(a.read(in), b.read(in), c.read(in), d.read(in)), List.of(a, b, c, d));
    }

    static <R, A, B, C, D, E> Codec<R> codec(
            Make5<A, B, C, D, E, R> make,
            Component<R, A> a,
            Component<R, B> b,
            Component<R, C> c,
            Component<R, D> d,
            Component<R, E> e) {
        return of(in -> make.of(a.read(in), b.read(in), c.read(in), d.read(in), e.read(in)), List.of(a, b, c, d, e));
    }

    static <R, A, B, C, D, E, F> Codec<R> codec(
            Make6<A, B, C, D, E, F, R> make,
            Component<R, A> a,
            Component<R, B> b,
            Component<R, C> c,
            Component<R, D> d,
            Component<R, E> e,
            Component<R, F> f) {
        return of(
                in -> make.of(a.read(in), b.read(in), c.read(in), d.read(in), e.read(in), f.read(in)),
                List.of(a, b, c, d, e, f));
    }

    static <R, A, B, C, D, E, F, G> Codec<R> codec(
            Make7<A, B, C, D, E, F, G, R> make,
            Component<R, A> a,
            Component<R, B> b,
            Component<R, C> c,
            Component<R, D> d,
            Component<R, E> e,
            Component<R, F> f,
            Component<R, G> g) {
        return of(
                in -> make.of(a.read(in), b.read(in), c.read(in), d.read(in), e.read(in), f.read(in), g.read(in)),
                List.of(a, b, c, d, e, f, g));
    }

    static <R, A, B, C, D, E, F, G, H> Codec<R> codec(
            Make8<A, B, C, D, E, F, G, H, R> make,
            Component<R, A> a,
            Component<R, B> b,
            Component<R, C> c,
            Component<R, D> d,
            Component<R, E> e,
            Component<R, F> f,
            Component<R, G> g,
            Component<R, H> h) {
        return of(
                in -> make.of(
                        a.read(in), b.read(in), c.read(in), d.read(in), e.read(in), f.read(in), g.read(in), h.read(in)),
                List.of(a, b, c, d, e, f, g, h));
    }

    static <R, A, B, C, D, E, F, G, H, I> Codec<R> codec(
            Make9<A, B, C, D, E, F, G, H, I, R> make,
            Component<R, A> a,
            Component<R, B> b,
            Component<R, C> c,
            Component<R, D> d,
            Component<R, E> e,
            Component<R, F> f,
            Component<R, G> g,
            Component<R, H> h,
            Component<R, I> i) {
        return of(
                in -> make.of(
                        a.read(in),
                        b.read(in),
                        c.read(in),
                        d.read(in),
                        e.read(in),
                        f.read(in),
                        g.read(in),
                        h.read(in),
                        i.read(in)),
                List.of(a, b, c, d, e, f, g, h, i));
    }

    static <R, A, B, C, D, E, F, G, H, I, J> Codec<R> codec(
            Make10<A, B, C, D, E, F, G, H, I, J, R> make,
            Component<R, A> a,
            Component<R, B> b,
            Component<R, C> c,
            Component<R, D> d,
            Component<R, E> e,
            Component<R, F> f,
            Component<R, G> g,
            Component<R, H> h,
            Component<R, I> i,
            Component<R, J> j) {
        return of(
                in -> make.of(
                        a.read(in),
                        b.read(in),
                        c.read(in),
                        d.read(in),
                        e.read(in),
                        f.read(in),
                        g.read(in),
                        h.read(in),
                        i.read(in),
                        j.read(in)),
                List.of(a, b, c, d, e, f, g, h, i, j));
    }

    private static <R> Codec<R> of(Function<WireInput, R> reader, List<Component<R, ?>> components) {
        return new Codec<>(
                components.stream()
                        .map(component -> component.codec().schema())
                        .collect(Collectors.joining(", ", "(", ")")),
                (out, value) -> components.forEach(component -> component.write(out, value)),
                reader);
    }
}
