package eigendrift.config;

import java.util.OptionalDouble;

/**
 * Bounds on the gradients that an optimizer sees; none where empty.
 *
 * @param norm of the whole gradient
 * @param value of the magnitude of each entry, applied first
 */
public record ClippingConfig(OptionalDouble norm, OptionalDouble value) {

    /** No bounds. */
    public static final ClippingConfig NONE = new ClippingConfig(OptionalDouble.empty(), OptionalDouble.empty());
}
