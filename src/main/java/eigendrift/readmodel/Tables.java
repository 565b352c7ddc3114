package eigendrift.readmodel;

import eigendrift.config.NullModelName;
import eigendrift.config.ProbeConfig.Method;
import eigendrift.config.ProbeConfig.Operator;
import eigendrift.config.reading.Setting;
import eigendrift.dynamics.Identities;
import eigendrift.dynamics.LossChange;
import eigendrift.dynamics.Observable;
import eigendrift.dynamics.ObservableValues;
import eigendrift.spectrum.SelfCheck;
import java.util.Collection;
import java.util.List;

/**
 * What one analysis of one experiment says, as flat rows; each list becomes a file of the export. Those of pairs of
 * checkpoints, which may be more than fit in memory, are walked, not indexed.
 *
 * <p>Rows are ordered by run (optimizer, then seed, as configured), then step, then index. {@code Double.NaN} means not
 * measured. A row of step t describes the weights after t updates.
 */
public record Tables(
        List<Run> runs,
        List<Training> training,
        List<Spectrum> spectrum,
        List<Localization> localization,
        Collection<Displacement> displacement,
        Collection<Subspace> subspace,
        List<Alignment> alignment,
        List<Null> nulls,
        List<NullDraw> nullDraws,
        Carriers carriers,
        Estimates estimates,
        Identity identity,
        Collection<Weights> weights,
        List<MissingSpectrum> missing,
        List<Setting> configuration) {

    /** Starts with empty tables. */
    public static TablesBuilder builder() {
        return new TablesBuilder();
    }

    /** Starts with these, to replace some. */
    public TablesBuilder with() {
        return new TablesBuilder(this);
    }

    /**
     * On what the eigenvectors sit.
     *
     * @param images of the runs that the report shows, where inputs are square images
     */
    public record Carriers(List<Neuron> neurons, List<Carrier> parameters, List<UnitImage> images) {

        public static Carriers none() {
            return new Carriers(List.of(), List.of(), List.of());
        }
    }

    /** Which eigenvector is which, and the way that each went. */
    public record Identity(List<Ranked> ranks, List<Change> changes, List<Motion> motion) {

        public static Identity none() {
            return new Identity(List.of(), List.of(), List.of());
        }
    }

    /** What a probe measures beyond eigenpairs: where it was asked to, and the checks of its products. */
    public record Estimates(List<Density> density, List<Trace> trace, List<Stability> stability, List<Check> checks) {

        public static Estimates none() {
            return new Estimates(List.of(), List.of(), List.of(), List.of());
        }
    }

    /**
     * One run at its end. {@code parameters} is n.
     *
     * @param baseline what a network that ignores its inputs reaches: an accuracy, or for regression a loss
     * @param deadUnits share of the hidden units that pass no gradient on at any training sample, at the last step
     */
    public record Run(
            String run,
            String optimizer,
            long seed,
            int parameters,
            Status status,
            long steps,
            double finalLoss,
            double finalAccuracy,
            double baseline,
            double deadUnits) {

        /** One whose end was not judged. */
        public Run(
                String run,
                String optimizer,
                long seed,
                int parameters,
                Status status,
                long steps,
                double finalLoss,
                double finalAccuracy) {
            this(run, optimizer, seed, parameters, status, steps, finalLoss, finalAccuracy, Double.NaN, Double.NaN);
        }

        /** Whether it ended no better than without its inputs; no where that is not known. */
        public boolean isNoBetterThanBaseline() {
            return Double.isNaN(finalAccuracy) ? finalLoss >= baseline : finalAccuracy <= baseline && finalAccuracy < 1;
        }
    }

    /**
     * One log interval. {@code loss} is the mean batch loss of the updates since the row before; gradient norm, update
     * norm and learning rate are those of the last update.
     */
    public record Training(
            String run,
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

    /**
     * One eigenpair; {@code index} counts from 1; {@code products} is the cost of the whole spectrum, and
     * {@code converged} whether all of its pairs, those of the buffer included, hold the tolerance.
     */
    public record Spectrum(
            String run,
            long step,
            int index,
            double eigenvalue,
            double residual,
            double gap,
            double angleBound,
            int products,
            boolean converged) {}

    /** A checkpoint at which nothing could be measured, and why. */
    public record MissingSpectrum(String run, long step, String reason) {}

    /**
     * Where one eigenvector sits; {@code layerMasses} has one entry a layer and sums to 1.
     *
     * @param layerIprs within each layer; empty where not measured
     */
    public record Localization(
            String run,
            long step,
            int index,
            ObservableValues values,
            List<Double> layerMasses,
            List<Double> layerIprs) {

        public double ipr() {
            return values.of(Observable.IPR);
        }

        public double entropy() {
            return values.of(Observable.ENTROPY);
        }
    }

    /**
     * Share of an eigenvector in one neuron: its incoming weights and its bias.
     *
     * @param layer from 1
     * @param neuron within the layer, from 0: its row of the weight matrix
     * @param iprShare its part of the sum Σ p_j² = IPR
     */
    public record Neuron(String run, long step, int index, int layer, int neuron, double mass, double iprShare) {}

    /**
     * The parameter of {@code place}-th largest mass, such as layer1.weight[3,406], counted from 0; value is v_j, with
     * its sign.
     *
     * @param feature name of the input that a weight of the first layer takes; empty for other parameters and nameless
     *     inputs
     */
    public record Carrier(
            String run, long step, int index, int place, String parameter, double value, double mass, String feature) {}

    /**
     * The incoming weights, in v₁, of the first-layer unit with the largest mass there.
     *
     * @param unit from 0
     * @param weights one a pixel, row by row from the top
     */
    public record UnitImage(String run, long step, int unit, double mass, double[] weights) {}

    /** One eigenvector at two times; displacement is 1 − overlap². */
    public record Displacement(
            String run,
            int index,
            Label label,
            long stepFrom,
            long stepTo,
            double overlap,
            double displacement,
            double angle,
            double bound) {

        /** 2(1 − |q|). */
        public double chordal() {
            return eigendrift.dynamics.Displacement.chordal(angle);
        }

        /** Whether the certificates of the two eigenvectors allow that nothing moved. */
        public boolean isBelowResolution() {
            return eigendrift.dynamics.Displacement.belowResolution(angle, bound);
        }

        /** The same under another index. */
        public Displacement at(int other) {
            return new Displacement(run, other, label, stepFrom, stepTo, overlap, displacement, angle, bound);
        }
    }

    /** The identity at a rank, buffer included; ranks of one cluster cannot be told apart. */
    public record Ranked(String run, long step, int rank, int identity, int cluster) {}

    /**
     * What became of an identity at {@code step}. A rank of 0 is beyond those that are
     * measured; {@code other} is the identity it crossed, or 0.
     */
    public record Change(
            String run,
            long step,
            int identity,
            Identities.Fate event,
            int rankFrom,
            int rankTo,
            int other,
            double overlap) {}

    /** The way of a rank or an identity up to {@code step} (see {@link eigendrift.dynamics.Trajectory}). */
    public record Motion(
            String run,
            int index,
            Label label,
            long step,
            double pathLength,
            double netOverPath,
            double ratePerStep,
            double ratePerDistance,
            double relaxationSteps) {}

    /** The leading k-dimensional subspace at two times; the last three by principal angles. */
    public record Subspace(
            String run,
            long stepFrom,
            long stepTo,
            int k,
            double overlap,
            double geodesic,
            double chordal,
            double largestAngle) {}

    /**
     * Share in the leading subspace: of the gradient, of the way since the last checkpoint, of the momentum and of the
     * next update; and what that update does to the loss (see
     * {@link eigendrift.experiment.tracking.Tracker.AlignmentMeasured}).
     */
    public record Alignment(
            String run,
            long step,
            int k,
            double gradientFraction,
            double updateFraction,
            double momentumFraction,
            double nextUpdateFraction,
            LossChange change,
            double slope,
            double slopeTop,
            double curvatureTop) {}

    /** An observable against a null model; {@code pFamily} is adjusted over index, layer and step of the run. */
    public record Null(
            NullModelName model,
            String run,
            long step,
            int index,
            String statistic,
            double observed,
            double nullMean,
            double nullSd,
            double z,
            double p,
            double pFamily) {

        /** Observed over expected, the effect size of a positive observable. */
        public double ratio() {
            return observed / nullMean;
        }

        /** The same of the odds d/(1 − d) of a displacement, which have no ceiling; NaN for other statistics. */
        public double oddsRatio() {
            return statistic.equals("displacement")
                    ? StrictMath.exp(eigendrift.dynamics.Displacement.logOdds(observed)
                            - eigendrift.dynamics.Displacement.logOdds(nullMean))
                    : Double.NaN;
        }
    }

    /**
     * One eigenvector of one random Hessian; {@code run} is empty and {@code step} −1 where the draw serves every run.
     * The displacement is NaN where the model is none of movement; {@code products} is the cost of the whole draw.
     */
    public record NullDraw(
            NullModelName model,
            String run,
            long step,
            int draw,
            int index,
            double eigenvalue,
            ObservableValues values,
            double displacement,
            int products,
            boolean converged) {

        /** Whether it serves every run. */
        public boolean isShared() {
            return run.isEmpty();
        }

        public double ipr() {
            return values.of(Observable.IPR);
        }
    }

    /**
     * A node of the spectral density from one random start; {@code draw} counts from 1, the weights of a draw sum to 1.
     * {@code width} is that of the kernels to show it with.
     */
    public record Density(String run, long step, int draw, double node, double weight, double width) {}

    /** The trace, estimated, and what that cost. */
    public record Trace(String run, long step, Method method, double estimate, double standardError, int products) {}

    /**
     * The largest eigenvalue beside that at which the optimizer is stable; the
     * learning rate that of the next update.
     */
    public record Stability(
            String run, long step, Operator operator, double sharpness, double threshold, double learningRate) {

        /** Above 1 the quadratic approximation of the loss makes the updates diverge. */
        public double ratio() {
            return sharpness / threshold;
        }
    }

    /** A product of a spectrum's operator beside differences. */
    public record Check(String run, long step, SelfCheck.Method method, SelfCheck check) {}

    /** The weights at two times: (1/n) Σ_j (w_j(t) − w_j(t_w))² and ‖w(t) − w(t_w)‖. */
    public record Weights(String run, long stepFrom, long stepTo, double meanSquare, double distance) {}
}
