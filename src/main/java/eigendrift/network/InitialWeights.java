package eigendrift.network;

import eigendrift.checkpoints.Checkpoint;
import eigendrift.config.Initialization;
import eigendrift.files.DataException;
import eigendrift.tensors.Npz;
import eigendrift.tensors.TensorFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** The weights at which training starts: drawn from a law, or read from a file. */
public final class InitialWeights {

    private InitialWeights() {}

    /**
     * Parameters drawn from {@code law}, in the layout of {@link Architecture#blocks}: each layer's W (out x in,
     * row-major), then its b. A function of the generator's state alone.
     *
     * <p>With i inputs and o outputs of a layer: {@code PYTORCH} draws W and b uniformly from ±1/√i, the default of
     * torch.nn.Linear. The others have b = 0 and W of mean 0 and standard deviation σ, normal or uniform in ±√3 σ: He σ
     * = √(2/i) (He et al. 2015), Xavier σ = √(2/(i + o)) (Glorot and Bengio 2010), LeCun σ = √(1/i) (LeCun et al.
     * 1998).
     */
    public static double[] draw(Architecture architecture, Initialization law, RandomGenerator random) {
        double[] parameters = new double[architecture.parameters()];
        List<ParameterLayout.Parameter> layout = architecture.layout().parameters();
        for (int l = 0; l < layout.size(); l += 2) {
            ParameterLayout.Parameter weight = layout.get(l);
            double scale = scale(law, weight.columns(), weight.rows());
            DoubleSupplier entry =
                    switch (law) {
                        case HE_NORMAL, XAVIER_NORMAL, LECUN_NORMAL -> () -> scale * gaussian(random);
                        case PYTORCH, HE_UNIFORM, XAVIER_UNIFORM, LECUN_UNIFORM ->
                            () -> scale * (2 * random.nextDouble() - 1);
                    };
            fill(parameters, weight, entry);
            if (law == Initialization.PYTORCH) {
                fill(parameters, layout.get(l + 1), entry);
            }
        }
        return parameters;
    }

    /**
     * Parameters read from a file, in the layout of {@link Architecture#blocks}.
     *
     * <p>Of an .npz, arrays named {@code layer1.weight, layer1.bias, layer2.weight, ...} are taken by name if all are
     * there, and others passed over. Otherwise the file must hold W and b of each layer, in layer order, under any
     * names. Of another file, {@link eigendrift.checkpoints.LayerMapping} finds the layers.
     *
     * @throws DataException if the file cannot be read, or an array is missing, of another shape (expected: W out x in,
     *     b out), or not finite
     */
    public static double[] read(Path path, Architecture architecture) {
        try (TensorFile file = TensorFile.open(path)) {
            if (file.format() != TensorFile.Format.NPZ) {
                double[] parameters = Checkpoint.of(file)
                        .layers(widths -> widths.equals(architecture.widths()))
                        .read();
                requireFinite(parameters, path.toString());
                return parameters;
            }
        }
        return readNpz(path, architecture);
    }

    private static double[] readNpz(Path npz, Architecture architecture) {
        Map<String, Npz.Array> arrays = Npz.read(npz);
        List<ParameterLayout.Parameter> layout = architecture.layout().parameters();
        List<String> names =
                layout.stream().map(ParameterLayout.Parameter::name).toList();
        if (!arrays.keySet().containsAll(names)) {
            names = new ArrayList<>(arrays.keySet());
        }
        if (names.size() != layout.size()) {
            throw new DataException(npz + ": expected " + layout.size() + " arrays, "
                    + String.join(
                            ", ", layout.stream().map(InitialWeights::described).toList()) + ", found " + arrays.size()
                    + ": " + String.join(", ", names));
        }
        double[] parameters = new double[architecture.parameters()];
        for (int i = 0; i < names.size(); i++) {
            copy(arrays.get(names.get(i)), layout.get(i), parameters, npz + ", array " + names.get(i));
        }
        return parameters;
    }

    /** The standard deviation of a normal law, the bound of a uniform one. */
    private static double scale(Initialization law, int in, int out) {
        return switch (law) {
            case PYTORCH -> Math.sqrt(1. / in);
            case HE_NORMAL -> Math.sqrt(2. / in);
            case HE_UNIFORM -> Math.sqrt(3 * 2. / in);
            case XAVIER_NORMAL -> Math.sqrt(2. / (in + out));
            case XAVIER_UNIFORM -> Math.sqrt(3 * 2. / (in + out));
            case LECUN_NORMAL -> Math.sqrt(1. / in);
            case LECUN_UNIFORM -> Math.sqrt(3 * 1. / in);
        };
    }

    /**
     * A standard normal number by the polar method (Marsaglia and Bray 1964). Not {@code nextGaussian}, whose bits rest
     * on {@code Math.exp} and may change with the JDK.
     */
    private static double gaussian(RandomGenerator random) {
        double x;
        double square;
        do {
            x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        return x * Math.sqrt(-2 * StrictMath.log(square) / square);
    }

    private static void fill(double[] parameters, ParameterLayout.Parameter block, DoubleSupplier entry) {
        for (int i = 0; i < block.length(); i++) {
            parameters[block.offset() + i] = entry.getAsDouble();
        }
    }

    private static void copy(Npz.Array array, ParameterLayout.Parameter block, double[] parameters, String where) {
        int[] found = array.shape();
        if (!Arrays.equals(found, shape(block))) {
            boolean transposed = found.length == 2 && found[0] == block.columns() && found[1] == block.rows();
            throw new DataException(where + ": expected " + described(block) + ", found shape " + Arrays.toString(found)
                    + (transposed ? "\nMaybe save its transpose: weights are out x in." : ""));
        }
        requireFinite(array.data(), where);
        System.arraycopy(array.data(), 0, parameters, block.offset(), block.length());
    }

    private static void requireFinite(double[] values, String where) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new DataException(where + ": expected finite values, found value " + i + " = " + values[i]);
            }
        }
    }

    private static String described(ParameterLayout.Parameter block) {
        return block.name() + " of shape " + Arrays.toString(shape(block));
    }

    /** A weight is a matrix even if it has one column, a bias a vector. */
    private static int[] shape(ParameterLayout.Parameter block) {
        return block.isBias() ? new int[] {block.rows()} : new int[] {block.rows(), block.columns()};
    }
}
