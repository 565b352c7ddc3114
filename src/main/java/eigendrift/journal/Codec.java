package eigendrift.journal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The binary form of a value, for both directions.
 *
 * @param schema the form in words, such as {@code (long, list<double>)}; values of equal schemas have equal bytes
 * @param <T> immutable; arrays in it are never written to
 */
record Codec<T>(String schema, BiConsumer<WireOutput, T> writer, Function<WireInput, T> reader) {

    static final Codec<Integer> INT = new Codec<>("int", WireOutput::writeInt, WireInput::readInt);
    static final Codec<Long> LONG = new Codec<>("long", WireOutput::writeLong, WireInput::readLong);
    static final Codec<Double> DOUBLE = new Codec<>("double", WireOutput::writeDouble, WireInput::readDouble);
    static final Codec<Boolean> BOOLEAN = new Codec<>("boolean", WireOutput::writeBoolean, WireInput::readBoolean);
    static final Codec<String> STRING = new Codec<>("string", WireOutput::writeString, WireInput::readString);
    static final Codec<double[]> DOUBLES = new Codec<>("double[]", WireOutput::writeDoubles, WireInput::readDoubles);

    static <T> Codec<List<T>> list(Codec<T> element) {
        return new Codec<>(
                "list<" + element.schema + ">",
                (out, values) -> out.writeList(values, element.writer),
                in -> in.readList(element.reader));
    }

    /** Keys in ascending order. */
    static <T> Codec<SortedMap<String, T>> map(Codec<T> value) {
        Codec<List<Map.Entry<String, T>>> entries = list(
                RecordCodec.codec(Map::entry, STRING.of(Map.Entry::getKey), value.of(Map.Entry<String, T>::getValue)));
        return entries.as(
                list -> {
                    SortedMap<String, T> map = new TreeMap<>();
                    list.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
                    return map;
                },
                map -> List.copyOf(map.entrySet()));
    }

    /** An enum constant, by its name. */
    static <E extends Enum<E>> Codec<E> constant(Class<E> type) {
        return word(type, Enum::name);
    }

    /** A constant by a word of its own. */
    static <E extends Enum<E>> Codec<E> word(Class<E> type, Function<E, String> word) {
        return STRING.as(text -> constant(type, word, text), word);
    }

    /** A codec of another type with the same bytes. */
    <S> Codec<S> as(Function<T, S> read, Function<S, T> write) {
        return new Codec<>(
                schema, (out, value) -> writer.accept(out, write.apply(value)), in -> read.apply(reader.apply(in)));
    }

    /** The form of a former version, which is read and never written. */
    <S> Codec<S> former(Function<T, S> upcast) {
        return as(upcast, value -> {
            throw new IllegalStateException("a former version is not written, found " + value);
        });
    }

    /** This value as a component of a record {@code R}. */
    <R> RecordCodec.Component<R, T> of(Function<R, T> get) {
        return new RecordCodec.Component<>(this, get);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Function<E, String> word, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word.apply(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new JournalDamagedException("expected one of "
                        + Arrays.stream(type.getEnumConstants()).map(word).toList() + ", found " + text));
    }
}
