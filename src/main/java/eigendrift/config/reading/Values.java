package eigendrift.config.reading;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import eigendrift.config.Span;
import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts single HOCON values. HOCON parses {@code .1}, and every value from the environment, as a string. */
final class Values {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,18})\\s*(epochs?|steps?)");
    private static final int SHOWN = 60;

    private Values() {}

    /** The value as it was written; long blocks and lists are shortened. */
    static String show(ConfigValue value) {
        if (isScalar(value)) {
            String text = text(value);
            return text.isBlank() ? '"' + text + '"' : text;
        }
        String text = value.render(ConfigRenderOptions.concise());
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    /** The words of a string, number or boolean as they were written; empty for all else. */
    static String text(ConfigValue value) {
        return isScalar(value) ? value.atKey("it").getString("it") : "";
    }

    /** A number; zero has no sign. */
    static OptionalDouble number(ConfigValue value) {
        String text = text(value);
        return NUMBER.matcher(text).matches()
                ? OptionalDouble.of(Double.parseDouble(text) + 0.0)
                : OptionalDouble.empty();
    }

    /** A whole number, also as {@code 1e3} or {@code 5.0}. */
    static OptionalLong whole(ConfigValue value) {
        String text = text(value);
        if (!NUMBER.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(new BigDecimal(text).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** {@code 5 epochs} or {@code 1 step}; null for all else. */
    static Span span(ConfigValue value) {
        Matcher span = SPAN.matcher(text(value));
        if (!span.matches()) {
            return null;
        }
        long count = Long.parseLong(span.group(1));
        if (span.group(2).startsWith("step")) {
            return count > 0 ? new Span.Steps(count) : null;
        }
        return count > 0 && count <= Integer.MAX_VALUE ? new Span.Epochs((int) count) : null;
    }

    static String show(Span span) {
        if (span instanceof Span.Epochs epochs) {
            return epochs.count() + (epochs.count() == 1 ? " epoch" : " epochs");
        }
        long count = ((Span.Steps) span).count();
        return count + (count == 1 ? " step" : " steps");
    }

    static boolean isNull(ConfigValue value) {
        return value.valueType() == ConfigValueType.NULL;
    }

    private static boolean isScalar(ConfigValue value) {
        return switch (value.valueType()) {
            case STRING, NUMBER, BOOLEAN -> true;
            case OBJECT, LIST, NULL -> false;
        };
    }
}
