package eigendrift.nullmodel;

import eigendrift.network.ParameterLayout;
import eigendrift.network.ParameterLayout.Parameter;
import java.util.Arrays;

/** Where each layer begins in the flat vector; layers count from 0 here, the last entry is n. */
record Layers(int[] starts) {

    static Layers of(ParameterLayout layout) {
        int[] starts = new int[layout.layers() + 1];
        for (Parameter block : layout.parameters()) {
            starts[block.layer()] = Math.max(starts[block.layer()], block.offset() + block.length());
        }
        return new Layers(starts);
    }

    int count() {
        return starts.length - 1;
    }

    int start(int layer) {
        return starts[layer];
    }

    int size(int layer) {
        return starts[layer + 1] - starts[layer];
    }

    int n() {
        return starts[starts.length - 1];
    }

    void requireLength(double[] vector) {
        if (vector.length != n()) {
            throw new IllegalArgumentException("expected a vector of the layers' length " + n() + " (ends at "
                    + Arrays.toString(starts) + "), found length " + vector.length);
        }
    }
}
