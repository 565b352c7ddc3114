package eigendrift.data;

/** Inputs rounded to single precision when first asked for, and kept: whoever shares the samples shares this copy. */
final class SingleInputs {

    private final double[] inputs;
    private float[] rounded;

    SingleInputs(double[] inputs) {
        this.inputs = inputs;
    }

    synchronized float[] get() {
        if (rounded == null) {
            rounded = new float[inputs.length];
            for (int i = 0; i < inputs.length; i++) {
                rounded[i] = (float) inputs[i];
            }
        }
        return rounded;
    }
}
