package eigendrift.experiment.tracking;

import eigendrift.config.ProbeConfig;
import eigendrift.data.Samples;
import eigendrift.dynamics.LossChange;
import eigendrift.dynamics.Subspaces;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe.Pair;
import eigendrift.experiment.probing.HessianProbe.SpectrumMeasured;
import eigendrift.experiment.tracking.Tracker.AlignmentMeasured;
import eigendrift.experiment.training.Checkpoint;
import eigendrift.experiment.training.TrainingLoop;
import eigendrift.linalg.Blas;
import eigendrift.network.BatchLoss;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Measures how much of an optimizer's gradient, momentum and update lies in the leading subspace at a checkpoint. Costs
 * one update, and one gradient and four evaluations over the curvature samples: as much as a few Hessian-vector
 * products.
 */
record AlignmentMeasurement(Plan plan, Run run) {

    /** Samples of a pass: more are faster and take more memory. */
    private static final int CHUNK = 512;

    /** @param leading the first eigenvectors of {@code spectrum}, which is that at {@code checkpoint} */
    AlignmentMeasured of(SpectrumMeasured spectrum, Checkpoint checkpoint, double[][] leading) {
        if (plan.config().probe().operator() == ProbeConfig.Operator.PRECONDITIONED) {
            return without(checkpoint, leading, Double.NaN);
        }
        double momentum = checkpoint
                .optimizerState()
                .momentum()
                .map(m -> Subspaces.fraction(leading, m))
                .orElse(Double.NaN);
        Optional<double[]> update = TrainingLoop.updateAfter(plan, run, checkpoint);
        return update.map(u -> along(u, spectrum, checkpoint, leading, momentum))
                .orElseGet(() -> without(checkpoint, leading, momentum));
    }

    private AlignmentMeasured along(
            double[] u, SpectrumMeasured spectrum, Checkpoint checkpoint, double[][] leading, double momentum) {
        double[] w = checkpoint.parameters();
        Samples samples = plan.curvatureSamples();
        BatchLoss loss = BatchLoss.of(
                plan.architecture(),
                plan.config().loss(),
                samples,
                plan.config().probe().precision(),
                CHUNK);
        double[] gradient = new double[w.length];
        int[] rows = IntStream.range(0, samples.count()).toArray();
        loss.gradient(w, rows, 0, rows.length, gradient);
        double slopeTop = 0;
        double curvatureTop = 0;
        for (int i = 0; i < leading.length; i++) {
            Pair pair = spectrum.pairs().get(i);
            double c = Blas.dot(u.length, leading[i], 0, u, 0);
            slopeTop += c * pair.gradientCoefficient();
            curvatureTop += c * c * pair.value() / 2;
        }
        return new AlignmentMeasured(
                checkpoint.step(),
                leading.length,
                momentum,
                Subspaces.fraction(leading, u),
                LossChange.along(w, u, Subspaces.project(leading, u), at -> loss.evaluate(at)
                        .loss()),
                Blas.dot(u.length, gradient, 0, u, 0),
                slopeTop,
                curvatureTop);
    }

    private static AlignmentMeasured without(Checkpoint checkpoint, double[][] leading, double momentum) {
        return new AlignmentMeasured(
                checkpoint.step(),
                leading.length,
                momentum,
                Double.NaN,
                LossChange.NONE,
                Double.NaN,
                Double.NaN,
                Double.NaN);
    }
}
