package eigendrift.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eigendrift.config.DataConfig;
import eigendrift.config.Task;
import eigendrift.files.DataException;
import eigendrift.tensors.Fixtures;
import eigendrift.tensors.Npz;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArraySourceTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeArrays() throws IOException {
        file = folder.resolve("data.npz");
        try (Npz.Writer npz = new Npz.Writer(file)) {
            npz.put("x", new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 3, 2, 2);
            npz.put("y", new long[] {3, 0, 1});
            npz.put("z", new double[] {.5, -1, 2, 3, 4, 5}, 3, 2);
            npz.put("test x", new double[] {-1, -2, -3, -4}, 1, 4);
            npz.put("test y", new long[] {2});
            npz.put("wide", new double[] {1, 2, 3, 4, 5}, 1, 5);
            npz.put("short", new long[] {1, 2});
            npz.put("negative", new long[] {0, -1, 1});
            npz.put("fractions", new double[] {0, 1.5, 1});
            npz.put("holes", new double[] {0, Double.NaN, 1});
            npz.put("pairs", new long[] {0, 1, 1, 0, 0, 1}, 3, 2);
            npz.put("single", new double[] {1}, new int[0]);
        }
    }

    /** Class 2 does not occur in the training, and output 2 is still there. */
    @Test
    void takesClassesAsOutputs() {
        Dataset data = load("x", "y", Optional.of("test x"), Optional.of("test y"), Task.CLASSIFICATION);
        assertThat(data.train().inputSize()).isEqualTo(4);
        assertThat(data.train().inputs()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(data.train().labels()).containsExactly(3, 0, 1);
        assertThat(data.train().outputs()).isEqualTo(4);
        assertThat(data.test().inputs()).containsExactly(-1, -2, -3, -4);
        assertThat(data.test().labels()).containsExactly(2);
        assertThat(data.test().outputs()).isEqualTo(4);
    }

    @Test
    void takesRealTargets() {
        Dataset data = load("x", "z", Optional.empty(), Optional.empty(), Task.REGRESSION);
        assertThat(data.train().outputs()).isEqualTo(2);
        assertThat(data.train().targets()).containsExactly(.5, -1, 2, 3, 4, 5);
        assertThat(data.train().labels()).isNull();
        assertThat(data.test().count()).isZero();
    }

    @Test
    void makesClassesOneHotForRegression() {
        Dataset data = load("x", "y", Optional.empty(), Optional.empty(), Task.REGRESSION);
        assertThat(data.train().targets()).containsExactly(0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0);
    }

    /** A file of PyTorch; the arrays have one dimension there, so a sample has one input. */
    @Test
    void readsAFileOfPyTorch() {
        file = Fixtures.path("integers.pt");
        Dataset data = load("int64", "uint8", Optional.empty(), Optional.empty(), Task.CLASSIFICATION);
        assertThat(data.train().inputs()).containsExactly(0, 1, 100, 3);
        assertThat(data.train().labels()).containsExactly(0, 1, 100, 3);
        assertThat(data.train().outputs()).isEqualTo(101);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none | y | CLASSIFICATION | data.npz: expected an array none, found x, y, z, test x,
            x | none | CLASSIFICATION | data.npz: expected an array none, found x,
            x | short | CLASSIFICATION | data.npz: expected a target for each sample, found x float64 [3, 2, 2] and
            x | single | CLASSIFICATION | data.npz: expected a target for each sample
            x | negative | CLASSIFICATION | array negative: expected classes 0, 1, ... below 65536, found [1] = -1
            x | fractions | CLASSIFICATION | array fractions: expected classes 0, 1, ... below 65536, found [1] = 1.5
            x | fractions | CLASSIFICATION | Maybe task = regression is meant
            x | holes | CLASSIFICATION | array holes: expected classes 0, 1, ... below 65536, found [1] = NaN
            x | holes | REGRESSION | array holes: expected finite values, found value 1 = NaN
            holes | y | CLASSIFICATION | array holes: expected finite values, found value 1 = NaN
            x | pairs | CLASSIFICATION | array pairs: expected one class for each sample, found pairs int64 [3, 2]
            """)
    void refuses(String inputs, String targets, Task task, String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load(inputs, targets, Optional.empty(), Optional.empty(), task))
                .withMessageContaining(message);
    }

    @Test
    void refusesTestSamplesOfAnotherShape() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load("x", "y", Optional.of("wide"), Optional.of("test y"), Task.CLASSIFICATION))
                .withMessageContaining("array wide: expected 4 inputs and 4 outputs, as for training, found 5 and 4");
    }

    private Dataset load(
            String inputs, String targets, Optional<String> testInputs, Optional<String> testTargets, Task task) {
        return DataFiles.load(new DataConfig.Arrays(file, inputs, targets, testInputs, testTargets), task);
    }
}
