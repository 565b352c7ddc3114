package eigendrift.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eigendrift.config.reading.ExperimentReader;
import eigendrift.dynamics.Observable;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe.SpectrumMeasured;
import eigendrift.experiment.tracking.Tracker.DynamicsMeasured;
import eigendrift.experiment.tracking.Tracker.LocalizationSummary;
import eigendrift.experiment.tracking.Tracker.PairMeasured;
import eigendrift.experiment.tracking.Tracker.VectorDisplacement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A small study as the actors write it, held to PyTorch and SciPy: initial weights, batches, training, eigenpairs, and
 * what is measured of them. The other side draws weights and batches from the named streams by itself; see
 * tools/reference/small_study.py.
 */
class StudyReferenceTest {

    /**
     * Weights that begin one rounding apart end 7e-16 apart, as the script measured; relative, of a mean of their
     * squares.
     */
    private static final double WEIGHTS = 1e-12;

    /** Relative to λ₁: rounding of two Hessians. Residuals, of 1e-12 and less, enter by their squares. */
    private static final double VALUE = 1e-12;

    /**
     * Angles: residuals of 1e-12 λ₁ over gaps of 1e-2 λ₁ and more. What is computed from a vector turns as fast, or a
     * few times.
     */
    private static final double ANGLE = 1e-9;

    private static final String EXPERIMENT = """
            experiment {
              name = study
              seeds = [0]
              data { source = digits, samples = 300, test-samples = 0 }
              network { hidden = [8, 8], activation = %s }
              training { steps = 60, batch-size = 32 }
              optimizers = [ { type = sgd, learning-rate = .1 }, { type = adam, learning-rate = .01 } ]
              checkpoints { every = 20 steps }
              probe { eigenpairs = 5, tolerance = 1e-12 }
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"relu", "tanh"})
    @Timeout(60)
    void isThatOfPyTorchAndSciPy(String activation) throws Exception {
        Plan plan = Plan.of("study", ExperimentReader.parse(EXPERIMENT.formatted(activation), List.of()));
        try (Journal journal = new Journal(2)) {
            ExperimentTest.run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, plan));
            for (Run run : plan.runs()) {
                JsonNode expected = reference(activation, run.name());
                List<SpectrumMeasured> spectra = events(
                        journal,
                        PersistenceIds.probe("study", run.name(), PersistenceIds.FIRST_ANALYSIS)
                                .id(),
                        SpectrumMeasured.class);
                List<DynamicsMeasured> dynamics = events(
                        journal,
                        PersistenceIds.tracker("study", run.name(), PersistenceIds.FIRST_ANALYSIS)
                                .id(),
                        DynamicsMeasured.class);
                assertThat(dynamics).hasSameSizeAs(expected.get("at")).hasSameSizeAs(spectra);
                for (int i = 0; i < dynamics.size(); i++) {
                    assertSameVectors(expected.get("at").get(i), spectra.get(i), dynamics.get(i));
                    assertThat(dynamics.get(i).pairs()).hasSize(i);
                    assertSameMotion(expected.get("between"), dynamics.get(i));
                }
            }
        }
    }

    private static void assertSameVectors(JsonNode expected, SpectrumMeasured spectrum, DynamicsMeasured dynamics) {
        assertThat(dynamics.step()).isEqualTo(expected.get("step").asLong());
        assertThat(spectrum.converged()).isTrue();
        assertClose("loss", spectrum.loss(), expected.get("loss"), VALUE);
        assertThat(dynamics.k()).isEqualTo(expected.get("eigenvalues").size());
        double largest = expected.get("eigenvalues").get(0).asDouble();
        for (int i = 0; i < dynamics.k(); i++) {
            LocalizationSummary vector = dynamics.vectors().get(i);
            assertClose(
                    "eigenvalue",
                    vector.eigenvalue(),
                    expected.get("eigenvalues").get(i),
                    VALUE * largest);
            assertClose(
                    "IPR",
                    vector.values().of(Observable.IPR),
                    expected.get("ipr").get(i),
                    ANGLE);
            assertClose(
                    "entropy",
                    vector.values().of(Observable.ENTROPY),
                    expected.get("entropy").get(i),
                    ANGLE);
            for (int layer = 0; layer < vector.layerMasses().size(); layer++) {
                JsonNode mass = expected.get("layerMasses").get(i).get(layer);
                assertClose("layer mass", vector.layerMasses().get(layer), mass, ANGLE);
            }
        }
        assertClose("gradient fraction", dynamics.gradientFraction(), expected.get("gradientFraction"), ANGLE);
    }

    private static void assertSameMotion(JsonNode expected, DynamicsMeasured dynamics) {
        for (PairMeasured pair : dynamics.pairs()) {
            JsonNode between = find(expected, "from", pair.stepFrom(), "to", dynamics.step());
            assertThat(pair.moved()).hasSameSizeAs(between.get("displacement"));
            for (VectorDisplacement moved : pair.moved()) {
                JsonNode displacement = between.get("displacement").get(moved.index() - 1);
                assertClose("displacement", moved.displacement(), displacement, ANGLE);
            }
            assertClose("subspace overlap", pair.subspaceOverlap(), between.get("subspaceOverlap"), ANGLE);
            JsonNode walked = between.get("weightDisplacement");
            assertClose("weights", pair.weightDisplacement(), walked, WEIGHTS * walked.asDouble());
        }
    }

    private static void assertClose(String what, double found, JsonNode expected, double tolerance) {
        assertThat(found).as(what).isCloseTo(expected.asDouble(), within(tolerance));
    }

    private static <E> List<E> events(Journal journal, String persistenceId, Class<E> kind) {
        return journal.of(persistenceId).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static JsonNode reference(String activation, String run) throws Exception {
        byte[] json = Files.readAllBytes(Path.of("src/test/resources/reference/study.json"));
        return find(new ObjectMapper().readTree(json).get("runs"), "activation", activation, "run", run);
    }

    private static JsonNode find(JsonNode nodes, String key, Object value, String other, Object otherValue) {
        for (JsonNode node : nodes) {
            if (node.get(key).asText().equals(value.toString())
                    && node.get(other).asText().equals(otherValue.toString())) {
                return node;
            }
        }
        throw new AssertionError("nothing of " + value + ", " + otherValue + " in the reference");
    }
}
