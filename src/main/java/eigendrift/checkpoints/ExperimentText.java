package eigendrift.checkpoints;

import eigendrift.tensors.TensorFile.Format;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The network and the optimizer of a checkpoint as an experiment file. */
public final class ExperimentText {

    private ExperimentText() {}

    /** The file; what a checkpoint cannot say is to be filled in, and said. */
    public static String of(Checkpoint checkpoint, Layers layers) {
        List<Integer> widths = layers.widths();
        int last = widths.size() - 1;
        StringBuilder text = new StringBuilder("experiment {\n  name = mine\n");
        text.append("  # Fill in the data: ").append(widths.get(0)).append(" inputs, ");
        text.append(widths.get(last)).append(" outputs, as the network saw them.\n");
        text.append("  data { source = arrays, path = FILE, inputs = x, targets = y }\n");
        text.append("  # Set these two: no file of weights says the activation or the loss.\n");
        text.append("  network { hidden = ").append(widths.subList(1, last));
        text.append(", activation = relu").append(weights(checkpoint)).append(" }\n");
        text.append("  loss = cross-entropy\n");
        checkpoint.optimizer().ifPresent(optimizer -> optimizer(text, optimizer));
        return text.append("}").toString();
    }

    /** An .npz is read in the order of its arrays there, whatever their names say. */
    private static String weights(Checkpoint checkpoint) {
        String path = checkpoint.file().file().toString().replace("\\", "\\\\").replace("\"", "\\\"");
        return checkpoint.file().format() == Format.NPZ ? "" : ", initial-weights = \"" + path + "\"";
    }

    private static void optimizer(StringBuilder text, OptimizerState optimizer) {
        List<String> types = optimizer.types();
        if (types.isEmpty()) {
            text.append("  # The optimizer is of no rule that Eigendrift has.\n");
            return;
        }
        String type = types.get(0);
        String settings = optimizer.settings(type).entrySet().stream()
                .map(setting -> ", " + setting.getKey() + " = " + written(setting.getValue()))
                .collect(Collectors.joining());
        comment(optimizer, types)
                .ifPresent(comment -> text.append("  # ").append(comment).append(".\n"));
        text.append("  optimizers = [{ type = ").append(type).append(settings).append(" }]\n");
    }

    private static String written(Object value) {
        return value.toString().replace(".0E", "e");
    }

    private static Optional<String> comment(OptimizerState optimizer, List<String> types) {
        if (types.size() > 1) {
            return Optional.of("Or " + types.get(1) + ", the file does not say which");
        }
        if (optimizer.withoutCounterpart().isPresent()) {
            return Optional.of(optimizer.withoutCounterpart().get() + " was used, which Eigendrift has not");
        }
        boolean same = optimizer.groups().stream()
                        .map(OptimizerState.Group::settings)
                        .distinct()
                        .count()
                < 2;
        return same
                ? Optional.empty()
                : Optional.of("Of the first of " + optimizer.groups().size() + " groups");
    }
}
