package eigendrift.dynamics;

import eigendrift.network.ParameterLayout;
import eigendrift.network.ParameterLayout.Parameter;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;

/**
 * The masses p_j = v_j²/‖v‖² of a direction, in the order of its parameters and in ascending order. Nobody writes to
 * the arrays.
 */
record Masses(double[] p, double[] ascending, ParameterLayout layout) {

    /** @throws IllegalArgumentException if the length is not that of the blocks, or the vector is zero or not finite */
    static Masses of(double[] v, ParameterLayout layout) {
        if (v.length != layout.size()) {
            throw new IllegalArgumentException(
                    "expected a vector of the layout's length " + layout.size() + ", found length " + v.length);
        }
        double squared = Directions.squaredNorm(v);
        double[] p = new double[v.length];
        for (int j = 0; j < p.length; j++) {
            p[j] = v[j] * v[j] / squared;
        }
        double[] ascending = p.clone();
        Arrays.sort(ascending);
        return new Masses(p, ascending, layout);
    }

    double ipr() {
        return sum(block -> true, x -> x * x);
    }

    double onBiases() {
        return sum(Parameter::isBias, x -> x);
    }

    double shannon() {
        double sum = 0;
        for (double x : p) {
            sum -= x > 0 ? x * StrictMath.log(x) : 0;
        }
        return sum;
    }

    double renyiHalf() {
        double sum = 0;
        for (double x : ascending) {
            sum += Math.sqrt(x);
        }
        return 2 * StrictMath.log(sum);
    }

    double renyiInfinity() {
        return -StrictMath.log(ascending[ascending.length - 1]);
    }

    /** Of the ⌈n/100⌉ largest. */
    double largest() {
        double sum = 0;
        for (int j = p.length - 1; j >= p.length - (p.length + 99) / 100; j--) {
            sum += ascending[j];
        }
        return sum;
    }

    /** Row by row of each block. */
    private double sum(Predicate<Parameter> which, DoubleUnaryOperator term) {
        double sum = 0;
        for (Parameter block : layout.parameters()) {
            for (int row = 0; which.test(block) && row < block.rows(); row++) {
                double part = 0;
                int start = block.offset() + row * block.columns();
                for (int j = start; j < start + block.columns(); j++) {
                    part += term.applyAsDouble(p[j]);
                }
                sum += part;
            }
        }
        return sum;
    }
}
