package eigendrift.config;

/** Hyper-parameters of an update rule, named as in torch.optim. Defaults live in the reader alone. */
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
}
