package eigendrift.checkpoints;

import eigendrift.tensors.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What torch.optim keeps for each parameter, as vectors over all parameters under the names of Eigendrift's rules. */
final class StateVectors {

    private static final Map<String, String> MOMENTS =
            Map.of("exp_avg", "first-moment", "exp_avg_sq", "second-moment", "max_exp_avg_sq", "largest-second-moment");

    /** The names by rule; what is not here is no vector, or follows from the number of updates. */
    private static final Map<String, Map<String, String>> NAMES = Map.of(
            "sgd",
            Map.of("momentum_buffer", "momentum"),
            "adam",
            MOMENTS,
            "adamw",
            MOMENTS,
            "amsgrad",
            MOMENTS,
            "nadam",
            MOMENTS,
            "radam",
            MOMENTS,
            "adamax",
            Map.of("exp_avg", "first-moment", "exp_inf", "largest-gradient"),
            "rmsprop",
            Map.of(
                    "square_avg", "square-average",
                    "grad_avg", "gradient-average",
                    "momentum_buffer", "momentum"),
            "adagrad",
            Map.of("sum", "square-sum"),
            "lion",
            Map.of("exp_avg", "momentum"));

    private StateVectors() {}

    /**
     * Reads the vectors, each in the layout of {@link Layers#read}.
     *
     * @param weights in the order of PyTorch
     * @return none if it is not certain which parameter a number is
     */
    static Optional<SortedMap<String, double[]>> read(
            OptimizerState optimizer, String type, Layers layers, List<Tensor> weights) {
        return optimizer.parameters(weights).map(numbered -> {
            Map<Tensor, Map<String, Tensor>> kept = new HashMap<>();
            numbered.forEach(
                    (number, tensor) -> kept.put(tensor, optimizer.state().getOrDefault(number, Map.of())));
            SortedMap<String, double[]> vectors = new TreeMap<>();
            NAMES.getOrDefault(type, Map.of()).forEach((theirs, ours) -> {
                if (kept.values().stream().allMatch(ofOne -> ofOne.containsKey(theirs))) {
                    vectors.put(
                            ours,
                            layers.with(tensor -> kept.get(tensor).get(theirs)).read());
                }
            });
            return vectors;
        });
    }
}
