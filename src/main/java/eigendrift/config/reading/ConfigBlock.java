package eigendrift.config.reading;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import eigendrift.config.Span;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A block of the configuration that can be read.
 *
 * <p>Each method reads a key as one kind of value and keeps it in canonical form. An invalid value is recorded as a
 * problem, and a placeholder is returned (0, NaN, null, nothing) so that the rest can be read: results are used only if
 * the reading ends without problems.
 */
final class ConfigBlock extends Section {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");

    ConfigBlock(String path, ConfigObject values, ConfigObject defaults, Reading reading) {
        super(path, values, defaults, reading);
    }

    // ---- numbers

    int integer(String key, int least) {
        return (int) whole(key, least, Integer.MAX_VALUE);
    }

    long longInteger(String key, long least) {
        return whole(key, least, Long.MAX_VALUE);
    }

    /** A whole number, or {@code word} for none. */
    OptionalInt integerOr(String word, String key, int least) {
        if (says(key, word)) {
            return OptionalInt.empty();
        }
        OptionalLong number = whole(values.get(key), least, Integer.MAX_VALUE);
        if (number.isEmpty()) {
            problem(key, word + " or " + atLeast(least));
            return OptionalInt.empty();
        }
        return OptionalInt.of(keep(key, (int) number.getAsLong()));
    }

    double number(String key, Range range) {
        OptionalDouble number = Values.number(values.get(key));
        if (number.isEmpty() || !range.contains(number.getAsDouble())) {
            problem(key, range.words);
            return Double.NaN;
        }
        return keep(key, number.getAsDouble());
    }

    /** A number, or {@code word} for none. */
    OptionalDouble numberOr(String word, String key, Range range) {
        if (says(key, word)) {
            return OptionalDouble.empty();
        }
        OptionalDouble number = Values.number(values.get(key));
        if (number.isEmpty() || !range.contains(number.getAsDouble())) {
            problem(key, word + " or " + range.words);
            return OptionalDouble.empty();
        }
        keep(key, number.getAsDouble());
        return number;
    }

    /** A size of memory, as in {@code 1 GiB}. */
    long bytes(String key) {
        try {
            String text = Values.text(values.get(key));
            long bytes = values.get(key).atKey("size").getBytes("size");
            if (bytes >= 0) {
                keep(key, text);
                return bytes;
            }
        } catch (com.typesafe.config.ConfigException e) {
            // the problem is reported below
        }
        problem(key, "a size, as in 512 MiB");
        return 0;
    }

    private long whole(String key, long least, long most) {
        OptionalLong number = whole(values.get(key), least, most);
        if (number.isEmpty()) {
            problem(key, atLeast(least));
            return 0;
        }
        return keep(key, number.getAsLong());
    }

    private static OptionalLong whole(ConfigValue value, long least, long most) {
        OptionalLong number = Values.whole(value);
        boolean fits = number.isPresent() && number.getAsLong() >= least && number.getAsLong() <= most;
        return fits ? number : OptionalLong.empty();
    }

    private static String atLeast(long least) {
        return "a whole number of at least " + least;
    }

    // ---- words

    boolean flag(String key) {
        String text = Values.text(values.get(key));
        boolean yes = List.of("true", "yes", "on").contains(text);
        if (!yes && !List.of("false", "no", "off").contains(text)) {
            problem(key, "true or false");
        }
        return keep(key, yes);
    }

    /** A constant in kebab case; {@code -normal} may be left out, so that {@code he} is {@code he-normal}. */
    <E extends Enum<E>> E choice(String key, Class<E> type) {
        String text = Values.text(values.get(key));
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(ConfigBlock::kebab).toList();
        int place = Math.max(words.indexOf(text), words.indexOf(text + "-normal"));
        if (place < 0) {
            wrongWord(key, words);
            return null;
        }
        keep(key, words.get(place));
        return type.getEnumConstants()[place];
    }

    /** A name that can stand in a path of the configuration and in the name of a file. */
    String label(String key) {
        String text = Values.text(values.get(key));
        if (!LABEL.matcher(text).matches()) {
            problem(key, "a name of letters, digits, '.', '_' and '-' that begins with a letter");
        }
        return keep(key, text);
    }

    String text(String key) {
        String text = Values.text(values.get(key));
        if (text.isBlank()) {
            missing(key, "a text");
        }
        return keep(key, text);
    }

    void wrongWord(String key, List<String> words) {
        Optional<String> near = Problem.nearest(Values.text(values.get(key)), words);
        problem(key, oneOf(words), near.map(word -> maybe(key, word)).orElse(defaultAdvice(key)));
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String oneOf(List<String> words) {
        return "one of " + String.join(", ", words);
    }

    // ---- spans, lists and files

    Span span(String key) {
        return span(key, "");
    }

    /** @param otherwise other valid values, for the error: {@code ", a list of steps"} */
    Span span(String key, String otherwise) {
        ConfigValue value = values.get(key);
        Span span = Values.span(value);
        if (span == null) {
            boolean bare = Values.whole(value).orElse(0) > 0;
            String advice = bare ? maybe(key, Values.show(value) + " epochs") : defaultAdvice(key);
            problem(key, "a number of epochs or steps, at least 1, as in 5 epochs" + otherwise, advice);
            return null;
        }
        keep(key, Values.show(span));
        return span;
    }

    List<Integer> integers(String key, int least) {
        return wholes(key, least, Integer.MAX_VALUE).stream()
                .map(Long::intValue)
                .toList();
    }

    /** Whole numbers, at least one, none twice. */
    List<Long> distinct(String key, long least) {
        List<Long> numbers = wholes(key, least, Long.MAX_VALUE);
        if (isEmptyList(key) || numbers.stream().distinct().count() < numbers.size()) {
            problem(key, "at least one number, and none twice");
        }
        return numbers;
    }

    /** Whole numbers, at least one, each above the one before. */
    List<Long> ascending(String key, long least, long most) {
        List<Long> numbers = wholes(key, least, most);
        if (isEmptyList(key)
                || !numbers.equals(numbers.stream().sorted().distinct().toList())) {
            problem(key, "at least one number, in ascending order");
        }
        return numbers;
    }

    private List<Long> wholes(String key, long least, long most) {
        List<Long> numbers = new ArrayList<>();
        for (ConfigValue value : list(key, "a list of whole numbers")) {
            OptionalLong number = whole(value, least, most);
            if (number.isEmpty()) {
                reading.problem(path(key) + "." + numbers.size(), value, atLeast(least), defaultAdvice(key));
                return List.of();
            }
            numbers.add(number.getAsLong());
        }
        return List.copyOf(keep(key, numbers));
    }

    private List<ConfigValue> list(String key, String expected) {
        if (values.get(key) instanceof ConfigList list) {
            return list;
        }
        problem(key, expected, maybe(key, "[" + Values.show(values.get(key)) + "]"));
        return List.of();
    }

    Path file(String key) {
        String text = Values.text(values.get(key));
        if (text.isBlank()) {
            missing(key, "the path of a file");
            return null;
        }
        keep(key, text);
        try {
            Path file = Path.of(text);
            if (reading.isMissing(file)) {
                problem(key, "an existing file", Problem.nearestFile(file, path(key) + " = "));
            }
            return file;
        } catch (InvalidPathException e) {
            problem(key, "the path of a file");
            return null;
        }
    }

    Optional<Path> optionalFile(String key) {
        if (isNull(key)) {
            return Optional.empty();
        }
        return Optional.ofNullable(file(key));
    }

    // ---- blocks

    ConfigBlock block(String key) {
        ConfigObject inner = (ConfigObject) defaults.get(key);
        ConfigObject own = inner;
        if (values.get(key) instanceof ConfigObject object) {
            own = object;
        } else {
            problem(key, "a block", "Maybe " + path(key) + " { ... }.");
        }
        ConfigBlock block = new ConfigBlock(path(key), own, inner, reading);
        keep(key, block.canonical());
        return block;
    }

    /** A block that may be {@code off}; {@code on} is the block with its defaults. */
    Optional<ConfigBlock> option(String key) {
        if (says(key, "off")) {
            return Optional.empty();
        }
        ConfigValue value = values.get(key);
        boolean on = says(key, "on");
        if (!on && !(value instanceof ConfigObject)) {
            problem(key, "off, on or a block", maybe(key, "on"));
            return Optional.empty();
        }
        ConfigObject own = on ? ConfigValueFactory.fromMap(Map.of()).withOrigin(value.origin()) : (ConfigObject) value;
        ConfigBlock block = new ConfigBlock(path(key), own, Defaults.option(key), reading);
        keep(key, block.canonical());
        return Optional.of(block);
    }

    /**
     * A block whose other keys depend on its type; the type alone stands for the block with its defaults, as in
     * {@code schedule = cosine}.
     */
    Optional<ConfigBlock> typed(String key, String family) {
        Optional<ConfigBlock> block = typed(path(key), values.get(key), family);
        block.ifPresent(b -> keep(key, b.canonical()));
        return block;
    }

    /** A list of such blocks. */
    List<ConfigBlock> typedList(String key) {
        List<ConfigBlock> blocks = new ArrayList<>();
        List<ConfigValue> elements = list(key, "a list of blocks");
        for (int place = 0; place < elements.size(); place++) {
            typed(path(key) + "." + place, elements.get(place), key).ifPresent(blocks::add);
        }
        keep(key, blocks.stream().map(ConfigBlock::canonical).toList());
        return blocks;
    }

    private Optional<ConfigBlock> typed(String place, ConfigValue value, String family) {
        String discriminator = Defaults.discriminator(family);
        ConfigObject types = Defaults.types(family);
        ConfigObject block = value instanceof ConfigObject object
                ? object
                : ConfigValueFactory.fromMap(Map.of(discriminator, value)).withOrigin(value.origin());
        ConfigValue type = block.get(discriminator);
        String name = type == null ? "" : Values.text(type);
        if (!(types.get(name) instanceof ConfigObject inner)) {
            List<String> names = types.keySet().stream().sorted().toList();
            String at = place + "." + discriminator;
            reading.problem(
                    value == block && type != null ? at : place,
                    type == null ? value : type,
                    (type == null ? "a " + discriminator + ", " : "") + oneOf(names),
                    Problem.nearest(name, names)
                            .map(near -> "Maybe " + at + " = " + near + ".")
                            .orElse("Maybe " + at + " = " + names.get(0) + ", or another of them."));
            return Optional.empty();
        }
        ConfigBlock read = new ConfigBlock(place, block, inner.withValue(discriminator, type), reading);
        read.keep(discriminator, name);
        return Optional.of(read);
    }

    /** The type of a {@link #typed} block. */
    String type() {
        return (String) canonical().getOrDefault("type", canonical().get("source"));
    }
}
