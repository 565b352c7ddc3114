package eigendrift.linalg;

/**
 * Activation functions over a range of an array, with their derivatives.
 *
 * <p>Every method reads z[i] for from ≤ i &lt; to and writes f(z[i]) to {@code f}, f′(z[i]) to {@code first} and
 * f″(z[i]) to {@code second}; {@code f} may be {@code z}. Where {@code second}, or {@code first} and {@code second}, is
 * null, the derivative is not computed. Errors are a few units in the last place of the larger of 1 and the value. The
 * implementations give the same bits.
 */
public interface Elementwise64 {

    /** Vector instructions where the module is present, plain loops elsewhere. */
    Elementwise64 INSTANCE = VectorModule.load(
            "eigendrift.linalg.vector.VectorElementwise64", Elementwise64.class, new PlainElementwise64());

    /** f = e^z. */
    void exp(int from, int to, double[] z, double[] f);

    /** max(0, z); both derivatives are 0 at 0, and the second is 0 everywhere and not written. */
    void relu(int from, int to, double[] z, double[] f, double[] first);

    void tanh(int from, int to, double[] z, double[] f, double[] first, double[] second);

    /** 1 / (1 + e^−z). */
    void sigmoid(int from, int to, double[] z, double[] f, double[] first, double[] second);

    /** z Φ(z), with the normal distribution function Φ. */
    void gelu(int from, int to, double[] z, double[] f, double[] first, double[] second);

    /** ½ z (1 + tanh(√(2/π) (z + .044715 z³))). */
    void geluTanh(int from, int to, double[] z, double[] f, double[] first, double[] second);

    /** z / (1 + e^−z). */
    void silu(int from, int to, double[] z, double[] f, double[] first, double[] second);

    /** ln(1 + e^z). */
    void softplus(int from, int to, double[] z, double[] f, double[] first, double[] second);
}
