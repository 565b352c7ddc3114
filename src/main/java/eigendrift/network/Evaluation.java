package eigendrift.network;

/**
 * A network on all samples.
 *
 * @param loss mean over samples
 * @param accuracy share of samples whose largest output is that of their label, the first of equals; NaN for regression
 */
public record Evaluation(double loss, double accuracy) {}
