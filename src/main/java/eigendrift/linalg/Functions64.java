package eigendrift.linalg;

import static eigendrift.linalg.Coefficients64.*;

/**
 * Elementary functions of one number, in operations that a vector unit has: no table, no branch, no fused product.
 *
 * <p>Errors are a few units in the last place; infinities, subnormal results and NaN come out as they should. The
 * vector kernels repeat these operations one by one, so that both give the same bits.
 */
final class Functions64 {

    private Functions64() {}

    /** e^x. */
    static double exp(double x) {
        double low = x < EXP_MIN ? EXP_MIN : x;
        return exp(low > EXP_MAX ? EXP_MAX : low, 0);
    }

    /** e^(x + rest) for a rest that is small beside 1, and x + rest not far beyond the range of results. */
    static double exp(double x, double rest) {
        double k = x * LOG2_E + ROUND - ROUND;
        double r = x - k * LN2_HIGH - k * LN2_LOW + rest;
        double e = r * r * polynomial(EXP, r) + r + 1;
        double part = k * HALF + ROUND - ROUND;
        return e * power2(part) * power2(k - part);
    }

    /** tanh x = (e^2|x| − 1) / (e^2|x| + 1) with the sign of x; the numerator without cancellation. */
    static double tanh(double x) {
        double y = Math.abs(x);
        y = (y > TANH_MAX ? TANH_MAX : y) * 2;
        double k = y * LOG2_E + ROUND - ROUND;
        double r = y - k * LN2_HIGH - k * LN2_LOW;
        double scale = power2(k);
        double numerator = (r * r * polynomial(EXP, r) + r) * scale + (scale - 1);
        return Math.copySign(numerator / (numerator + 2), x);
    }

    /** ln(1 + u) for 0 ≤ u ≤ 1. */
    static double log1p(double u) {
        double w = u / (u + 2);
        double v = w * w;
        return (v * polynomial(LOG, v) * w + w) * 2;
    }

    /** Φ(−z) for z ≥ 0, given e^(−z²/2). */
    static double normalTail(double z, double exp) {
        double t = 1 / (z + NORMAL_CENTRE);
        return polynomial(NORMAL, (z - NORMAL_CENTRE) * t) * t * exp;
    }

    /** e^(−z²/2), with the rounding error of the square made good. */
    static double bell(double z) {
        double upper = Double.longBitsToDouble(Double.doubleToRawLongBits(z) & UPPER_HALF);
        return exp(-(upper * upper * HALF), -((z - upper) * (z + upper) * HALF));
    }

    /** 2^k for an integer k in the range of normal numbers. */
    private static double power2(double k) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(k + BIASED) << EXPONENT);
    }

    /** Σ c_i x^i, even and odd powers apart: two short chains of operations instead of a long one. */
    private static double polynomial(double[] c, double x) {
        double square = x * x;
        double even = c[c.length - 2];
        double odd = c[c.length - 1];
        for (int i = c.length - 4; i >= 0; i -= 2) {
            even = even * square + c[i];
            odd = odd * square + c[i + 1];
        }
        return odd * x + even;
    }
}
