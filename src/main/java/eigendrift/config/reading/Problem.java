package eigendrift.config.reading;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The wording of errors. */
final class Problem {

    private static final int SHOWN = 300;

    private Problem() {}

    /** Two lines: what was expected, found and where; and what to do. */
    static String message(String expected, String found, String where, String advice) {
        return "Expected " + expected + ", found " + shown(found) + " (" + where + ").\n" + advice;
    }

    /** The beginning of the value found, without control characters. */
    private static String shown(String found) {
        String printable = found.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "...";
    }

    /** Advice on a path that does not exist: a file of a similar name beside it, or where relative paths start. */
    static String nearestFile(Path missing, String before) {
        File[] files = Optional.ofNullable(missing.toAbsolutePath().getParent())
                .map(folder -> folder.toFile().listFiles(File::isFile))
                .orElse(null);
        List<String> names = files == null
                ? List.of()
                : Arrays.stream(files).map(File::getName).sorted().toList();
        return nearest(String.valueOf(missing.getFileName()), names)
                .map(file -> "Maybe " + before + missing.resolveSibling(file) + ".")
                .orElse("Maybe the folder is another: relative paths start at "
                        + Path.of("").toAbsolutePath() + ".");
    }

    /** The choice that needs the fewest edits; none if that would rewrite more than half of it. */
    static Optional<String> nearest(String word, Collection<String> choices) {
        String best = null;
        int fewest = Integer.MAX_VALUE;
        for (String choice : choices) {
            int edits = edits(word.toLowerCase(Locale.ROOT), choice.toLowerCase(Locale.ROOT));
            if (edits < fewest && 2 * edits <= Math.max(word.length(), choice.length())) {
                best = choice;
                fewest = edits;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Letters inserted, removed or replaced to get from a to b (Levenshtein 1966); O(|a| |b|) time. */
    static int edits(String a, String b) {
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            int[] next = above;
            above = row;
            row = next;
        }
        return above[b.length()];
    }
}
