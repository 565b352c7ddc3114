package eigendrift.replay;

import eigendrift.linalg.Blocks;

/**
 * Arrays of one checkpoint.
 *
 * @param blocks how {@code parameters} divides into layers
 * @param eigenvalues k, or empty where not measured
 * @param eigenvectors k rows of length n
 */
public record CheckpointArrays(
        String run, long step, Blocks blocks, double[] parameters, double[] eigenvalues, double[][] eigenvectors) {}
