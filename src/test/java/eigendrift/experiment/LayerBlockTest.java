package eigendrift.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.ConfigException;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.nulls.NullModel;
import eigendrift.experiment.nulls.NullModel.Row;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe.EigenvectorMeasured;
import eigendrift.experiment.probing.HessianProbe.Event;
import eigendrift.experiment.probing.HessianProbe.SpectrumMeasured;
import eigendrift.experiment.probing.SpectrumMeasurement;
import eigendrift.experiment.tracking.Tracker;
import eigendrift.experiment.training.Checkpoint;
import eigendrift.experiment.training.TrainingLoop;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.SymmetricEigen;
import eigendrift.linalg.Workers;
import eigendrift.network.Curvature;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The diagonal block of one layer, beside that block cut out of the dense matrix. */
@Timeout(120)
class LayerBlockTest {

    /** Rounding of products and of a dense eigensolver, relative to λ₁. */
    private static final double ROUNDING = 1e-10;

    /** 4 inputs, 4 hidden, 3 outputs: layer 1 has 20 parameters, layer 2 has 15. */
    private static final int[] OFFSETS = {0, 20, 35};

    @ParameterizedTest
    @CsvSource({"hessian, 1", "hessian, 2", "gauss-newton, 1", "gauss-newton, 2"})
    void hasTheEigenpairsOfTheBlockOfTheDenseMatrix(String operator, int layer) {
        Plan plan = Plans.small("probe.operator=" + operator, "probe.block=layer" + layer);
        Run run = plan.runs().get(0);
        Checkpoint checkpoint = new TrainingLoop(plan, run).begin().checkpoint().orElseThrow();
        List<Event> events = new SpectrumMeasurement(plan, Workers.SINGLE)
                .at(checkpoint, 1, List.of(), run).stream()
                        .filter(event -> event instanceof EigenvectorMeasured || event instanceof SpectrumMeasured)
                        .toList();
        SpectrumMeasured spectrum = (SpectrumMeasured) events.get(events.size() - 1);

        int from = OFFSETS[layer - 1];
        int size = OFFSETS[layer] - from;
        Curvature curvature = Curvature.at(
                plan.architecture(),
                plan.config().loss(),
                plan.curvatureSamples(),
                checkpoint.parameters(),
                plan.config().probe().precision(),
                Workers.SINGLE);
        double[] dense = dense(operator.equals("hessian") ? curvature.hessian() : curvature.gaussNewton());
        double[] block = new double[size * size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(dense, (from + i) * 35 + from, block, i * size, size);
        }
        SymmetricEigen eigen = SymmetricEigen.of(size, block);
        double scale = eigen.values()[size - 1];
        assertThat(spectrum.pairs()).hasSize(plan.measuredPairs());
        for (int i = 0; i < spectrum.pairs().size(); i++) {
            int place = size - 1 - i;
            assertThat(spectrum.pairs().get(i).value()).isCloseTo(eigen.values()[place], within(ROUNDING * scale));
            double[] vector = ((EigenvectorMeasured) events.get(i)).vector();
            assertThat(vector).hasSize(35);
            double q = 0;
            for (int j = 0; j < 35; j++) {
                if (j < from || j >= from + size) {
                    assertThat(vector[j]).isZero();
                } else {
                    q += vector[j] * eigen.vectors()[place * size + j - from];
                }
            }
            // Simple eigenvalues; the smallest gap among the leading ones is far above rounding.
            assertThat(Math.abs(q)).isCloseTo(1, within(1e-6));
        }
    }

    private static double[] dense(LinearOperator operator) {
        int n = operator.size();
        double[] dense = new double[n * n];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            double[] row = new double[n];
            unit[i] = 1;
            operator.apply(unit, row);
            System.arraycopy(row, 0, dense, i * n, n);
        }
        return dense;
    }

    @Test
    void isFollowedLikeTheWhole() {
        Plan plan = Plans.small("seeds=[0]", "probe.block=layer2", "probe.density=on", "probe.trace=on");
        try (Journal journal = new Journal(2)) {
            ExperimentTest.run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, plan));
            for (Run run : plan.runs()) {
                List<Tracker.DynamicsMeasured> dynamics =
                        journal
                                .of(PersistenceIds.tracker("small", run.name(), "first")
                                        .id())
                                .stream()
                                .filter(Tracker.DynamicsMeasured.class::isInstance)
                                .map(Tracker.DynamicsMeasured.class::cast)
                                .toList();
                assertThat(dynamics).hasSize(plan.checkpointSteps().size());
                assertThat(dynamics).allSatisfy(d -> assertThat(d.vectors())
                        .allSatisfy(v -> assertThat(v.layerMasses().get(0)).isZero()));
            }
            List<Row> haar = journal
                    .of(PersistenceIds.nullModel("small", "first").id())
                    .stream()
                    .filter(NullModel.NullSummarized.class::isInstance)
                    .map(NullModel.NullSummarized.class::cast)
                    .filter(summary -> summary.model().csv().startsWith("haar"))
                    .flatMap(summary -> summary.rows().stream())
                    .filter(row -> row.statistic().equals("ipr"))
                    .toList();
            // Random directions of 15 dimensions, whether by the whole vector or by its layers.
            assertThat(haar).isNotEmpty().allSatisfy(row -> assertThat(row.mean())
                    .isCloseTo(3. / 17, within(1e-12)));
        }
    }

    @Test
    void hasNoMoreEigenpairsThanParameters() {
        assertThatThrownBy(() -> Plans.small("probe.block=layer2", "probe.eigenpairs=16"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("at most n = 15, the number of parameters of layer2")
                .hasMessageContaining("probe.eigenpairs = 16");
        assertThat(Plans.small("probe.block=layer2", "probe.eigenpairs=15").measuredPairs())
                .isEqualTo(15);
    }
}
