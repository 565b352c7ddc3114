package eigendrift.linalg;

import java.util.Arrays;

/** An operator whose own products are 0, and whose {@link #exact} ones are right. */
record Coarse(LinearOperator exact) implements LinearOperator {

    @Override
    public int size() {
        return exact.size();
    }

    @Override
    public void apply(double[] x, double[] y) {
        Arrays.fill(y, 0);
    }

    @Override
    public double rounding() {
        return .5;
    }
}
