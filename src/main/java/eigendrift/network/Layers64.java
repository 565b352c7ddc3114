package eigendrift.network;

import eigendrift.linalg.Blas;
import java.util.List;

/**
 * Matrix products of one layer, on flat parameter vectors. A is rows x width, row-major, from an offset; layers count
 * from 1.
 */
final class Layers64 {

    private final int[] widths;
    private final int[] weights;
    private final int[] biases;

    Layers64(Architecture architecture) {
        List<ParameterLayout.Parameter> parameters = architecture.layout().parameters();
        widths = architecture.widths().stream().mapToInt(Integer::intValue).toArray();
        weights = new int[architecture.layers() + 1];
        biases = new int[architecture.layers() + 1];
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            weights[layer] = parameters.get(2 * layer - 2).offset();
            biases[layer] = parameters.get(2 * layer - 1).offset();
        }
    }

    int count() {
        return widths.length - 1;
    }

    int width(int layer) {
        return widths[layer];
    }

    /** z = A Wᵀ + b. Writes z. */
    void forward(int layer, int rows, double[] parameters, double[] a, int aOffset, double[] z) {
        int width = widths[layer];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(parameters, biases[layer], z, r * width, width);
        }
        addProduct(layer, rows, parameters, a, aOffset, z);
    }

    /** z += A Wᵀ. */
    void addProduct(int layer, int rows, double[] parameters, double[] a, int aOffset, double[] z) {
        int in = widths[layer - 1];
        int out = widths[layer];
        Blas.gemm(false, true, rows, out, in, 1, a, aOffset, in, parameters, weights[layer], in, 1, z, 0, out);
    }

    /** E = β E + Δ W: errors of the layer's outputs to errors of its inputs. */
    void backward(int layer, int rows, double[] parameters, double[] delta, double beta, double[] e) {
        int in = widths[layer - 1];
        int out = widths[layer];
        Blas.gemm(false, false, rows, in, out, 1, delta, 0, out, parameters, weights[layer], in, beta, e, 0, in);
    }

    /** W ← β W + Δᵀ A in {@code sums}. */
    void addWeights(int layer, int rows, double[] delta, double[] a, int aOffset, double beta, double[] sums) {
        int in = widths[layer - 1];
        int out = widths[layer];
        Blas.gemm(true, false, out, in, rows, 1, delta, 0, out, a, aOffset, in, beta, sums, weights[layer], in);
    }

    /** b ← β b + column sums of Δ in {@code sums}; β is 0 or 1. */
    void addBiases(int layer, int rows, double[] delta, double beta, double[] sums) {
        int width = widths[layer];
        int bias = biases[layer];
        for (int j = 0; j < width && beta == 0; j++) {
            sums[bias + j] = 0;
        }
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < width; j++) {
                sums[bias + j] += delta[r * width + j];
            }
        }
    }
}
