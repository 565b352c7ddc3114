package eigendrift.checkpoints;

import eigendrift.files.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Which files are checkpoints, in the order of the numbers in their names. */
public final class CheckpointFiles {

    private static final Pattern SUFFIX = Pattern.compile("(?i).*\\.(npz|npy|safetensors|pt|pth|bin|ckpt)");

    /** What trainers write beside the weights. */
    private static final Pattern BESIDE =
            Pattern.compile("(optimizer|scheduler|scaler|rng_state.*|training_args)\\.(pt|pth|bin)");

    private static final Pattern SHARD = Pattern.compile(".*-\\d+-of-\\d+\\.(safetensors|bin)");

    /** Of one model in a folder, by Hugging Face, the one to read first. */
    private static final List<String> MODELS = List.of(
            "model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json");

    private static final Comparator<Path> ORDER = Comparator.comparing(Path::toString, NaturalOrder.COMPARATOR);

    private CheckpointFiles() {}

    /**
     * The files that a word names: a file; the checkpoints of a folder, either files or folders as Hugging Face writes;
     * or what matches a pattern with {@code *, **, ?, []} or {@code {}}.
     *
     * @throws DataException if there is none
     */
    public static List<Path> find(String word) {
        Path path = Path.of(word);
        try {
            if (Files.isDirectory(path)) {
                List<Path> found = inFolder(path);
                if (found.isEmpty()) {
                    throw new DataException(path + ": expected checkpoints (.npz, .npy, .safetensors, .pt, .pth, .bin,"
                            + " .ckpt), found none in the folder");
                }
                return found;
            }
            return Files.exists(path) || !word.matches(".*[*?\\[{].*") ? List.of(path) : matching(word);
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(path + ": cannot be read: " + e, e);
        }
    }

    private static List<Path> inFolder(Path folder) throws IOException {
        Optional<Path> model = model(folder);
        if (model.isPresent()) {
            return List.of(model.get());
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.flatMap(entry -> Files.isDirectory(entry) ? model(entry).stream() : Stream.of(entry))
                    .filter(CheckpointFiles::isCheckpoint)
                    .sorted(ORDER)
                    .toList();
        }
    }

    /** The state of the optimizer, which Hugging Face writes into a file of its own beside the model. */
    public static Optional<Path> optimizerBeside(Path file) {
        return Optional.of(file.resolveSibling("optimizer.pt"))
                .filter(beside -> MODELS.contains(file.getFileName().toString()))
                .filter(Files::isRegularFile);
    }

    private static Optional<Path> model(Path folder) {
        return MODELS.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    private static boolean isCheckpoint(Path file) {
        String name = file.getFileName().toString();
        return MODELS.contains(name)
                || SUFFIX.matcher(name).matches()
                        && !SHARD.matcher(name).matches()
                        && !BESIDE.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    private static List<Path> matching(String word) throws IOException {
        PathMatcher matcher;
        try {
            matcher = FileSystems.getDefault().getPathMatcher("glob:" + word);
        } catch (PatternSyntaxException e) {
            throw new DataException(word + ": expected a file, a folder or a pattern, found " + e.getDescription(), e);
        }
        String fixed = word.replaceFirst("[^/]*[*?\\[{].*", "");
        try (Stream<Path> files = Files.walk(Path.of(fixed))) {
            List<Path> found = files.filter(matcher::matches)
                    .filter(Files::isRegularFile)
                    .sorted(ORDER)
                    .toList();
            if (found.isEmpty()) {
                throw new DataException(word + ": expected checkpoints, found no file of such a name");
            }
            return found;
        }
    }
}
