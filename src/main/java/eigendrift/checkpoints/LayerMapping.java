package eigendrift.checkpoints;

import eigendrift.checkpoints.Layers.Layer;
import eigendrift.files.DataException;
import eigendrift.tensors.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds the layers of a multilayer perceptron among the tensors of a file.
 *
 * <p>A layer is a matrix and a vector as long as its outputs. A {@code weight} is outputs x inputs and belongs to the
 * {@code bias} of the same stem, as {@code fc1.weight} and {@code fc1.bias}; a {@code kernel} is inputs x outputs. For
 * matrices of other names, as {@code W1}, either is tried, the same for all, with every vector. Layers follow each
 * other if the outputs of one are as many as the inputs of the next, and names that differ in numbers alone are in the
 * order of these. There must be exactly one such order of all tensors.
 */
public final class LayerMapping {

    /** What {@code export --format npz} writes beside the layers. */
    private static final List<String> OF_EXPORT =
            List.of("parameters", "eigenvalues", "eigenvectors", "density_nodes", "density_weights");

    private static final List<String> WEIGHT_NORM = List.of("weight_g", "weight_v", "original0", "original1");

    /** Tensors in a message. */
    private static final int SHOWN = 20;

    private static final int MOST_LAYERS = 200;

    /** Orders that are tried; more may not be told apart. */
    private static final int MOST_TRIALS = 10_000;

    private final List<Tensor> matrices;
    private final List<Tensor> vectors;
    private final Predicate<List<Integer>> widths;
    private final List<Layers> found = new ArrayList<>();
    private final List<Layers> unfit = new ArrayList<>();
    private final List<Layer> chosen = new ArrayList<>();
    private int trials;

    private LayerMapping(List<Tensor> matrices, List<Tensor> vectors, Predicate<List<Integer>> widths) {
        this.matrices = matrices;
        this.vectors = vectors;
        this.widths = widths;
    }

    /**
     * The layers.
     *
     * @param where file, for the messages
     * @throws DataException if there are other tensors, or none or several orders
     */
    public static Layers find(Collection<Tensor> tensors, String where) {
        return find(tensors, where, found -> true);
    }

    /**
     * The layers, where more is known.
     *
     * @param widths whether these, from the inputs to the outputs, can be
     * @throws DataException as above, and if no order has such widths
     */
    public static Layers find(Collection<Tensor> tensors, String where, Predicate<List<Integer>> widths) {
        List<Tensor> all = tensors.stream()
                .filter(tensor -> !OF_EXPORT.contains(tensor.name()))
                .sorted(Comparator.comparing(Tensor::name, NaturalOrder.COMPARATOR))
                .toList();
        refuseOthers(all, where);
        List<Tensor> matrices =
                all.stream().filter(tensor -> tensor.shape().length == 2).toList();
        List<Tensor> vectors =
                all.stream().filter(tensor -> tensor.shape().length == 1).toList();
        if (matrices.size() > MOST_LAYERS) {
            throw new DataException(
                    where + ": expected at most " + MOST_LAYERS + " layers, found " + matrices.size() + " matrices");
        }
        if (matrices.isEmpty() || matrices.size() != vectors.size()) {
            throw new DataException(where + ": expected a matrix and a vector for each layer, found " + matrices.size()
                    + " matrices and " + vectors.size() + " vectors:\n" + listed(all)
                    + "\nLayers without a bias, embeddings and normalizations are not followed.");
        }
        LayerMapping mapping = new LayerMapping(matrices, vectors, widths);
        mapping.extend(false);
        if (matrices.stream().noneMatch(LayerMapping::knowsItsSide)) {
            mapping.extend(true);
        }
        if (mapping.found.size() == 1 && mapping.trials < MOST_TRIALS) {
            return mapping.found.get(0);
        }
        if (mapping.found.isEmpty() && !mapping.unfit.isEmpty()) {
            throw new DataException(where + ": expected other widths, found "
                    + mapping.unfit.get(0).widths().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining("-")));
        }
        throw new DataException(where + ": expected one order in which the layers follow each other, found "
                + (mapping.found.isEmpty() ? "none" : "several") + ":\n" + listed(all)
                + "\nMaybe save them under names that count: fc1.weight, fc1.bias, fc2.weight, ...");
    }

    private static void refuseOthers(List<Tensor> all, String where) {
        if (all.isEmpty()) {
            throw new DataException(where + ": expected the weights of a network, found no tensor");
        }
        if (all.stream().anyMatch(tensor -> WEIGHT_NORM.contains(last(tensor)))) {
            throw new DataException(where + ": expected weights, found their norms and directions:\n" + listed(all)
                    + "\nMaybe remove_weight_norm, or remove_parametrizations, before it is saved.");
        }
        List<Tensor> others = all.stream().filter(tensor -> !fits(tensor)).toList();
        if (!others.isEmpty()) {
            throw new DataException(where
                    + ": expected the matrices and vectors of a multilayer perceptron, found also\n" + listed(others));
        }
    }

    private static boolean fits(Tensor tensor) {
        long[] shape = tensor.shape();
        return tensor.readable()
                && (tensor.type().startsWith("float") || tensor.type().startsWith("bfloat"))
                && (shape.length == 1 || shape.length == 2)
                && Arrays.stream(shape).allMatch(extent -> extent > 0 && extent <= Integer.MAX_VALUE);
    }

    /** Appends each layer that may come next, until the layers are complete or two orders are found. */
    private void extend(boolean otherSide) {
        if (found.size() > 1 || trials >= MOST_TRIALS) {
            return;
        }
        trials++;
        if (chosen.size() == matrices.size()) {
            Layers layers = new Layers(chosen);
            (widths.test(layers.widths()) ? found : unfit).add(layers);
            return;
        }
        for (Tensor weight : next(matrices, Layer::weight)) {
            boolean transposed = last(weight).equals("kernel") || otherSide;
            for (Tensor bias : knowsItsSide(weight) ? own(weight) : next(vectors, Layer::bias)) {
                Layer layer = new Layer(weight, bias, transposed);
                boolean follows =
                        chosen.isEmpty() || chosen.get(chosen.size() - 1).outputs() == layer.inputs();
                if (follows && bias.shape()[0] == layer.outputs()) {
                    chosen.add(layer);
                    extend(otherSide);
                    chosen.remove(chosen.size() - 1);
                }
            }
        }
    }

    private List<Tensor> own(Tensor weight) {
        return vectors.stream()
                .filter(vector -> last(vector).equals("bias") && stem(vector).equals(stem(weight)))
                .toList();
    }

    /** Those that are not chosen yet, of names that count only the first. */
    private List<Tensor> next(List<Tensor> all, Function<Layer, Tensor> part) {
        List<Tensor> left = all.stream()
                .filter(tensor -> chosen.stream().noneMatch(layer -> part.apply(layer) == tensor))
                .toList();
        return left.stream()
                .collect(Collectors.toMap(
                        tensor -> NaturalOrder.skeleton(tensor.name()),
                        tensor -> tensor,
                        (first, second) -> first,
                        LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private static boolean knowsItsSide(Tensor matrix) {
        return last(matrix).equals("weight") || last(matrix).equals("kernel");
    }

    private static String last(Tensor tensor) {
        return tensor.name().substring(tensor.name().lastIndexOf('.') + 1);
    }

    private static String stem(Tensor tensor) {
        return tensor.name().substring(0, Math.max(0, tensor.name().lastIndexOf('.')));
    }

    private static String listed(List<Tensor> tensors) {
        String shown =
                tensors.stream().limit(SHOWN).map(tensor -> "  " + tensor).collect(Collectors.joining("\n"));
        return shown + (tensors.size() > SHOWN ? "\n  and " + (tensors.size() - SHOWN) + " more" : "");
    }
}
