package eigendrift;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is of a kind, and what the documentation says of it. */
public final class ClosedSets {

    private ClosedSets() {}

    /** The records below a sealed interface, at any depth. */
    public static Stream<Class<?>> records(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(ClosedSets::records)
                : Stream.of(sealed);
    }

    /** The classes of the program that implement {@code type}, by name. */
    public static Set<String> implementations(Class<?> type) {
        return new ClassFileImporter(Set.of(new ImportOption.DoNotIncludeTests()))
                .importPackages("eigendrift").stream()
                        .filter(found -> found.isAssignableTo(type) && !found.isInterface())
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
    }

    /** {@code CosineRestarts}: cosine-restarts. */
    public static String kebab(Class<?> record) {
        return record.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    public static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part of a page of {@code src/docs} below a heading of second level. */
    public static String section(String page, String heading) {
        String text = text("src/docs/" + page);
        int start = text.indexOf("\n## " + heading + "\n") + 1;
        if (start == 0) {
            throw new AssertionError("expected a section " + heading + " in " + page);
        }
        int end = text.indexOf("\n## ", start);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }

    /** The rows of the tables of a text, each as its cells. */
    public static List<List<String>> rows(String text) {
        return text.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> Arrays.stream(line.substring(1).split("(?<!\\\\)\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }
}
