package eigendrift.linalg;

/**
 * Constants of the elementary functions in double precision.
 *
 * <p>Reduction of the exponential: Cody and Waite, Software Manual for the Elementary Functions, 1980. Polynomials,
 * lowest power first and an even number of coefficients: {@code tools/reference/polynomials.py}.
 */
public final class Coefficients64 {

    /** Position of the exponent in the bits of a number. */
    public static final int EXPONENT = 52;

    /** x + ROUND − ROUND is x rounded to an integer. */
    public static final double ROUND = 0x1.8p52;

    /** The last bits of k + BIASED are the exponent field of 2^k. */
    public static final double BIASED = 0x1.8p52 + 1023;

    /** Keeps the upper half of the significand, whose square is exact. */
    public static final long UPPER_HALF = -1L << 27;

    public static final double LOG2_E = 0x1.71547652b82fep0;

    /** ln 2 = LN2_HIGH + LN2_LOW; integers up to 2^11 times LN2_HIGH are exact. */
    public static final double LN2_HIGH = 0x1.62e42fee00000p-1;

    public static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    /** Half as a number of this precision. */
    public static final double HALF = .5;

    /** Below, e^x rounds to 0. */
    public static final double EXP_MIN = -746;

    /** Above, e^x overflows. */
    public static final double EXP_MAX = 710;

    /** Above, tanh x rounds to 1. */
    public static final double TANH_MAX = 20;

    /** e^r = 1 + r + r² P(r) for |r| ≤ ½ ln 2. */
    public static final double[] EXP = {
        0x1.0000000000001p-1,
        0x1.5555555555556p-3,
        0x1.5555555553d66p-5,
        0x1.11111111109b4p-7,
        0x1.6c16c1788a7c7p-10,
        0x1.a01a01a7c346dp-13,
        0x1.a019b912751fdp-16,
        0x1.71de0db1a4dc9p-19,
        0x1.28917f16c0441p-22,
        0x1.af38a1f35da25p-26
    };

    /** ln(1 + u) = 2w + 2w³ P(w²) where w = u / (2 + u), for 0 ≤ u ≤ 1. */
    public static final double[] LOG = {
        0x1.5555555555555p-2,
        0x1.999999999a3ddp-3,
        0x1.24924923d44c6p-3,
        0x1.c71c727143318p-4,
        0x1.745cf0b0e03bdp-4,
        0x1.3b18b294bebf9p-4,
        0x1.10ac75dc602b1p-4,
        0x1.eb905e8575054p-5,
        0x1.687a6e7c95176p-5,
        0x1.4b0a26c5f2aefp-4
    };

    /** 1 / √(2π). */
    public static final double DENSITY_AT_ZERO = 0x1.9884533d43651p-2;

    /** Above, the normal distribution function rounds to 1, and at its negative to 0. */
    public static final double NORMAL_MAX = 39;

    public static final double NORMAL_CENTRE = 5;

    /** Φ(−z) = e^(−z²/2) P((z − 5) / (z + 5)) / (z + 5) for z ≥ 0. */
    public static final double[] NORMAL = {
        0x1.89d3abe1f95aep-1,
        -0x1.54ad03f27ca17p-1,
        0x1.fb31653876f66p-2,
        -0x1.410ed5f8759f4p-2,
        0x1.51f6329f028cep-3,
        -0x1.1b1c254c9d2a7p-4,
        0x1.54b4d4f413a0bp-6,
        -0x1.88590ea7de2bcp-9,
        -0x1.a25036f91d279p-11,
        0x1.1daf1d3b2fc93p-11,
        -0x1.f214b3a151025p-15,
        -0x1.a170e9d7d7612p-15,
        0x1.17df5f170e097p-16,
        0x1.0b2c32ddd0a34p-18,
        -0x1.73d380b9e0e1fp-19,
        -0x1.6a62564d31595p-22,
        0x1.d279b3f695978p-22,
        0x1.77e1c63d4552cp-25,
        -0x1.1e5e42a79ececp-24,
        -0x1.6cd753cea5632p-27,
        0x1.062dccc1defd7p-27,
        0x1.31cb12cf77ad8p-29
    };

    /** The tanh approximation of GELU is x σ(GELU_LINEAR x + GELU_CUBIC x³). GELU_LINEAR = 2 √(2/π). */
    public static final double GELU_LINEAR = 0x1.9884533d43651p0;

    /** GELU_LINEAR times .044715. */
    public static final double GELU_CUBIC = GELU_LINEAR * .044715;

    /** Above, the tanh approximation of GELU rounds to x, and at its negative to 0. */
    public static final double GELU_MAX = 22;

    private Coefficients64() {}
}
