package eigendrift.readmodel;

import eigendrift.linalg.LanczosQuadrature;
import eigendrift.network.ParameterLayout;
import java.util.Optional;

/**
 * Arrays of one checkpoint.
 *
 * @param blocks how {@code parameters} divides into layers
 * @param eigenvalues k, or empty where not measured
 * @param eigenvectors k rows of length n
 * @param density the spectral density over all draws, where measured
 */
public record CheckpointArrays(
        String run,
        long step,
        ParameterLayout layout,
        double[] parameters,
        double[] eigenvalues,
        double[][] eigenvectors,
        Optional<LanczosQuadrature> density) {}
