package eigendrift.cli;

import eigendrift.checkpoints.Checkpoint;
import eigendrift.checkpoints.ExperimentText;
import eigendrift.checkpoints.Layers;
import eigendrift.checkpoints.Layers.Layer;
import eigendrift.checkpoints.OptimizerState;
import eigendrift.checkpoints.Step;
import eigendrift.files.DataException;
import eigendrift.tensors.Tensor;
import eigendrift.text.Numbers;
import eigendrift.text.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What inspect says of a checkpoint. */
final class CheckpointFacts {

    private final Checkpoint checkpoint;
    private Optional<Layers> layers = Optional.empty();
    private String reason = "";

    CheckpointFacts(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        try {
            layers = Optional.of(checkpoint.layers());
        } catch (DataException e) {
            reason = e.getMessage();
        }
    }

    /** A line among those of other files. */
    Object[] row() {
        return new Object[] {
            checkpoint.file().file(),
            format(),
            checkpoint.step().map(Step::step).orElse(null),
            checkpoint.file().tensors().size(),
            layers.map(CheckpointFacts::widths).orElse(null),
            layers.map(Layers::parameters).orElse(null),
            checkpoint.optimizer().map(CheckpointFacts::rule).orElse(null)
        };
    }

    /** A page on this file alone. */
    String text() {
        TextTable head = new TextTable("", "");
        head.row("file", checkpoint.file().file());
        head.row("format", format());
        checkpoint.step().ifPresent(step -> head.row("step", step.step() + ", by " + step.source()));
        layers.ifPresent(
                found -> head.row("network", widths(found) + ", " + Numbers.count(found.parameters(), "parameter")));
        checkpoint.optimizers().forEach(optimizer -> head.row("optimizer", described(optimizer)));
        List<String> parts = new ArrayList<>(List.of(head.toString(), tensors()));
        layers.ifPresentOrElse(
                found -> {
                    parts.add(layers(found));
                    state(found).ifPresent(parts::add);
                    parts.add(ExperimentText.of(checkpoint, found));
                },
                () -> parts.add("No layers were found.\n" + reason));
        return String.join("\n\n", parts);
    }

    /** All but those of optimizers, of which the head says what they are. */
    private String tensors() {
        TextTable table = new TextTable("tensor", "type", "shape");
        checkpoint.file().tensors().values().stream()
                .filter(tensor -> checkpoint.optimizers().stream().noneMatch(optimizer -> optimizer.holds(tensor)))
                .forEach(tensor -> table.row(tensor.name(), tensor.type(), shape(tensor)));
        return table.toString();
    }

    private String layers(Layers found) {
        TextTable table = new TextTable("layer", "inputs", "outputs", "weight", "bias", "numbers in the optimizer");
        Map<Tensor, Long> numbers = numbers(found);
        int number = 0;
        for (Layer layer : found.layers()) {
            table.row(
                    ++number,
                    layer.inputs(),
                    layer.outputs(),
                    layer.weight().name() + (layer.transposed() ? ", transposed" : ""),
                    layer.bias().name(),
                    numbers.isEmpty() ? null : numbers.get(layer.weight()) + ", " + numbers.get(layer.bias()));
        }
        return table.toString();
    }

    /** The vectors that the optimizer keeps, if it is certain which is whose. */
    private Optional<String> state(Layers found) {
        return checkpoint
                .optimizer()
                .flatMap(optimizer -> optimizer.vectors(found, checkpoint.inOrder(found)))
                .filter(vectors -> !vectors.isEmpty())
                .map(vectors -> {
                    TextTable table = new TextTable("state", "norm", "largest");
                    vectors.forEach((name, vector) -> table.row(
                            name,
                            Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum()),
                            Arrays.stream(vector).map(Math::abs).max().orElse(0)));
                    return table.toString();
                });
    }

    /** The number by which the optimizer knows each tensor, if that is certain. */
    private Map<Tensor, Long> numbers(Layers found) {
        Map<Tensor, Long> numbers = new LinkedHashMap<>();
        checkpoint
                .optimizer()
                .flatMap(optimizer -> optimizer.parameters(checkpoint.inOrder(found)))
                .ifPresent(tensors -> tensors.forEach((number, tensor) -> numbers.put(tensor, number)));
        return numbers;
    }

    /** The same for programs. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", checkpoint.file().file().toString());
        facts.put("format", format());
        facts.put("step", checkpoint.step().map(Step::step).orElse(null));
        facts.put(
                "tensors",
                checkpoint.file().tensors().values().stream()
                        .map(CheckpointFacts::facts)
                        .toList());
        facts.put("values", checkpoint.file().values());
        facts.put(
                "layers",
                layers.map(found -> found.layers().stream()
                                .map(CheckpointFacts::facts)
                                .toList())
                        .orElse(null));
        facts.put("reason", reason.isEmpty() ? null : reason);
        facts.put(
                "optimizers",
                checkpoint.optimizers().stream().map(CheckpointFacts::facts).toList());
        facts.put(
                "experiment",
                layers.map(found -> ExperimentText.of(checkpoint, found)).orElse(null));
        return facts;
    }

    private static Map<String, Object> facts(Tensor tensor) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", tensor.name());
        facts.put("type", tensor.type());
        facts.put("shape", tensor.shape());
        return facts;
    }

    private static Map<String, Object> facts(Layer layer) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("inputs", layer.inputs());
        facts.put("outputs", layer.outputs());
        facts.put("weight", layer.weight().name());
        facts.put("bias", layer.bias().name());
        facts.put("transposed", layer.transposed());
        return facts;
    }

    private static Map<String, Object> facts(OptimizerState optimizer) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("types", optimizer.types());
        facts.put("kept", optimizer.kept());
        facts.put("updates", optimizer.updates().orElse(null));
        facts.put(
                "groups",
                optimizer.groups().stream().map(CheckpointFacts::facts).toList());
        return facts;
    }

    private static Map<String, Object> facts(OptimizerState.Group group) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("parameters", group.parameters());
        facts.put("settings", group.settings());
        return facts;
    }

    private String format() {
        return switch (checkpoint.file().format()) {
            case TORCH -> "torch.save";
            case SHARDS -> "shards";
            case NPY, NPZ, SAFETENSORS ->
                "." + checkpoint.file().format().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String described(OptimizerState optimizer) {
        String groups = optimizer.groups().stream()
                .map(group -> "lr " + group.settings().getOrDefault("lr", "–") + " for "
                        + Numbers.count(group.parameters().size(), "tensor"))
                .collect(Collectors.joining("; "));
        String kept = optimizer.kept().isEmpty() ? "nothing" : String.join(", ", optimizer.kept());
        String updates = optimizer
                .updates()
                .map(count -> " after " + Numbers.count(count, "update"))
                .orElse("");
        return rule(optimizer) + updates + ", " + groups + "; keeps " + kept;
    }

    private static String rule(OptimizerState optimizer) {
        return optimizer.types().isEmpty() ? "of another rule" : String.join(" or ", optimizer.types());
    }

    private static String widths(Layers layers) {
        return layers.widths().stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    private static String shape(Tensor tensor) {
        long[] shape = tensor.shape();
        return shape.length == 0
                ? "scalar"
                : Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(" x "));
    }
}
