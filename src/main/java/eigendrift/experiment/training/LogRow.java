package eigendrift.experiment.training;

/**
 * What is logged at the end of a log interval, at the weights after {@code step} updates. NaN means not measured.
 *
 * @param epoch step / steps per epoch
 * @param loss mean over the samples of the batches since the row before, each at the weights before its update; in runs
 *     that version 0.1.0 began the mean of the batches' means
 * @param trainLoss mean loss over all training samples
 * @param gradientNorm ‖g‖ of the last update's batch
 * @param updateNorm ‖Δw‖ of the last update
 * @param learningRate rate of the last update
 */
public record LogRow(
        long step,
        double epoch,
        double loss,
        double trainLoss,
        double trainAccuracy,
        double testLoss,
        double testAccuracy,
        double gradientNorm,
        double updateNorm,
        double learningRate) {}
