package eigendrift.checkpoints;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The network and the optimizer of a checkpoint as an experiment file. */
public final class ExperimentText {

    private ExperimentText() {}

    /** The file; what a checkpoint cannot say is left to fill in, and said. */
    public static String of(Checkpoint checkpoint, Layers layers) {
        List<Integer> widths = layers.widths();
        int last = widths.size() - 1;
        StringBuilder text = new StringBuilder("experiment {\n  name = mine\n");
        line(
                text,
                "data { source = csv, path = FILE, target = COLUMN }",
                "fill in: " + widths.get(0) + " inputs, " + widths.get(last) + " outputs");
        line(
                text,
                "network { hidden = " + widths.subList(1, last) + ", activation = relu }",
                "no file says the activation");
        line(text, "loss = cross-entropy", "nor the loss");
        checkpoint.optimizer().ifPresent(optimizer -> optimizer(text, optimizer));
        return text.append("}").toString();
    }

    private static void optimizer(StringBuilder text, OptimizerState optimizer) {
        List<String> types = optimizer.types();
        if (types.isEmpty()) {
            text.append("  # optimizers: of no rule that Eigendrift has\n");
            return;
        }
        String type = types.get(0);
        String settings = optimizer.settings(type).entrySet().stream()
                .map(setting -> ", " + setting.getKey() + " = " + written(setting.getValue()))
                .collect(Collectors.joining());
        text.append("  optimizers = [{ type = ").append(type).append(settings).append(" }]");
        comment(optimizer, types).ifPresent(comment -> text.append(" # ").append(comment));
        text.append('\n');
    }

    private static String written(Object value) {
        return value.toString().replace(".0E", "e");
    }

    private static Optional<String> comment(OptimizerState optimizer, List<String> types) {
        if (types.size() > 1) {
            return Optional.of("or " + types.get(1) + ": the file does not say which");
        }
        if (optimizer.withoutCounterpart().isPresent()) {
            return Optional.of(optimizer.withoutCounterpart().get() + " was used, which is not here");
        }
        boolean same = optimizer.groups().stream()
                        .map(OptimizerState.Group::settings)
                        .distinct()
                        .count()
                < 2;
        return same
                ? Optional.empty()
                : Optional.of("of the first of " + optimizer.groups().size() + " groups");
    }

    private static void line(StringBuilder text, String line, String comment) {
        text.append(String.format(Locale.ROOT, "  %-52s# %s%n", line, comment).replace("\r", ""));
    }
}
