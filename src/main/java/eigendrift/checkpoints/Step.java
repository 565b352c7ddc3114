package eigendrift.checkpoints;

import eigendrift.tensors.TensorFile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Updates before a checkpoint was taken.
 *
 * @param source where that is said
 */
public record Step(long step, String source) {

    /** Under which names trainers keep it. */
    private static final List<String> NAMES = List.of(
            "global_step",
            "iter_num",
            "step",
            "iteration",
            "num_updates",
            "__metadata__.global_step",
            "__metadata__.step");

    private static final Pattern NAMED =
            Pattern.compile("(?i)(?<![a-z])(?:step|iter|checkpoint|ckpt)s?[-_=]?(\\d{1,18})");

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})");

    /** What the file says inside, else its name, else the name of its folder. */
    static Optional<Step> of(TensorFile file) {
        for (String name : NAMES) {
            Optional<Long> inside = whole(file.values().get(name));
            if (inside.isPresent()) {
                return Optional.of(new Step(inside.get(), name));
            }
        }
        String name = file.file().getFileName().toString();
        String stem = name.replaceFirst("(\\.index)?\\.[a-zA-Z]+$", "");
        String folder = Optional.ofNullable(file.file().toAbsolutePath().getParent())
                .map(parent -> String.valueOf(parent.getFileName()))
                .orElse("");
        return last(NAMED, stem)
                .or(() -> last(NAMED, folder).filter(step -> last(NUMBER, stem).isEmpty() || isShard(stem)))
                .or(() -> last(NUMBER, stem).filter(step -> !isShard(stem)));
    }

    private static boolean isShard(String stem) {
        return stem.matches(".*-\\d+-of-\\d+");
    }

    private static Optional<Long> whole(Object value) {
        if (value instanceof Long step && step >= 0) {
            return Optional.of(step);
        }
        if (value instanceof String text && text.matches("\\d{1,18}")) {
            return Optional.of(Long.parseLong(text));
        }
        return Optional.empty();
    }

    private static Optional<Step> last(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        Optional<Step> last = Optional.empty();
        while (matcher.find()) {
            last = Optional.of(new Step(Long.parseLong(matcher.group(1)), name));
        }
        return last;
    }
}
