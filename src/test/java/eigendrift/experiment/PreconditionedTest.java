package eigendrift.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.ConfigException;
import eigendrift.config.ProbeConfig.Operator;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.probing.HessianProbe.Event;
import eigendrift.experiment.probing.HessianProbe.ProbeFailed;
import eigendrift.experiment.probing.HessianProbe.SpectrumMeasured;
import eigendrift.experiment.probing.HessianProbe.StabilityMeasured;
import eigendrift.experiment.probing.SpectrumMeasurement;
import eigendrift.experiment.tracking.Tracker;
import eigendrift.experiment.training.Checkpoint;
import eigendrift.experiment.training.TrainingLoop;
import eigendrift.linalg.SymmetricEigen;
import eigendrift.linalg.Workers;
import eigendrift.network.Curvature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P^{-1/2} H P^{-1/2} of a small network, beside the dense matrix and Adam's formulas. */
@Timeout(120)
class PreconditionedTest {

    private static final String[] PRECONDITIONED = {
        "seeds=[0]", "null-models=[haar, haar-layered]", "probe.operator=preconditioned"
    };

    /** Rounding of products and of a dense eigensolver, relative to λ₁. */
    private static final double ROUNDING = 1e-10;

    private static Plan plan(String... overrides) {
        List<String> all = new ArrayList<>(List.of(PRECONDITIONED));
        all.addAll(List.of(overrides));
        return Plans.small(all.toArray(String[]::new));
    }

    /** After some updates. */
    private static Checkpoint checkpoint(Plan plan, String run) {
        TrainingLoop loop = new TrainingLoop(plan, plan.run(run));
        for (int step = 0; step < 12; step++) {
            loop.advance(0);
        }
        return loop.checkpoint(true);
    }

    private static List<Event> measure(Plan plan, String run) {
        return new SpectrumMeasurement(plan, Workers.SINGLE).at(checkpoint(plan, run), 1, List.of(), plan.run(run));
    }

    private static Optional<StabilityMeasured> stability(List<Event> events) {
        return events.stream()
                .filter(StabilityMeasured.class::isInstance)
                .map(StabilityMeasured.class::cast)
                .findFirst();
    }

    @Test
    void hasTheEigenvaluesOfTheDenseMatrix() {
        Plan plan = plan();
        Checkpoint checkpoint = checkpoint(plan, "adam-seed0");
        List<Event> events = measure(plan, "adam-seed0");
        SpectrumMeasured spectrum = (SpectrumMeasured) events.get(events.size() - 1);

        Curvature curvature = Curvature.at(
                plan.architecture(),
                plan.config().loss(),
                plan.curvatureSamples(),
                checkpoint.parameters(),
                plan.config().probe().precision(),
                Workers.SINGLE);
        int n = checkpoint.parameters().length;
        double[] second = checkpoint.optimizerState().arrays().get("second-moment");
        double[] dense = new double[n * n];
        double[] p = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = (1 - Math.pow(.9, 12)) * (Math.sqrt(second[i] / (1 - Math.pow(.999, 12))) + 1e-8);
        }
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            double[] row = new double[n];
            unit[i] = 1;
            curvature.hessian().apply(unit, row);
            for (int j = 0; j < n; j++) {
                dense[i * n + j] = row[j] / Math.sqrt(p[i] * p[j]);
            }
        }
        double[] expected = SymmetricEigen.of(n, dense).values();
        for (int i = 0; i < spectrum.pairs().size(); i++) {
            assertThat(spectrum.pairs().get(i).value())
                    .isCloseTo(expected[n - 1 - i], within(ROUNDING * expected[n - 1]));
        }
        double[] gradient = curvature.gradient();
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += gradient[i] * gradient[i] / p[i];
        }
        assertThat(spectrum.gradientNorm()).isCloseTo(Math.sqrt(squares), within(ROUNDING * Math.sqrt(squares)));
        assertThat(stability(events)).hasValueSatisfying(stability -> {
            assertThat(stability.operator()).isEqualTo(Operator.PRECONDITIONED);
            assertThat(stability.sharpness()).isEqualTo(spectrum.pairs().get(0).value());
            // (2 + 2 · .9)/((1 − .9) · .01)
            assertThat(stability.threshold()).isCloseTo(3800, within(1e-9));
            assertThat(stability.learningRate()).isEqualTo(.01);
        });
    }

    @Test
    void isTheHessianForDescent() {
        List<Event> preconditioned = measure(plan(), "sgd-seed0");
        List<Event> plain = measure(plan("probe.operator=hessian"), "sgd-seed0");
        assertThat(((SpectrumMeasured) preconditioned.get(preconditioned.size() - 1)).pairs())
                .isEqualTo(((SpectrumMeasured) plain.get(plain.size() - 1)).pairs());
        // (2 + 2 · .9)/.05, with the momentum of this experiment
        assertThat(stability(plain).orElseThrow().threshold()).isCloseTo(76, within(1e-12));
        assertThat(stability(preconditioned).orElseThrow().threshold()).isCloseTo(76, within(1e-12));
    }

    @Test
    void theThresholdFollowsTheScheduledRate() {
        Plan plan = plan("optimizers.sgd.schedule={ type = step, every = 1 epoch, gamma = .5 }");
        // 7 updates an epoch; the 13th is in the second.
        StabilityMeasured stability = stability(measure(plan, "sgd-seed0")).orElseThrow();
        assertThat(stability.learningRate()).isEqualTo(.025);
        assertThat(stability.threshold()).isCloseTo(152, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            probe.operator=gauss-newton; sgd-seed0
            probe.operator=hessian; adam-seed0
            probe.block=layer1; adam-seed0
            optimizers.adam.weight-decay=.1; adam-seed0
            """)
    void whatDoesNotDecideOnStabilityHasNoThreshold(String override, String run) {
        assertThat(stability(measure(plan(override), run))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"largest-algebraic", "largest-magnitude", "both-ends"})
    void theSharpnessIsTheLargestEigenvalueWhateverElseIsMeasured(String which) {
        double expected = stability(measure(plan(), "adam-seed0")).orElseThrow().sharpness();
        assertThat(stability(measure(plan("probe.which=" + which), "adam-seed0"))
                        .orElseThrow()
                        .sharpness())
                .isCloseTo(expected, within(ROUNDING * expected));
    }

    @Test
    void aPreconditionerThatIsNotPositiveIsSaid() {
        Plan plan = plan("optimizers.adam.epsilon=0", "network.activation=relu");
        Checkpoint checkpoint = checkpoint(plan, "adam-seed0");
        checkpoint.optimizerState().arrays().get("second-moment")[3] = 0;
        assertThatThrownBy(() -> new SpectrumMeasurement(plan, Workers.SINGLE)
                        .at(checkpoint, 1, List.of(), plan.run("adam-seed0")))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("preconditioner of adam-seed0 at step 12")
                .hasMessageContaining("entry 3 = 0.0")
                .hasMessageContaining("Maybe its epsilon is 0");
    }

    @Test
    void theFirstCheckpointOfAnAdaptiveRuleHasNoSpectrumAndTheOthersGoOn() {
        Plan plan = plan();
        try (Journal journal = new Journal(2)) {
            ExperimentTest.run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, plan));
            List<JournalEvent> probe = journal.of(
                    PersistenceIds.probe("small", "adam-seed0", "first").id());
            assertThat(probe.get(0))
                    .isEqualTo(new ProbeFailed(0, 3, "adam has no preconditioner before its first update"));
            int others = plan.checkpointSteps().size() - 1;
            assertThat(probe).filteredOn(SpectrumMeasured.class::isInstance).hasSize(others);
            assertThat(probe).filteredOn(StabilityMeasured.class::isInstance).hasSize(others);
            List<JournalEvent> tracker = journal.of(
                    PersistenceIds.tracker("small", "adam-seed0", "first").id());
            assertThat(tracker.get(0)).isEqualTo(new Tracker.SpectrumMissing(0, 1));
            assertThat(tracker.stream()
                            .filter(Tracker.DynamicsMeasured.class::isInstance)
                            .map(event -> ((Tracker.DynamicsMeasured) event).updateFraction()))
                    .hasSize(others)
                    .containsOnly(Double.NaN);
            List<JournalEvent> descent = journal.of(
                    PersistenceIds.probe("small", "sgd-seed0", "first").id());
            assertThat(descent).filteredOn(StabilityMeasured.class::isInstance).hasSize(others + 1);
        }
    }

    @Test
    void aRuleWithoutAPreconditionerHasNoSpectrum() {
        Plan plan = plan("optimizers=[{ type = lion }]");
        assertThat(measure(plan, "lion-seed0")).containsExactly(new ProbeFailed(12, 1, "lion has no preconditioner"));
    }

    @Test
    void randomWeightsHaveNoPreconditioner() {
        assertThatThrownBy(() -> Plans.small("probe.operator=preconditioned"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("only haar and haar-layered beside probe.operator = preconditioned")
                .hasMessageContaining("Maybe null-models = [haar, haar-layered].");
    }
}
