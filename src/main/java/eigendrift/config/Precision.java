package eigendrift.config;

/** Arithmetic of the network passes; weights, optimizer state and eigenvectors are double in both. */
public enum Precision {
    FLOAT32,
    FLOAT64
}
