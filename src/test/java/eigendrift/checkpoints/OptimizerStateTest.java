package eigendrift.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.tensors.Fixtures;
import eigendrift.tensors.Tensor;
import eigendrift.tensors.TensorFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against states that torch.optim saved after three updates. */
class OptimizerStateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            optimizers/sgd.pt              | sgd        | momentum_buffer
            optimizers/adam.pt             | adam       | step exp_avg exp_avg_sq
            optimizers/adamw.pt            | adamw adam | step exp_avg exp_avg_sq
            optimizers/amsgrad.pt          | amsgrad    | step exp_avg exp_avg_sq max_exp_avg_sq
            optimizers/adamax.pt           | adamax     | step exp_avg exp_inf
            optimizers/nadam.pt            | nadam      | step mu_product exp_avg exp_avg_sq
            optimizers/radam.pt            | radam      | step exp_avg exp_avg_sq
            optimizers/rmsprop.pt          | rmsprop    | square_avg
            optimizers/centered.pt         | rmsprop    | square_avg grad_avg momentum_buffer
            optimizers/adagrad.pt          | adagrad    | step sum
            lightning/epoch=1-step=30.ckpt | adam       | step exp_avg exp_avg_sq
            """)
    void isOfItsRule(String name, String types, String kept) {
        try (TensorFile file = TensorFile.open(Fixtures.path(name))) {
            OptimizerState optimizer = Checkpoint.of(file).optimizer().orElseThrow();
            assertThat(optimizer.types()).isEqualTo(List.of(types.split(" ")));
            assertThat(optimizer.kept()).contains(kept.split(" "));
            assertThat(optimizer.withoutCounterpart()).isEmpty();
            assertThat(optimizer.state()).containsOnlyKeys(0L, 1L, 2L, 3L);
        }
    }

    /** Groups of weights and of biases, so numbers do not go by layers; moments have the shape of their parameter. */
    @ParameterizedTest
    @CsvSource({"optimizers/adam.pt, 0 1 2 3", "optimizers/groups.pt, 0 2 1 3"})
    void knowsItsParameters(String name, String expected) {
        try (TensorFile file = TensorFile.open(Fixtures.path(name))) {
            Checkpoint checkpoint = Checkpoint.of(file);
            OptimizerState optimizer = checkpoint.optimizer().orElseThrow();
            Map<Long, Tensor> tensors =
                    optimizer.parameters(checkpoint.weights()).orElseThrow();
            Map<Tensor, Long> numbers =
                    tensors.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
            assertThat(checkpoint.weights().stream().map(numbers::get).toList())
                    .isEqualTo(Arrays.stream(expected.split(" "))
                            .map(Long::valueOf)
                            .toList());
            tensors.forEach((number, tensor) -> assertThat(
                            optimizer.state().get(number).get("exp_avg").shape())
                    .isEqualTo(tensor.shape()));
        }
    }

    @Test
    void doesNotGuessItsParameters() {
        try (TensorFile file = TensorFile.open(Fixtures.path("optimizers/groups.pt"));
                TensorFile square = TensorFile.open(Fixtures.path("square.pt"))) {
            OptimizerState optimizer = Checkpoint.of(file).optimizer().orElseThrow();
            assertThat(optimizer.parameters(Checkpoint.of(square).weights())).isEmpty();
            assertThat(optimizer.parameters(List.of())).isEmpty();
            // Nothing is kept and each group has a matrix and a vector of each shape: any way would do.
            OptimizerState bare = bare(optimizer.groups());
            assertThat(bare.parameters(Checkpoint.of(file).weights())).isEmpty();
        }
    }

    @Test
    void goesByNamesWhereItHasThem() {
        try (TensorFile file = TensorFile.open(Fixtures.path("optimizers/adam.pt"))) {
            List<Tensor> weights = Checkpoint.of(file).weights();
            OptimizerState.Group group = new OptimizerState.Group(
                    List.of(0L, 1L, 2L, 3L), List.of("2.bias", "2.weight", "0.bias", "0.weight"), Map.of());
            Map<Long, Tensor> named = bare(List.of(group)).parameters(weights).orElseThrow();
            assertThat(named.get(0L).name()).isEqualTo("model.2.bias");
            assertThat(named.get(3L).name()).isEqualTo("model.0.weight");
        }
    }

    @Test
    void saysWhichSettingIsNotHere() {
        for (Map<String, Object> settings : List.<Map<String, Object>>of(
                Map.of("lr", .1, "dampening", .5), Map.of("lr", .1, "dampening", 0L, "maximize", true))) {
            OptimizerState.Group group = new OptimizerState.Group(List.of(0L), List.of(), settings);
            OptimizerState optimizer = bare(List.of(group));
            assertThat(optimizer.types()).containsExactly("sgd");
            assertThat(optimizer.withoutCounterpart()).isPresent();
        }
        OptimizerState unknown = bare(List.of(new OptimizerState.Group(List.of(0L), List.of(), Map.of("lr", .1))));
        assertThat(unknown.types()).isEmpty();
    }

    /** A state that keeps nothing. */
    private static OptimizerState bare(List<OptimizerState.Group> groups) {
        return new OptimizerState("", groups, Map.of(), Optional.empty());
    }
}
