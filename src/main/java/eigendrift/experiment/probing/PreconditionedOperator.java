package eigendrift.experiment.probing;

import eigendrift.config.ProbeConfig;
import eigendrift.config.ProbeConfig.Operator;
import eigendrift.config.ProbeConfig.Which;
import eigendrift.config.UpdateRule;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe.StabilityMeasured;
import eigendrift.experiment.training.Checkpoint;
import eigendrift.optimizer.Optimizer;
import eigendrift.optimizer.Optimizers;
import eigendrift.spectrum.Eigenpair;
import eigendrift.spectrum.Spectrum;
import java.util.Optional;
import java.util.OptionalDouble;

/** How the curvature at a checkpoint looks to the optimizer that took it. */
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

    /** Empty where the measured matrix does not decide on stability, or not all that matters of it was measured. */
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

    /** Of the largest in magnitude a positive one is the largest; without one the largest is not known. */
    private OptionalDouble sharpness(Spectrum spectrum) {
        boolean magnitude = plan.config().probe().which() == Which.LARGEST_MAGNITUDE;
        return spectrum.pairs().stream().mapToDouble(Eigenpair::value).max().stream()
                .filter(value -> !magnitude || value > 0)
                .findFirst();
    }

    private Optimizer optimizer() {
        Optimizer optimizer =
                Optimizers.create(run.optimizer().rule(), plan.architecture().blocks());
        optimizer.restore(checkpoint.optimizerState());
        return optimizer;
    }
}
