package eigendrift.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eigendrift.config.Activation;
import eigendrift.linalg.LanczosQuadrature;
import eigendrift.network.Architecture;
import eigendrift.network.ParameterLayout;
import eigendrift.random.Streams;
import eigendrift.readmodel.CheckpointArrays;
import eigendrift.tensors.Npz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzExportTest {
    private static final ParameterLayout LAYOUT = new Architecture(List.of(1, 3, 2), Activation.TANH).layout();
    private static final int N = 3 + 3 + 6 + 2;

    @TempDir
    Path directory;

    private static CheckpointArrays checkpoint(String run, long step, int k) {
        RandomGenerator random = new Streams(5).stream("npz-export-test", step, k);
        double[][] vectors = new double[k][];
        for (int i = 0; i < k; i++) {
            vectors[i] = random.doubles(N).toArray();
        }
        double[] values = random.doubles(k).toArray();
        Optional<LanczosQuadrature> density =
                Optional.of(new LanczosQuadrature(new double[] {-1, 7}, new double[] {.25, .75}));
        return new CheckpointArrays(
                run, step, LAYOUT, random.doubles(N).toArray(), values, vectors, density.filter(d -> k > 0));
    }

    @Test
    void writesTheArraysOfEachCheckpoint() {
        NpzExport export = new NpzExport(directory);
        for (long step : new long[] {0, 1575}) {
            CheckpointArrays arrays = checkpoint("sgd-seed0", step, 2);
            export.write(arrays);
            Map<String, Npz.Array> read = Npz.read(directory.resolve("checkpoints/sgd-seed0/" + step + ".npz"));
            assertThat(read.keySet())
                    .containsExactly(
                            "parameters",
                            "eigenvalues",
                            "eigenvectors",
                            "density_nodes",
                            "density_weights",
                            "layer1.weight",
                            "layer1.bias",
                            "layer2.weight",
                            "layer2.bias");
            same(read.get("parameters"), arrays.parameters(), N);
            same(read.get("eigenvalues"), arrays.eigenvalues(), 2);
            double[] stacked = DoubleStream.concat(
                            DoubleStream.of(arrays.eigenvectors()[0]), DoubleStream.of(arrays.eigenvectors()[1]))
                    .toArray();
            same(read.get("eigenvectors"), stacked, 2, N);
            same(read.get("density_nodes"), new double[] {-1, 7}, 2);
            same(read.get("density_weights"), new double[] {.25, .75}, 2);
            same(read.get("layer1.weight"), part(arrays, 0, 3), 3, 1);
            same(read.get("layer1.bias"), part(arrays, 3, 6), 3);
            same(read.get("layer2.weight"), part(arrays, 6, 12), 2, 3);
            same(read.get("layer2.bias"), part(arrays, 12, 14), 2);
        }
    }

    private static double[] part(CheckpointArrays arrays, int from, int to) {
        return Arrays.copyOfRange(arrays.parameters(), from, to);
    }

    private static void same(Npz.Array array, double[] data, int... shape) {
        assertThat(array.shape()).isEqualTo(shape);
        assertThat(array.data()).isEqualTo(data);
    }

    @Test
    void takesAFolderByAnyOfItsNames() {
        new NpzExport(directory.resolve("a/../b/.")).write(checkpoint("sgd-seed0", 3, 1));
        assertThat(directory.resolve("b/checkpoints/sgd-seed0/3.npz")).exists();
    }

    @Test
    void leavesOutWhatWasNotMeasured() {
        new NpzExport(directory).write(checkpoint("sgd-seed0", 3, 0));
        assertThat(Npz.read(directory.resolve("checkpoints/sgd-seed0/3.npz")))
                .containsKey("parameters")
                .doesNotContainKeys("eigenvalues", "eigenvectors", "density_nodes", "density_weights");
    }

    @Test
    void replacesAnOlderFileAndLeavesNoOther() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("checkpoints/sgd-seed0"));
        Files.writeString(folder.resolve("3.npz"), "old");
        new NpzExport(directory).write(checkpoint("sgd-seed0", 3, 1));
        assertThat(CsvExportTest.names(folder)).containsExactly("3.npz");
        assertThat(Npz.read(folder.resolve("3.npz"))).containsKey("eigenvectors");
    }

    @Test
    void saysWhichFileCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a folder");
        assertThatThrownBy(() -> new NpzExport(file).write(checkpoint("sgd-seed0", 3, 1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("file = " + file.resolve("checkpoints/sgd-seed0/3.npz"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/b", "../../etc", "/tmp/x", "."})
    void refusesRunsThatWouldLeaveTheFolder(String run) throws IOException {
        assertThatThrownBy(() -> new NpzExport(directory).write(checkpoint(run, 3, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("run = " + run);
        assertThat(CsvExportTest.names(directory)).isEmpty();
    }
}
