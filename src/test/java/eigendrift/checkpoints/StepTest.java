package eigendrift.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.tensors.Fixtures;
import eigendrift.tensors.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "checkpoint-500/model.safetensors, 500",
        "checkpoint-500/model-00001-of-00002.safetensors, 500",
        "run7/checkpoint-500/pytorch_model.bin, 500",
        "seed3/step1000.npz, 1000",
        "seed3/epoch=4-step=1200.ckpt, 1200",
        "seed3/epoch=4-step=1200-v1.ckpt, 1200",
        "seed3/ckpt_000250.pt, 250",
        "seed3/iter-12.pt, 12",
        "seed3/mlp2-75.pt, 75",
        "seed3/weights.pt,",
        "step30/weights.pt, 30",
        "runs/model-00001-of-00002.safetensors,",
    })
    void isInTheName(String name, Long expected) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.copy(Fixtures.path("special.safetensors"), file);
        try (TensorFile opened = TensorFile.open(file)) {
            assertThat(Step.of(opened).map(Step::step).orElse(null)).isEqualTo(expected);
        }
    }

    @Test
    void isRatherInTheFile() throws IOException {
        assertInside("lightning/epoch=1-step=30.ckpt", new Step(30, "global_step"));
        assertInside("optimizers/adam.pt", new Step(3, "iter_num"));
        assertInside("optimizers/groups.pt", new Step(1, "step"));
        assertInside("types.safetensors", new Step(7, "__metadata__.step"));
    }

    private void assertInside(String name, Step expected) throws IOException {
        Path file = Files.copy(Fixtures.path(name), folder.resolve("step99" + expected.step()));
        try (TensorFile opened = TensorFile.open(file)) {
            assertThat(Step.of(opened)).contains(expected);
        }
    }
}
