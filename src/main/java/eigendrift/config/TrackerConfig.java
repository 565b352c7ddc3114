package eigendrift.config;

import java.util.List;
import java.util.Optional;

/**
 * What is compared between checkpoints.
 *
 * @param lags distances in checkpoints (1 = neighbours); empty for all pairs
 * @param buffer vectors measured beyond k, so that one that leaves the first k is still seen
 * @param identityThreshold q² with which a vector still counts as the same
 * @param clusterDrift share of an eigenvalue's change since the checkpoint before that counts, beside its error bound, as
 *     uncertainty of its place; eigenvalues closer than these together are one cluster
 */
public record TrackerConfig(Optional<List<Integer>> lags, int buffer, double identityThreshold, double clusterDrift) {}
