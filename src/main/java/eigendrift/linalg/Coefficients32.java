package eigendrift.linalg;

/**
 * Constants of the elementary functions in single precision. Written by hand, unlike the other classes in 32: these
 * numbers do not follow from those in 64.
 *
 * <p>Reduction of the exponential: Cody and Waite, Software Manual for the Elementary Functions, 1980. Polynomials,
 * lowest power first and an even number of coefficients: {@code tools/reference/polynomials.py}.
 */
public final class Coefficients32 {

    /** Position of the exponent in the bits of a number. */
    public static final int EXPONENT = 23;

    /** x + ROUND − ROUND is x rounded to an integer. */
    public static final float ROUND = 0x1.8p23f;

    /** The last bits of k + BIASED are the exponent field of 2^k. */
    public static final float BIASED = 0x1.8p23f + 127;

    /** Keeps the upper half of the significand, whose square is exact. */
    public static final int UPPER_HALF = -1 << 12;

    public static final float LOG2_E = 0x1.715476p0f;

    /** ln 2 = LN2_HIGH + LN2_LOW; integers up to 2^11 times LN2_HIGH are exact. */
    public static final float LN2_HIGH = 0x1.63p-1f;

    public static final float LN2_LOW = -0x1.bd0106p-13f;

    /** Half as a number of this precision. */
    public static final float HALF = .5f;

    /** Below, e^x rounds to 0. */
    public static final float EXP_MIN = -104;

    /** Above, e^x overflows. */
    public static final float EXP_MAX = 89;

    /** Above, tanh x rounds to 1. */
    public static final float TANH_MAX = 10;

    /** e^r = 1 + r + r² P(r) for |r| ≤ ½ ln 2. */
    public static final float[] EXP = {
        0x1.000000p-1f, 0x1.555556p-3f, 0x1.5554c2p-5f, 0x1.1110d0p-7f, 0x1.6d74a8p-10f, 0x1.a150eep-13f
    };

    /** ln(1 + u) = 2w + 2w³ P(w²) where w = u / (2 + u), for 0 ≤ u ≤ 1. */
    public static final float[] LOG = {0x1.55554cp-2f, 0x1.99ad6cp-3f, 0x1.21249ap-3f, 0x1.12f598p-3f};

    /** 1 / √(2π). */
    public static final float DENSITY_AT_ZERO = 0x1.988454p-2f;

    /** Above, the normal distribution function rounds to 1, and at its negative to 0. */
    public static final float NORMAL_MAX = 15;

    public static final float NORMAL_CENTRE = 5;

    /** Φ(−z) = e^(−z²/2) P((z − 5) / (z + 5)) / (z + 5) for z ≥ 0. */
    public static final float[] NORMAL = {
        0x1.89d3acp-1f,
        -0x1.54ad02p-1f,
        0x1.fb31a8p-2f,
        -0x1.410f32p-2f,
        0x1.51ed94p-3f,
        -0x1.1b1684p-4f,
        0x1.563f00p-6f,
        -0x1.841a8cp-9f,
        -0x1.03371ep-10f,
        0x1.9e416ap-12f
    };

    /** The tanh approximation of GELU is x σ(GELU_LINEAR x + GELU_CUBIC x³). GELU_LINEAR = 2 √(2/π). */
    public static final float GELU_LINEAR = 0x1.988454p0f;

    /** GELU_LINEAR times .044715. */
    public static final float GELU_CUBIC = GELU_LINEAR * .044715f;

    /** Above, the tanh approximation of GELU rounds to x, and at its negative to 0. */
    public static final float GELU_MAX = 11;

    private Coefficients32() {}
}
