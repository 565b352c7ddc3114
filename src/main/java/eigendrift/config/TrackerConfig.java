package eigendrift.config;

/**
 * What is compared between checkpoints.
 *
 * @param lags which pairs of checkpoints
 * @param buffer vectors measured beyond k, so that one that leaves the first k is still seen
 * @param identityThreshold smallest q² with which a vector still counts as the same
 * @param clusterDrift share of an eigenvalue's change since the checkpoint before that counts, beside its error bound,
 *     as uncertainty of the eigenvalue; eigenvalues closer than the sum of their uncertainties are one cluster
 */
public record TrackerConfig(Lags lags, int buffer, double identityThreshold, double clusterDrift) {}
