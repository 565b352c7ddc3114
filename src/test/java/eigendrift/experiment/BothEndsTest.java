package eigendrift.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.nulls.NullModel;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe.EigenvectorMeasured;
import eigendrift.experiment.probing.HessianProbe.Event;
import eigendrift.experiment.probing.HessianProbe.Pair;
import eigendrift.experiment.probing.HessianProbe.ProbeFailed;
import eigendrift.experiment.probing.HessianProbe.SpectrumMeasured;
import eigendrift.experiment.probing.SpectrumMeasurement;
import eigendrift.experiment.tracking.Tracker;
import eigendrift.experiment.training.Checkpoint;
import eigendrift.experiment.training.TrainingLoop;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.SymmetricEigen;
import eigendrift.linalg.Workers;
import eigendrift.network.Curvature;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code which = both-ends} with a buffer: the reported pairs are the outermost of either end, for everything that
 * follows.
 */
@Timeout(120)
class BothEndsTest {

    /** Of a dense eigensolver and of products, relative to λ₁; of Lanczos with the tolerance of this test. */
    private static final double ROUNDING = 1e-8;

    /** Dense up to n = 128, by Lanczos beyond. */
    @ParameterizedTest
    @CsvSource({"4, 1, 3", "4, 2, 3", "4, 3, 0", "4, 5, 3", "4, 5, 40", "40, 4, 3", "40, 5, 2", "40, 1, 3"})
    void reportsTheOutermostOfEitherEnd(int hidden, int eigenpairs, int buffer) {
        Plan plan = Plans.small(
                "network.hidden=[" + hidden + "]",
                "probe.which=both-ends",
                "probe.eigenpairs=" + eigenpairs,
                "probe.tolerance=1e-10",
                "tracker.buffer=" + buffer);
        Run run = plan.runs().get(0);
        Checkpoint checkpoint = new TrainingLoop(plan, run).begin().checkpoint().orElseThrow();
        double[] all = dense(plan, checkpoint);
        int n = all.length;
        List<Event> events = new SpectrumMeasurement(plan, Workers.SINGLE).at(checkpoint, 1, List.of(), run);
        SpectrumMeasured spectrum = (SpectrumMeasured) events.get(events.size() - 1);
        int top = (eigenpairs + 1) / 2;
        double[] expected = IntStream.range(0, eigenpairs)
                .mapToDouble(i -> i < top ? all[n - 1 - i] : all[i - top])
                .toArray();
        assertThat(spectrum.converged()).isTrue();
        assertThat(spectrum.pairs().stream()
                        .limit(eigenpairs)
                        .mapToDouble(Pair::value)
                        .toArray())
                .containsExactly(expected, within(ROUNDING * all[n - 1]));
        assertThat(spectrum.pairs()).hasSize(Math.min(n, eigenpairs + 2 * buffer));
        assertThat(events.stream().filter(EigenvectorMeasured.class::isInstance))
                .hasSize(spectrum.pairs().size());
    }

    private static double[] dense(Plan plan, Checkpoint checkpoint) {
        LinearOperator hessian = Curvature.at(
                        plan.architecture(),
                        plan.config().loss(),
                        plan.curvatureSamples(),
                        checkpoint.parameters(),
                        plan.config().probe().precision(),
                        Workers.SINGLE)
                .hessian();
        int n = hessian.size();
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            double[] row = new double[n];
            unit[i] = 1;
            hessian.apply(unit, row);
            System.arraycopy(row, 0, matrix, i * n, n);
        }
        return SymmetricEigen.of(n, matrix).values();
    }

    /**
     * With the same weights and all of the data (.999 of 50 rounds to 50) a null model measures the same pairs: nothing
     * moves, and no comparison differs.
     */
    @Test
    void aNullModelComparesTheSameEnds() {
        Plan plan = Plans.small(
                "seeds=[0]",
                "probe.which=both-ends",
                "probe.eigenpairs=4",
                "null-models=[{ type = static, draws = 2, share = .999 }, { type = shuffled-labels, draws = 1 }]");
        try (Journal journal = new Journal(2)) {
            ExperimentTest.run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, plan));
            List<NullModel.NullSampled> draws = journal
                    .of(PersistenceIds.nullModel("small", "first").id())
                    .stream()
                    .filter(NullModel.NullSampled.class::isInstance)
                    .map(NullModel.NullSampled.class::cast)
                    .toList();
            assertThat(draws).hasSize(6);
            assertThat(draws.stream().filter(draw -> !draw.moved().isEmpty()))
                    .hasSize(4)
                    .allSatisfy(draw -> assertThat(draw.moved()).hasSize(4).allSatisfy(moved -> assertThat(
                                    moved.displacement())
                            .isLessThan(1e-10)));
            assertThat(draws).allSatisfy(draw -> assertThat(draw.vectors())
                    .extracting(Tracker.LocalizationSummary::eigenvalue)
                    .satisfies(values -> {
                        assertThat(values.get(0)).isGreaterThanOrEqualTo(values.get(1));
                        assertThat(values.get(2))
                                .isLessThanOrEqualTo(values.get(3))
                                .isNegative();
                    }));
            for (Run run : plan.runs()) {
                assertThat(journal
                                .of(PersistenceIds.tracker("small", run.name(), "first")
                                        .id())
                                .stream()
                                .filter(Tracker.DynamicsMeasured.class::isInstance)
                                .map(Tracker.DynamicsMeasured.class::cast))
                        .isNotEmpty()
                        .allSatisfy(dynamics -> {
                            assertThat(dynamics.k()).isEqualTo(4);
                            assertThat(dynamics.vectors()).hasSize(10);
                            assertThat(dynamics.vectors().get(2).eigenvalue())
                                    .isEqualTo(dynamics.vectors().stream()
                                            .mapToDouble(Tracker.LocalizationSummary::eigenvalue)
                                            .min()
                                            .orElseThrow());
                        });
            }
        }
    }

    /** Earlier versions measured fewer pairs at both ends, so their analyses are not continued in another order. */
    @Test
    void aStartOfAnotherNumberOfPairsIsRefused() {
        Plan plan = Plans.small("probe.which=both-ends", "probe.eigenpairs=4");
        Run run = plan.runs().get(0);
        Checkpoint checkpoint = new TrainingLoop(plan, run).begin().checkpoint().orElseThrow();
        List<double[]> seven =
                Collections.nCopies(7, new double[plan.architecture().parameters()]);
        assertThat(new SpectrumMeasurement(plan, Workers.SINGLE).at(checkpoint, 1, seven, run))
                .singleElement()
                .satisfies(event -> assertThat(((ProbeFailed) event).reason())
                        .startsWith("expected 10 pairs in the spectra before this one, found 7")
                        .contains("Maybe replay"));
        assertThat(plan.sameSpectra(Plans.with(plan, "null-models=[]"))).isFalse();
        assertThat(plan.sameSpectra(plan)).isTrue();
    }
}
