package eigendrift.data;

/** Inputs rounded to single precision when first asked for, and kept: all users of the samples share this copy. */
final class SingleInputs {

    private final double[] inputs;
    private float[] rounded;

    SingleInputs(double[] inputs) {
        this.inputs = inputs;
    }

    private float[] zeros() {
        try {
            return new float[inputs.length];
        } catch (OutOfMemoryError e) {
            long bytes = (long) Float.BYTES * inputs.length;
            throw Targets.outOfMemory("single precision", "a copy of the inputs", "takes", bytes, e);
        }
    }

    synchronized float[] get() {
        if (rounded == null) {
            rounded = zeros();
            for (int i = 0; i < inputs.length; i++) {
                rounded[i] = (float) inputs[i];
            }
        }
        return rounded;
    }
}
