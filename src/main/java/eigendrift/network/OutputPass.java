package eigendrift.network;

import eigendrift.data.Samples;

/** The outputs of a network, in double precision. Owns its buffers: one a thread. */
final class OutputPass {

    private final Architecture architecture;
    private final Samples samples;
    private final Layers64 layers;
    private final double[][] activations;

    /** @param maxRows rows of the largest pass */
    OutputPass(Architecture architecture, Samples samples, int maxRows) {
        this.architecture = architecture;
        this.samples = samples;
        layers = new Layers64(architecture);
        activations = new double[layers.count()][];
        for (int layer = 1; layer < layers.count(); layer++) {
            activations[layer] = new double[maxRows * layers.width(layer)];
        }
    }

    /** z (rows x o) of the samples from {@code first} on: a new array. */
    double[] outputs(double[] parameters, int first, int rows) {
        double[] a = samples.inputs64();
        int offset = first * samples.inputSize();
        for (int layer = 1; layer < layers.count(); layer++) {
            layers.forward(layer, rows, parameters, a, offset, activations[layer]);
            Activation64.apply(architecture.activation(), rows * layers.width(layer), activations[layer], null, null);
            a = activations[layer];
            offset = 0;
        }
        double[] z = new double[rows * layers.width(layers.count())];
        layers.forward(layers.count(), rows, parameters, a, offset, z);
        return z;
    }
}
