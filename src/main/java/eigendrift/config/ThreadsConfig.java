package eigendrift.config;

import java.util.OptionalInt;

/**
 * Sizes of the two separate pools; results do not depend on them.
 *
 * @param training threads that train, empty for a share of the cores
 * @param probe threads that measure spectra and draw null models, empty for the rest
 */
public record ThreadsConfig(OptionalInt training, OptionalInt probe) {}
