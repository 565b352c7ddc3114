package eigendrift.dashboard;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.Query;

/** The parameters of a request; those that are empty count as absent. */
final class Parameters {

    private final Query query;

    Parameters(HttpRequest request) {
        this.query = request.getUri().query();
    }

    Optional<String> text(String name) {
        return query.get(name).filter(value -> !value.isEmpty());
    }

    OptionalLong number(String name) {
        return number(name, 0, Long.MAX_VALUE);
    }

    /** @throws Problem if it is no whole number of this range */
    OptionalLong number(String name, long least, long most) {
        Optional<String> text = text(name);
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(name, text.get(), least, most));
    }

    /** @param name of the parameter, or of the part of the path, for the message */
    static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // Told below.
        }
        String range = most == Long.MAX_VALUE ? "from " + least : "from " + least + " to " + most;
        throw Problem.bad("a whole number " + range, name + " = " + text, name, "Maybe leave it out.");
    }

    /**
     * One of {@code choices}, by its word.
     *
     * @throws Problem if it is none of them
     */
    <T> Optional<T> choice(String name, T[] choices, Function<T, String> word) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> found = Arrays.stream(choices)
                .filter(choice -> word.apply(choice).equals(text.get()))
                .findFirst();
        if (found.isEmpty()) {
            List<String> words = Arrays.stream(choices).map(word).toList();
            throw Problem.bad(
                    "one of " + words.stream().collect(Collectors.joining(", ")),
                    name + " = " + text.get(),
                    name,
                    "Maybe leave it out.");
        }
        return found;
    }
}
