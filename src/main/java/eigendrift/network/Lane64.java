package eigendrift.network;

/** Sums the contributions of some shards, one after the other, in an n-vector of its own. Owns the buffers for it. */
final class Lane64 {

    final double[] sums;
    private final Layers64 layers;
    private final Output64 output;
    private final int mean;
    private final double[][] tangents;
    private final double[][] activationTangents;
    private final double[][] errorTangents;

    /**
     * @param maxRows rows of the largest shard
     * @param mean number of samples of the mean
     */
    Lane64(Layers64 layers, Output64 output, int parameters, int maxRows, int mean) {
        this.layers = layers;
        this.output = output;
        this.mean = mean;
        sums = new double[parameters];
        tangents = new double[layers.count() + 1][];
        activationTangents = new double[layers.count() + 1][];
        errorTangents = new double[layers.count() + 1][];
        for (int layer = 1; layer <= layers.count(); layer++) {
            tangents[layer] = new double[maxRows * layers.width(layer)];
            activationTangents[layer] = new double[maxRows * layers.width(layer)];
            errorTangents[layer] = new double[maxRows * layers.width(layer)];
        }
    }

    /** sums ← β sums + the shard's gradient. */
    void addGradient(Shard64 shard, double beta) {
        for (int layer = 1; layer <= layers.count(); layer++) {
            layers.addWeights(
                    layer,
                    shard.rows,
                    shard.errors[layer],
                    shard.activation(layer - 1),
                    shard.offset(layer - 1),
                    beta,
                    sums);
            layers.addBiases(layer, shard.rows, shard.errors[layer], beta, sums);
        }
    }

    /**
     * sums ← β sums + the shard's part of Hv, or of Gv where {@code hessian} is false, which leaves out the terms with
     * second derivatives of the outputs.
     */
    void addProduct(Shard64 shard, double[] weights, double[] v, boolean hessian, double beta) {
        moveForward(shard, weights, v);
        int last = layers.count();
        int rows = shard.rows;
        System.arraycopy(tangents[last], 0, errorTangents[last], 0, rows * layers.width(last));
        output.applyHessian(rows, shard.probabilities, mean, errorTangents[last]);
        for (int layer = last; layer >= 1; layer--) {
            layers.addWeights(
                    layer,
                    rows,
                    errorTangents[layer],
                    shard.activation(layer - 1),
                    shard.offset(layer - 1),
                    beta,
                    sums);
            layers.addBiases(layer, rows, errorTangents[layer], beta, sums);
            if (layer > 1) {
                if (hessian) {
                    layers.addWeights(layer, rows, shard.errors[layer], activationTangents[layer - 1], 0, 1, sums);
                }
                moveBack(shard, layer, weights, v, hessian);
            }
        }
    }

    /** R{z} and R{a} of every layer: their derivatives along v (Pearlmutter 1994). */
    private void moveForward(Shard64 shard, double[] weights, double[] v) {
        for (int layer = 1; layer <= layers.count(); layer++) {
            double[] z = tangents[layer];
            layers.forward(layer, shard.rows, v, shard.activation(layer - 1), shard.offset(layer - 1), z);
            if (layer > 1) {
                layers.addProduct(layer, shard.rows, weights, activationTangents[layer - 1], 0, z);
            }
            if (layer < layers.count()) {
                double[] derivative = shard.derivatives[layer];
                double[] a = activationTangents[layer];
                int size = shard.rows * layers.width(layer);
                for (int i = 0; i < size; i++) {
                    a[i] = derivative[i] * z[i];
                }
            }
        }
    }

    /** R{δ} of the layer below {@code layer}, in {@code errorTangents}. */
    private void moveBack(Shard64 shard, int layer, double[] weights, double[] v, boolean hessian) {
        double[] e = errorTangents[layer - 1];
        layers.backward(layer, shard.rows, weights, errorTangents[layer], 0, e);
        if (hessian) {
            layers.backward(layer, shard.rows, v, shard.errors[layer], 1, e);
        }
        double[] derivative = shard.derivatives[layer - 1];
        int size = shard.rows * layers.width(layer - 1);
        for (int i = 0; i < size; i++) {
            e[i] *= derivative[i];
        }
        double[] second = shard.secondDerivatives[layer - 1];
        if (hessian && second != null) {
            double[] z = tangents[layer - 1];
            for (int i = 0; i < size; i++) {
                e[i] += second[i] * z[i];
            }
        }
    }
}
