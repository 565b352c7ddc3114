package eigendrift.spectrum;

import eigendrift.linalg.Blas;
import java.util.Locale;

/**
 * The check of an operator A: its product Ad is compared with difference quotients D(h), for two steps h, of the
 * function whose derivative A should be. A residual ‖Av − θv‖ says that θ and v fit the products; only this says that
 * the products are those of the loss.
 *
 * <p>The narrow step is so much smaller that what it gets wrong (rounding, ~1/h), or the wide one (curvature, ~h²;
 * kinks), shows in their difference: the better of them lies closer to Ad than {@value #SAFETY} times that, or A is
 * wrong. So A is not called wrong where the differences are too inexact to decide.
 *
 * @param product ‖Ad‖
 * @param deviation ‖D(h) − Ad‖ for the h where it is smaller
 * @param tolerance what rounding, curvature and kinks allow
 */
public record SelfCheck(double product, double deviation, double tolerance) {

    private static final double SAFETY = 4;

    /** Share of ‖Ad‖ for rounding that both steps have in common, such as that of the point w ± hd. */
    private static final double ROUNDING = 0x1p-16;

    /** A deviation below this share of ‖Ad‖ is agreement. */
    private static final double AGREEMENT = .01;

    /** What the product is the derivative of. */
    public enum Method {
        /** Of the gradient: (g(w + hd) − g(w − hd))/2h. */
        GRADIENT_DIFFERENCE,
        /** Of the outputs: a form of their differences, for Gauss-Newton. */
        OUTPUT_DIFFERENCE;

        /** Its word in tables. */
        public String csv() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What came of it. */
    public enum Verdict {
        HOLDS,
        /** The products are not the derivative. */
        FAILS,
        /** Differences are too coarse here: a kink, or a product far below rounding. */
        UNDECIDED
    }

    /**
     * @param product Ad
     * @param wide D(h)
     * @param narrow D(h′), h′ well below h
     * @param kink what D(h′) is off by if the derivative jumps right here
     */
    public static SelfCheck of(double[] product, double[] wide, double[] narrow, double[] kink) {
        double size = norm(product);
        double deviation = Math.min(distance(wide, product), distance(narrow, product));
        return new SelfCheck(size, deviation, SAFETY * (distance(wide, narrow) + norm(kink)) + ROUNDING * size);
    }

    /**
     * The same of dᵀAd = q(y), a positive form of y.
     *
     * @param product dᵀAd
     * @param wide q(y) for the wide step
     * @param narrow q(y′) for the narrow one
     * @param difference q(y − y′): |q(y) − q(y′)| ≤ √q(y − y′) (√q(y) + √q(y′))
     * @param kink q of what y′ is off by if the derivative jumps right here
     */
    public static SelfCheck ofForm(double product, double wide, double narrow, double difference, double kink) {
        double deviation = Math.min(Math.abs(wide - product), Math.abs(narrow - product));
        double off = Math.sqrt(difference) + Math.sqrt(kink);
        double spread = off * (Math.sqrt(wide) + Math.sqrt(narrow) + off);
        return new SelfCheck(Math.abs(product), deviation, SAFETY * spread + ROUNDING * Math.abs(product));
    }

    public Verdict verdict() {
        if (deviation > tolerance) {
            return Verdict.FAILS;
        }
        return deviation <= AGREEMENT * product ? Verdict.HOLDS : Verdict.UNDECIDED;
    }

    private static double norm(double[] x) {
        return Blas.norm(x.length, x, 0);
    }

    private static double distance(double[] a, double[] b) {
        double[] rest = a.clone();
        Blas.axpy(rest.length, -1, b, 0, rest, 0);
        return norm(rest);
    }
}
