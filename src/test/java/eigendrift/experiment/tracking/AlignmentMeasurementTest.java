package eigendrift.experiment.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.Precision;
import eigendrift.config.reading.ExperimentReader;
import eigendrift.dynamics.LossChange;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.probing.HessianProbe.EigenvectorMeasured;
import eigendrift.experiment.probing.HessianProbe.Event;
import eigendrift.experiment.probing.HessianProbe.SpectrumMeasured;
import eigendrift.experiment.probing.SpectrumMeasurement;
import eigendrift.experiment.tracking.Tracker.AlignmentMeasured;
import eigendrift.experiment.training.Checkpoint;
import eigendrift.experiment.training.TrainingLoop;
import eigendrift.linalg.Blas;
import eigendrift.linalg.Workers;
import eigendrift.network.Curvature;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Linear regression: the loss is a quadratic, so that a step changes it by g·u + ½ uᵀHu exactly, and by parts. */
class AlignmentMeasurementTest {

    private static final String LINEAR = """
            experiment {
              name = linear
              seeds = [0]
              data { source = teacher, inputs = 5, outputs = 2, hidden = [4], noise = .1, count = 40, test-count = 0 }
              network { hidden = [] }
              loss = mean-squared-error
              training { steps = 6, batch-size = 16, log-every = 1 step }
              optimizers = [ { type = sgd, momentum = .9, learning-rate = .05 } ]
              checkpoints { every = 1 step }
              probe { eigenpairs = 3, tolerance = 1e-12 }
              null-models = []
            }
            """;

    /** Rounding of losses around 1, and what residuals of 1e-12 λ₁ leave of products of the parts. */
    private static final double ROUNDING = 1e-11;

    private static Plan plan(String... overrides) {
        return Plan.of("linear", ExperimentReader.parse(LINEAR, List.of(overrides)));
    }

    private static Checkpoint after(Plan plan, int steps) {
        TrainingLoop loop = new TrainingLoop(plan, plan.runs().get(0));
        for (int step = 0; step < steps; step++) {
            loop.advance(0);
        }
        return loop.checkpoint(true);
    }

    private static AlignmentMeasured measure(Plan plan, Checkpoint checkpoint) {
        List<Event> events = spectrum(plan, checkpoint);
        return measure(plan, checkpoint, events);
    }

    private static List<Event> spectrum(Plan plan, Checkpoint checkpoint) {
        return new SpectrumMeasurement(plan, Workers.SINGLE)
                .at(checkpoint, 1, List.of(), plan.runs().get(0));
    }

    private static AlignmentMeasured measure(Plan plan, Checkpoint checkpoint, List<Event> events) {
        return new AlignmentMeasurement(plan, plan.runs().get(0))
                .of((SpectrumMeasured) events.get(events.size() - 1), checkpoint, leading(events));
    }

    private static double[][] leading(List<Event> events) {
        double[][] vectors = events.stream()
                .filter(EigenvectorMeasured.class::isInstance)
                .map(event -> ((EigenvectorMeasured) event).vector())
                .toArray(double[][]::new);
        return Arrays.copyOf(vectors, 3);
    }

    private static double[] difference(double[] after, double[] before) {
        double[] u = after.clone();
        Blas.axpy(u.length, -1, before, 0, u, 0);
        return u;
    }

    private static double fraction(double[][] leading, double[] u) {
        double sum = 0;
        for (double[] v : leading) {
            sum += Math.pow(Blas.dot(u.length, v, 0, u, 0), 2);
        }
        return sum / Blas.dot(u.length, u, 0, u, 0);
    }

    /** Steps 2 and 3 end and begin an epoch of three batches; 6 is the last. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 6})
    void theLossChangesAsTheQuadraticSays(int step) {
        Plan plan = plan();
        // A longer training makes the update that would come after the last step.
        Checkpoint next = after(plan("training.steps=9"), step + 1);
        Checkpoint checkpoint = after(plan, step);
        double[] u = difference(next.parameters(), checkpoint.parameters());
        List<Event> events = spectrum(plan, checkpoint);
        AlignmentMeasured found = measure(plan, checkpoint, events);

        Curvature curvature = Curvature.at(
                plan.architecture(),
                plan.config().loss(),
                plan.curvatureSamples(),
                checkpoint.parameters(),
                Precision.FLOAT64,
                Workers.SINGLE);
        double[] hu = new double[u.length];
        curvature.hessian().apply(u, hu);
        double slope = Blas.dot(u.length, curvature.gradient(), 0, u, 0);
        double expected = slope + Blas.dot(u.length, u, 0, hu, 0) / 2;
        assertThat(found.step()).isEqualTo(step);
        assertThat(found.k()).isEqualTo(3);
        assertThat(found.slope()).isCloseTo(slope, within(ROUNDING));
        assertThat(found.change().whole()).isCloseTo(expected, within(ROUNDING));
        assertThat(found.change().top()).isCloseTo(found.slopeTop() + found.curvatureTop(), within(ROUNDING));
        assertThat(found.change().bulk())
                .as("no product of the parts in eigenvectors")
                .isCloseTo(found.change().whole() - found.change().top(), within(ROUNDING));
        assertThat(Math.abs(found.change().top())).as("something to be seen").isGreaterThan(1e6 * ROUNDING);
        assertThat(found.updateFraction()).isCloseTo(fraction(leading(events), u), within(ROUNDING));
    }

    /** p ← p − η b: the momentum points along the update before. */
    @Test
    void theMomentumOfDescentIsItsLastUpdate() {
        Plan plan = plan();
        Checkpoint checkpoint = after(plan, 4);
        double[] last = difference(checkpoint.parameters(), after(plan, 3).parameters());
        List<Event> events = spectrum(plan, checkpoint);
        assertThat(measure(plan, checkpoint, events).momentumFraction())
                .isCloseTo(fraction(leading(events), last), within(ROUNDING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"type = sgd, momentum = 0", "type = adagrad", "type = lbfgs, max-iterations = 2"})
    void aRuleWithoutMomentumHasNoShareOfIt(String rule) {
        Plan plan = plan("training.batch-size=full", "optimizers=[{ %s }]".formatted(rule));
        AlignmentMeasured found = measure(plan, after(plan, 2));
        assertThat(found.momentumFraction()).isNaN();
        assertThat(found.updateFraction()).isBetween(0., 1.);
    }

    @Test
    void beforeTheFirstUpdateTheMomentumIsNothing() {
        Plan plan = plan();
        assertThat(measure(plan, after(plan, 0)).momentumFraction()).isNaN();
    }

    @Test
    void ofAPreconditionedOperatorNothingIsMeasured() {
        Plan plan = plan("probe.operator=preconditioned", "optimizers=[{ type = adam }]");
        assertNothing(measure(plan, after(plan, 2)), Double.NaN);
    }

    @Test
    void aBatchWithoutALossHasNoUpdate() {
        Plan plan = plan();
        Checkpoint checkpoint = after(plan, 2);
        List<Event> events = spectrum(plan, checkpoint);
        double momentum = measure(plan, checkpoint, events).momentumFraction();
        checkpoint.parameters()[0] = Double.NaN;
        assertNothing(measure(plan, checkpoint, events), momentum);
    }

    private static void assertNothing(AlignmentMeasured found, double momentum) {
        double nan = Double.NaN;
        assertThat(found).isEqualTo(new AlignmentMeasured(2, 3, momentum, nan, LossChange.NONE, nan, nan, nan));
    }
}
