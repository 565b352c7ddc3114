package eigendrift.network;

import eigendrift.linalg.LinearOperator;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Single-precision products that drive an iteration, and double-precision ones, set up when first asked for, that
 * certify it and go on where single precision runs out of range. Loss and gradient are in double precision.
 */
final class MixedCurvature implements Curvature {

    /**
     * Relative error of a single-precision product. The largest error measured among networks of 2 to 4 layers and 10
     * to 60,000 samples was a third of this.
     */
    private static final double ROUNDING = 0x1p-21;

    /**
     * If the largest entry of a product is below this share of the largest entry of the vector multiplied, this product
     * and all later ones are in double precision. A single-precision product of relative error {@link #ROUNDING} needs
     * terms down to 2⁻²¹ of it, and these are sums over samples, units and weights of terms down to 2⁻⁴⁰ of them. If
     * the product is larger than 2⁻⁶⁴, all these terms are above 2⁻¹²⁶, the smallest normal number of single precision.
     */
    private static final double SMALL = 0x1p-64;

    private final Curvature single;
    private final Supplier<Curvature> exactly;
    private Curvature exact;

    MixedCurvature(Curvature single, Supplier<Curvature> exactly) {
        this.single = single;
        this.exactly = exactly;
    }

    @Override
    public double loss() {
        return exact().loss();
    }

    @Override
    public double[] gradient() {
        return exact().gradient();
    }

    @Override
    public LinearOperator hessian() {
        return mixed(Curvature::hessian);
    }

    @Override
    public LinearOperator gaussNewton() {
        return mixed(Curvature::gaussNewton);
    }

    private Curvature exact() {
        if (exact == null) {
            exact = exactly.get();
        }
        return exact;
    }

    private LinearOperator mixed(Function<Curvature, LinearOperator> operator) {
        LinearOperator driver = operator.apply(single);
        return new LinearOperator() {
            private boolean outOfRange;

            @Override
            public int size() {
                return driver.size();
            }

            @Override
            public void apply(double[] x, double[] y) {
                if (!outOfRange) {
                    driver.apply(x, y);
                    outOfRange = !(largest(y) >= SMALL * largest(x));
                }
                if (outOfRange) {
                    exact().apply(x, y);
                }
            }

            @Override
            public double rounding() {
                return outOfRange ? exact().rounding() : ROUNDING;
            }

            @Override
            public LinearOperator exact() {
                return operator.apply(MixedCurvature.this.exact());
            }
        };
    }

    /** The largest magnitude; NaN where an entry is not finite. */
    private static double largest(double[] x) {
        double largest = 0;
        for (double entry : x) {
            largest = Math.max(largest, Math.abs(entry));
        }
        return Double.isFinite(largest) ? largest : Double.NaN;
    }
}
