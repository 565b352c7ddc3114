package eigendrift.config;

/** Elementwise non-linearity of the hidden layers. */
public enum Activation {
    RELU,
    TANH,
    SIGMOID,
    /** x Φ(x), with the exact Gaussian distribution function. */
    GELU,
    /** The tanh approximation of GELU (Hendrycks and Gimpel 2016). */
    GELU_TANH,
    SILU,
    SOFTPLUS,
    IDENTITY
}
