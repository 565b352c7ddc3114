package eigendrift.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds files of an earlier export that could be mistaken for files of this one. */
final class Leftovers {

    /** Name patterns of tables and arrays, and of figures, with the unfinished files of a killed process. */
    static final String EXPORTED = "*{.csv,.json,.npz,.partial-*}";

    static final String FIGURES = "*{.svg,.png,.pdf,.csv,.partial-*}";

    private Leftovers() {}

    /** Warns that {@code folder} holds files of these {@code kinds} that are not among {@code written}. */
    static void tell(Path folder, String kinds, Collection<Path> written) throws IOException {
        Set<Path> ours = written.stream().map(Leftovers::plain).collect(Collectors.toSet());
        List<Path> others = new ArrayList<>();
        add(others, kinds, folder);
        Path checkpoints = folder.resolve("checkpoints");
        if (Files.isDirectory(checkpoints)) {
            try (DirectoryStream<Path> runs = Files.newDirectoryStream(checkpoints)) {
                for (Path run : runs) {
                    add(others, kinds, run);
                }
            }
        }
        others.removeIf(file -> ours.contains(plain(file)));
        if (!others.isEmpty()) {
            others.sort(null);
            System.err.println(
                    "eigendrift: " + folder + " holds files that this command did not write: " + others.size()
                            + ", such as " + folder.relativize(others.get(0))
                            + ".\nMaybe of an earlier export; take them away, or choose a new folder.");
        }
    }

    private static void add(List<Path> files, String kinds, Path folder) throws IOException {
        try (DirectoryStream<Path> some = Files.newDirectoryStream(folder, kinds)) {
            some.forEach(files::add);
        } catch (NotDirectoryException none) {
            // The path is not a folder, so it holds no such files.
        }
    }

    private static Path plain(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
