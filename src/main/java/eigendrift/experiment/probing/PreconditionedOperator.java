package eigendrift.experiment.probing;

import eigendrift.config.ProbeConfig;
import eigendrift.config.ProbeConfig.Operator;
import eigendrift.config.UpdateRule;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe.StabilityMeasured;
import eigendrift.experiment.training.Checkpoint;
import eigendrift.linalg.Which;
import eigendrift.optimizer.Optimizer;
import eigendrift.optimizer.Optimizers;
import eigendrift.spectrum.Eigenpair;
import eigendrift.spectrum.Spectrum;
import java.util.Optional;
import java.util.OptionalDouble;

/** The preconditioner P of the optimizer at a checkpoint, and the stability of its updates there. */
record PreconditionedOperator(Plan plan, Run run, Checkpoint checkpoint) {

    /**
     * The diagonal of P^{-1/2}; empty before the first update of an adaptive rule, and for one that has none.
     *
     * @throws ArithmeticException if an entry of P is not positive
     */
    Optional<double[]> scale() {
        double[] diagonal = new double[checkpoint.parameters().length];
        if (!optimizer().preconditioner(diagonal)) {
            return Optional.empty();
        }
        for (int i = 0; i < diagonal.length; i++) {
            if (!(diagonal[i] > 0)) {
                throw new ArithmeticException("preconditioner of " + run.name() + " at step " + checkpoint.step()
                        + ": expected positive entries, found entry " + i + " = " + diagonal[i]
                        + ".\nMaybe its epsilon is 0, or it is centered and rounding outweighs the variance.");
            }
            diagonal[i] = 1 / Math.sqrt(diagonal[i]);
        }
        return Optional.of(diagonal);
    }

    /**
     * The largest eigenvalue and its stability threshold; empty where the measured matrix does not decide on stability,
     * or its largest eigenvalue was not measured.
     */
    Optional<StabilityMeasured> stability(Spectrum spectrum) {
        double learningRate = plan.learningRate(run).at(checkpoint.step());
        OptionalDouble threshold = optimizer().stabilityThreshold(learningRate);
        OptionalDouble sharpness = sharpness(spectrum);
        if (!decides() || threshold.isEmpty() || sharpness.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new StabilityMeasured(
                checkpoint.step(),
                plan.config().probe().operator(),
                sharpness.getAsDouble(),
                threshold.getAsDouble(),
                learningRate));
    }

    /** Whether the measured matrix is all of P^{-1/2} H P^{-1/2}. */
    private boolean decides() {
        ProbeConfig probe = plan.config().probe();
        boolean whole = probe.layer().isEmpty();
        boolean identity = run.optimizer().rule() instanceof UpdateRule.Sgd;
        return whole
                && (probe.operator() == Operator.PRECONDITIONED || probe.operator() == Operator.HESSIAN && identity);
    }

    /**
     * The largest eigenvalue. If those of largest magnitude were measured, it is the first positive one, and unknown if
     * there is none.
     */
    private OptionalDouble sharpness(Spectrum spectrum) {
        boolean magnitude = plan.config().probe().which() == Which.LARGEST_MAGNITUDE;
        return spectrum.pairs().stream().mapToDouble(Eigenpair::value).max().stream()
                .filter(value -> !magnitude || value > 0)
                .findFirst();
    }

    private Optimizer optimizer() {
        Optimizer optimizer =
                Optimizers.create(run.optimizer().rule(), plan.architecture().layout());
        optimizer.restore(checkpoint.optimizerState());
        return optimizer;
    }
}
