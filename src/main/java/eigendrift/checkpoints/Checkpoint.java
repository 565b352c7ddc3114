package eigendrift.checkpoints;

import eigendrift.files.DataException;
import eigendrift.tensors.Tensor;
import eigendrift.tensors.TensorFile;
import eigendrift.tensors.TensorFile.Format;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an open file says of a training.
 *
 * @param weights the tensors of the network, in the order of the file
 * @param doubtful tensors elsewhere in the file that may be of the network too
 * @param optimizers states of optimizers; Lightning writes several if there are
 */
public record Checkpoint(
        TensorFile file, List<Tensor> weights, List<Tensor> doubtful, List<OptimizerState> optimizers) {

    /** Where frameworks put the state_dict of the network. */
    private static final List<String> PLACES =
            List.of("state_dict", "model_state_dict", "model", "net", "network", "module", "params");

    /**
     * The content of a file. The weights are the tensors at the first of the usual places that has some, else all
     * tensors that are not of an optimizer.
     */
    public static Checkpoint of(TensorFile file) {
        List<OptimizerState> optimizers = OptimizerState.all(file);
        List<Tensor> tensors = file.tensors().values().stream()
                .filter(tensor -> optimizers.stream().noneMatch(optimizer -> optimizer.holds(tensor)))
                .toList();
        String place = PLACES.stream()
                .filter(usual -> file.format() == Format.TORCH)
                .filter(usual -> tensors.stream().anyMatch(tensor -> isAt(usual, tensor)))
                .findFirst()
                .orElse("");
        List<Tensor> doubtful = tensors.stream()
                .filter(tensor -> !isAt(place, tensor))
                .filter(tensor -> tensor.shape().length > 0 && tensor.type().contains("float"))
                .toList();
        return new Checkpoint(
                file, tensors.stream().filter(tensor -> isAt(place, tensor)).toList(), doubtful, optimizers);
    }

    /**
     * The content of a file whose weights are at a place.
     *
     * @param place such as {@code model}
     * @throws DataException if there is no tensor
     */
    public static Checkpoint of(TensorFile file, String place) {
        List<Tensor> weights = file.tensors().values().stream()
                .filter(tensor -> isAt(place, tensor))
                .toList();
        if (weights.isEmpty()) {
            throw new DataException(file.file() + ": expected tensors at " + place + ", found " + places(file));
        }
        return new Checkpoint(file, weights, List.of(), OptimizerState.all(file));
    }

    private static boolean isAt(String place, Tensor tensor) {
        return place.isEmpty() || tensor.name().startsWith(place + ".");
    }

    private static String places(TensorFile file) {
        return file.tensors().keySet().stream()
                .map(name -> name.replaceFirst("\\..*", ""))
                .distinct()
                .limit(20)
                .collect(Collectors.joining(", "));
    }

    /** The same, with the optimizers of another file, which has to stay open as well. */
    public Checkpoint withOptimizers(TensorFile beside) {
        return new Checkpoint(file, weights, doubtful, OptimizerState.all(beside));
    }

    /**
     * The layers of the network.
     *
     * @throws DataException if the weights are not those of a multilayer perceptron, or there are others that may be of
     *     it
     */
    public Layers layers() {
        return layers(widths -> true);
    }

    /** The layers, where it is known which widths can be. */
    public Layers layers(Predicate<List<Integer>> widths) {
        if (!doubtful.isEmpty()) {
            throw new DataException(file.file() + ": expected one network, found "
                    + weights.get(0).name() + " and " + doubtful.get(0).name()
                    + "\nMaybe say where the weights are: --model PLACE.");
        }
        return LayerMapping.find(weights, file.file().toString(), widths);
    }

    /** The tensors of the layers in the order in which PyTorch counts parameters, as far as the file tells. */
    public List<Tensor> inOrder(Layers layers) {
        List<Tensor> parameters = layers.layers().stream()
                .flatMap(layer -> Stream.of(layer.weight(), layer.bias()))
                .toList();
        return file.format() == Format.TORCH
                ? weights.stream().filter(parameters::contains).toList()
                : parameters;
    }

    /** After how many updates it was taken, if that is said. */
    public Optional<Step> step() {
        return Step.of(file);
    }

    /** The state of the optimizer, if there is one alone. */
    public Optional<OptimizerState> optimizer() {
        return optimizers.size() == 1 ? Optional.of(optimizers.get(0)) : Optional.empty();
    }
}
