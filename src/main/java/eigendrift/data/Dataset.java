package eigendrift.data;

/**
 * Training and test samples.
 *
 * @param hash SHA-256 (hex) of all inputs and targets, for provenance
 * @param test may have no samples
 */
public record Dataset(String name, Samples train, Samples test, String hash) {}
