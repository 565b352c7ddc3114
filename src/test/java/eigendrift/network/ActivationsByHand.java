package eigendrift.network;

import eigendrift.config.Activation;
import org.apache.commons.numbers.gamma.Erfc;

/** The activation functions as their definitions say, with the library's elementary functions. */
final class ActivationsByHand {

    private ActivationsByHand() {}

    static double value(Activation activation, double z) {
        return switch (activation) {
            case RELU -> Math.max(0, z);
            case TANH -> StrictMath.tanh(z);
            case SIGMOID -> 1 / (1 + StrictMath.exp(-z));
            case GELU -> z * Erfc.value(-z / Math.sqrt(2)) / 2;
            case GELU_TANH -> z / 2 * (1 + StrictMath.tanh(Math.sqrt(2 / Math.PI) * (z + .044715 * z * z * z)));
            case SILU -> z / (1 + StrictMath.exp(-z));
            case SOFTPLUS -> Math.max(0, z) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
            case IDENTITY -> z;
        };
    }
}
