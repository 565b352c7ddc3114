package eigendrift.config;

/** Loss of the network's outputs, averaged over samples. */
public enum Loss {
    /** Mean over samples of −log softmax(z)[label]. */
    CROSS_ENTROPY,
    /** As torch.nn.MSELoss: mean over samples and outputs of (z − y)². */
    MEAN_SQUARED_ERROR,
    /** Mean over samples of ½‖z − y‖². */
    HALF_SQUARED_ERROR
}
