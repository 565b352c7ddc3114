package eigendrift.config;

/**
 * Hyper-parameters of an update rule, named as in torch.optim. The default values are in the resource
 * {@code defaults.conf}.
 */
public sealed interface UpdateRule {

    record Sgd(double momentum, boolean nesterov, double weightDecay) implements UpdateRule {}

    /** Weight decay is added to the gradient, as in torch.optim.Adam. */
    record Adam(double beta1, double beta2, double epsilon, double weightDecay) implements UpdateRule {}

    /** Weight decay shrinks the weights directly (Loshchilov and Hutter 2019). */
    record AdamW(double beta1, double beta2, double epsilon, double weightDecay) implements UpdateRule {}

    record RmsProp(double alpha, double epsilon, double weightDecay, double momentum, boolean centered)
            implements UpdateRule {}

    record Adagrad(double learningRateDecay, double weightDecay, double initialAccumulator, double epsilon)
            implements UpdateRule {}

    /** Adam with {@code amsgrad}. */
    record AmsGrad(double beta1, double beta2, double epsilon, double weightDecay) implements UpdateRule {}

    record Adamax(double beta1, double beta2, double epsilon, double weightDecay) implements UpdateRule {}

    record NAdam(double beta1, double beta2, double epsilon, double weightDecay, double momentumDecay)
            implements UpdateRule {}

    record RAdam(double beta1, double beta2, double epsilon, double weightDecay) implements UpdateRule {}

    record Lion(double beta1, double beta2, double weightDecay) implements UpdateRule {}

    /** @param rho distance of the second gradient */
    record Sam(double rho, double momentum, double weightDecay) implements UpdateRule {}

    /**
     * @param biasRate learning rate of the biases relative to that of the matrices
     * @param beta1 of the biases, as are beta2 and epsilon
     */
    record Muon(
            double momentum,
            boolean nesterov,
            double weightDecay,
            double biasRate,
            double beta1,
            double beta2,
            double epsilon)
            implements UpdateRule {}

    /**
     * @param strongWolfe whether steps are found by a line search
     * @param maxIterations of one update
     */
    record Lbfgs(int history, int maxIterations, double toleranceGradient, double toleranceChange, boolean strongWolfe)
            implements UpdateRule {}
}
