package eigendrift.report.export;

import eigendrift.network.ParameterLayout;
import eigendrift.readmodel.CheckpointArrays;
import eigendrift.tensors.Npz;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One {@code checkpoints/RUN/STEP.npz} a checkpoint, for {@code numpy.load}: {@code parameters} (n),
 * {@code eigenvalues} (k) and {@code eigenvectors} (k x n) where measured, {@code density_nodes} and
 * {@code density_weights} (which sum to 1) of all draws where measured, and each layer's {@code layerN.weight} (out x
 * in) and {@code layerN.bias} (out). Checkpoints are handed in one at a time, so only one is in memory.
 */
public final class NpzExport {
    private final Path directory;

    /** An export into {@code directory}/checkpoints, which is made when the first checkpoint comes. */
    public NpzExport(Path directory) {
        this.directory = directory.toAbsolutePath().normalize().resolve("checkpoints");
    }

    /**
     * Writes one checkpoint; a file of its name is replaced.
     *
     * @return the file
     * @throws UncheckedIOException if the file cannot be written, with the path and what to do
     */
    public Path write(CheckpointArrays arrays) {
        Path folder = directory.resolve(arrays.run());
        if (!directory.equals(folder.getParent()) || !folder.equals(folder.normalize())) {
            throw new IllegalArgumentException(
                    "expected a run whose name can be a folder, found run = " + arrays.run());
        }
        Path file = folder.resolve(arrays.step() + ".npz");
        try {
            AtomicFile.write(file, out -> write(out, arrays));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(OutputStream out, CheckpointArrays arrays) throws IOException {
        try (Npz.Writer npz = new Npz.Writer(out)) {
            npz.put("parameters", arrays.parameters());
            if (arrays.eigenvalues().length > 0) {
                npz.put("eigenvalues", arrays.eigenvalues());
                npz.put("eigenvectors", arrays.eigenvectors());
            }
            if (arrays.density().isPresent()) {
                npz.put("density_nodes", arrays.density().get().nodes());
                npz.put("density_weights", arrays.density().get().weights());
            }
            for (ParameterLayout.Parameter block : arrays.layout().parameters()) {
                double[] entries =
                        Arrays.copyOfRange(arrays.parameters(), block.offset(), block.offset() + block.length());
                npz.put(block.name(), entries, shape(block));
            }
        }
    }

    private static int[] shape(ParameterLayout.Parameter block) {
        return block.isBias() ? new int[] {block.rows()} : new int[] {block.rows(), block.columns()};
    }
}
