package eigendrift.network;

import eigendrift.config.Activation;
import eigendrift.linalg.Elementwise64;
import java.util.Arrays;

/** An activation function over an array, with its derivatives. */
final class Activation64 {

    private Activation64() {}

    /** Whether f″ differs from 0 anywhere. */
    static boolean isCurved(Activation activation) {
        return activation != Activation.RELU && activation != Activation.IDENTITY;
    }

    /**
     * Replaces the first {@code count} entries of {@code z} by f(z), and writes f′(z) and f″(z) where the arrays are
     * not null.
     *
     * @param second not written where the function does not {@linkplain #isCurved curve}
     */
    static void apply(Activation activation, int count, double[] z, double[] first, double[] second) {
        Elementwise64 elementwise = Elementwise64.INSTANCE;
        switch (activation) {
            case RELU -> elementwise.relu(0, count, z, z, first);
            case TANH -> elementwise.tanh(0, count, z, z, first, second);
            case SIGMOID -> elementwise.sigmoid(0, count, z, z, first, second);
            case GELU -> elementwise.gelu(0, count, z, z, first, second);
            case GELU_TANH -> elementwise.geluTanh(0, count, z, z, first, second);
            case SILU -> elementwise.silu(0, count, z, z, first, second);
            case SOFTPLUS -> elementwise.softplus(0, count, z, z, first, second);
            case IDENTITY -> {
                if (first != null) {
                    Arrays.fill(first, 0, count, 1);
                }
            }
        }
    }
}
