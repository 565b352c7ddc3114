package eigendrift.config;

/**
 * Hyper-parameters of an update rule, named as in torch.optim. The name of the record is the type in a file, in lower
 * case, and its components are the keys. Defaults live in the reader alone.
 */
public sealed interface UpdateRule {

    /** The case of {@code cases} that is this rule's. */
    <R> R accept(Cases<R> cases);

    /** One answer for each rule, so that the compiler asks for that of a new one. */
    interface Cases<R> {

        R sgd(Sgd rule);

        R adam(Adam rule);

        R adamW(AdamW rule);

        R rmsProp(RmsProp rule);

        R adagrad(Adagrad rule);

        R amsGrad(AmsGrad rule);

        R adamax(Adamax rule);

        R nAdam(NAdam rule);

        R rAdam(RAdam rule);

        R lion(Lion rule);

        R sam(Sam rule);

        R muon(Muon rule);

        R lbfgs(Lbfgs rule);
    }

    record Sgd(double momentum, boolean nesterov, double weightDecay) implements UpdateRule {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.sgd(this);
        }
    }

    /** Weight decay is added to the gradient, as in torch.optim.Adam. */
    record Adam(double beta1, double beta2, double epsilon, double weightDecay) implements UpdateRule {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.adam(this);
        }
    }

    /** Weight decay shrinks the weights directly (Loshchilov and Hutter 2019). */
    record AdamW(double beta1, double beta2, double epsilon, double weightDecay) implements UpdateRule {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.adamW(this);
        }
    }

    record RmsProp(double alpha, double epsilon, double weightDecay, double momentum, boolean centered)
            implements UpdateRule {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.rmsProp(this);
        }
    }

    record Adagrad(double learningRateDecay, double weightDecay, double initialAccumulator, double epsilon)
            implements UpdateRule {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.adagrad(this);
        }
    }

    /** Adam with {@code amsgrad}. */
    record AmsGrad(double beta1, double beta2, double epsilon, double weightDecay) implements UpdateRule {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.amsGrad(this);
        }
    }

    record Adamax(double beta1, double beta2, double epsilon, double weightDecay) implements UpdateRule {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.adamax(this);
        }
    }

    record NAdam(double beta1, double beta2, double epsilon, double weightDecay, double momentumDecay)
            implements UpdateRule {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.nAdam(this);
        }
    }

    record RAdam(double beta1, double beta2, double epsilon, double weightDecay) implements UpdateRule {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.rAdam(this);
        }
    }

    record Lion(double beta1, double beta2, double weightDecay) implements UpdateRule {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.lion(this);
        }
    }

    /** @param rho distance of the second gradient */
    record Sam(double rho, double momentum, double weightDecay) implements UpdateRule {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.sam(this);
        }
    }

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
            implements UpdateRule {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.muon(this);
        }
    }

    /**
     * @param maxIterations of one update
     * @param lineSearch how the length of a step is found
     */
    record Lbfgs(int history, int maxIterations, double toleranceGradient, double toleranceChange, Search lineSearch)
            implements UpdateRule {
        public enum Search {
            NONE,
            STRONG_WOLFE
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.lbfgs(this);
        }
    }
}
