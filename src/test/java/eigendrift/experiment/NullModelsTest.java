package eigendrift.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.ClosedSets;
import eigendrift.config.NullModelConfig;
import eigendrift.config.NullModelName;
import eigendrift.data.Samples;
import eigendrift.dynamics.Observable;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.nulls.NullModel;
import eigendrift.experiment.nulls.NullModel.NullSampled;
import eigendrift.experiment.nulls.NullModel.NullSummarized;
import eigendrift.experiment.nulls.NullModel.Row;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.experiment.tracking.Tracker;
import eigendrift.experiment.training.Trainer;
import eigendrift.linalg.Blas;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.SymmetricEigen;
import eigendrift.linalg.Workers;
import eigendrift.network.Curvature;
import eigendrift.nullmodel.NullSamples;
import eigendrift.random.Streams;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every null model, drawn by the actors beside a small experiment. */
@Timeout(120)
class NullModelsTest {

    private static final String MODELS = "null-models=[{type=haar,draws=30},{type=haar-layered,draws=30,at=all},"
            + "{type=initialization,draws=5},{type=initialization,data=gaussian,draws=5},"
            + "{type=scaled-initialization,draws=4,at=all},{type=shuffled-weights,draws=4},"
            + "{type=shuffled-labels,draws=4,at=first-and-last},{type=block-gaussian,draws=4},"
            + "{type=static,draws=4,at=all},{type=random-walk,draws=4,at=all}]";

    private static Plan plan;
    private static Journal journal;
    private static List<JournalEvent> events;

    @BeforeAll
    static void run() {
        plan = Plans.small(MODELS);
        journal = new Journal(2);
        ExperimentTest.run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, plan));
        events = journal.of(PersistenceIds.nullModel("small", "first").id());
    }

    @AfterAll
    static void close() {
        journal.close();
    }

    private static <E> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static List<NullSampled> draws(NullModelName model) {
        return events(NullSampled.class).stream()
                .filter(drawn -> drawn.draw().ensemble().model().equals(model))
                .toList();
    }

    private static NullModel.Ensemble.Own own(NullSampled drawn) {
        return drawn.draw().ensemble().own().orElseThrow();
    }

    /** 4 runs, 4 checkpoints; a movement has no first. */
    @ParameterizedTest
    @CsvSource({
        "HAAR, 30, 16",
        "HAAR_LAYERED, 480, 16",
        "INITIALIZATION, 5, 16",
        "INITIALIZATION_GAUSSIAN, 5, 16",
        "SCALED_INITIALIZATION, 64, 16",
        "SHUFFLED_WEIGHTS, 16, 4",
        "SHUFFLED_LABELS, 32, 8",
        "BLOCK_GAUSSIAN, 16, 4",
        "STATIC, 48, 12",
        "RANDOM_WALK, 48, 12",
    })
    void drawsAndComparesAsOftenAsConfigured(NullModelName model, int draws, int comparisons) {
        assertThat(draws(model)).hasSize(draws).doesNotHaveDuplicates();
        assertThat(events(NullSummarized.class).stream()
                        .filter(summary -> summary.model().equals(model)))
                .hasSize(comparisons)
                .allSatisfy(summary -> assertThat(summary.rows()).isNotEmpty());
        assertThat(events(NullModel.NullAdjusted.class).stream()
                        .filter(adjusted -> adjusted.model().equals(model)))
                .hasSize(plan.runs().size())
                .allSatisfy(adjusted -> assertThat(adjusted.rows()).isNotEmpty());
    }

    @Test
    void noModelIsForgotten() {
        assertThat(plan.config().nullModels().stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        ClosedSets.records(NullModelConfig.class).toList());
        assertThat(plan.config().nullModels())
                .allSatisfy(model -> assertThat(draws(model.name())).isNotEmpty());
    }

    @Test
    void noAdjustedPIsBelowItsOwn() {
        Map<List<Object>, Row> rows = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        events(NullSummarized.class).forEach(s -> s.rows()
                .forEach(row -> rows.put(List.of(s.model(), s.run(), s.step(), row.index(), row.statistic()), row)));
        events(NullModel.NullAdjusted.class).forEach(adjusted -> adjusted.rows().forEach(row -> {
            List<Object> key = List.of(adjusted.model(), adjusted.run(), row.step(), row.index(), row.statistic());
            assertThat(row.p()).as("%s", key).isBetween(0., 1.);
            assertThat(row.p())
                    .as("%s", key)
                    .isGreaterThanOrEqualTo(rows.get(key).p());
        }));
    }

    @Test
    void directionsAreAsRandomAsTheirClosedForms() {
        for (NullSummarized summary : events(NullSummarized.class)) {
            if (summary.model().csv().startsWith("haar")) {
                List<NullSampled> draws = draws(summary.model()).stream()
                        .filter(drawn -> summary.model().equals(NullModelName.HAAR)
                                || own(drawn).run().equals(summary.run())
                                        && own(drawn).step() == summary.step())
                        .toList();
                for (Row row : summary.rows()) {
                    if (row.statistic().equals("ipr")) {
                        double mean = draws.stream()
                                .mapToDouble(drawn -> drawn.vectors()
                                        .get(row.index() - 1)
                                        .values()
                                        .of(Observable.IPR))
                                .average()
                                .getAsDouble();
                        // Five standard errors of the mean of 30 draws.
                        assertThat(mean).isCloseTo(row.mean(), within(5 * row.sd() / Math.sqrt(30)));
                        assertThat(row.p()).isBetween(2. / 31, 1.);
                    }
                }
            }
        }
    }

    @Test
    void aWalkIsAsLongAsTheStepItIsComparedWith() {
        Run run = plan.runs().get(0);
        List<NullSampled> walks = draws(NullModelName.RANDOM_WALK).stream()
                .filter(drawn -> own(drawn).run().equals(run.name()))
                .toList();
        assertThat(walks).allSatisfy(drawn -> {
            assertThat(drawn.moved()).hasSize(3);
            assertThat(drawn.moved())
                    .allSatisfy(moved -> assertThat(moved.displacement()).isBetween(0., 1.));
        });
        // Different draws walk differently.
        assertThat(walks.stream().map(drawn -> drawn.moved().get(0).displacement()))
                .doesNotHaveDuplicates();
    }

    /** With all of the data there is nothing that could move. */
    @Test
    void theNoiseFloorVanishesWithTheNoise() {
        Plan whole = Plans.small(
                "null-models=[{type=static,draws=2,share=.999}]", "seeds=[0]", "training.precision=float64");
        try (Journal own = new Journal(2)) {
            ExperimentTest.run(own, Map.of(PersistenceIds.FIRST_ANALYSIS, whole));
            assertThat(own.of(PersistenceIds.nullModel("small", "first").id()).stream()
                            .filter(NullSampled.class::isInstance))
                    .hasSize(4)
                    .allSatisfy(event -> assertThat(((NullSampled) event).moved())
                            .allSatisfy(
                                    moved -> assertThat(moved.displacement()).isLessThan(1e-12)));
        }
    }

    @Test
    void blocksAreMeasuredOnceAnEnsemble() {
        assertThat(events(NullModel.BlocksMeasured.class))
                .hasSize(plan.runs().size())
                .allSatisfy(measured -> {
                    assertThat(measured.meanSquares()).hasSize(4).allSatisfy(s -> assertThat(s)
                            .isPositive());
                    assertThat(measured.meanSquares().get(1))
                            .isEqualTo(measured.meanSquares().get(2));
                    assertThat(measured.products()).isEqualTo(2 * 10);
                });
        // Beyond 2 √(largest Σ_b n_b s_ab²), the edge of the limiting spectrum, a matrix of 35 rows reaches by its
        // fluctuations.
        for (NullModel.BlocksMeasured measured : events(NullModel.BlocksMeasured.class)) {
            double edge = 0;
            for (int a = 0; a < 2; a++) {
                double sum = plan.layerSizes().get(0) * measured.meanSquares().get(2 * a)
                        + plan.layerSizes().get(1) * measured.meanSquares().get(2 * a + 1);
                edge = Math.max(edge, 2 * Math.sqrt(sum));
            }
            double upper = 1.4 * edge;
            assertThat(draws(NullModelName.BLOCK_GAUSSIAN).stream()
                            .filter(drawn -> drawn.draw().ensemble().equals(measured.ensemble())))
                    .hasSize(4)
                    .allSatisfy(drawn ->
                            assertThat(drawn.vectors().get(0).eigenvalue()).isBetween(upper / 4, upper));
        }
    }

    @Test
    void aDrawIsAFunctionOfItsNameAndSeed() {
        Plan again = Plans.small(MODELS, "seeds=[1]");
        try (Journal own = new Journal(1)) {
            ExperimentTest.run(own, Map.of(PersistenceIds.FIRST_ANALYSIS, again));
            List<JournalEvent> of =
                    own.of(PersistenceIds.nullModel("small", "first").id());
            assertThat(of.stream().filter(NullSampled.class::isInstance))
                    .isNotEmpty()
                    .allSatisfy(drawn -> assertThat(events).contains(drawn));
        }
        Plan other = Plans.small("null-models=[{type=initialization,draws=5,seed=9}]", "seeds=[0]");
        try (Journal own = new Journal(1)) {
            ExperimentTest.run(own, Map.of(PersistenceIds.FIRST_ANALYSIS, other));
            List<JournalEvent> of =
                    own.of(PersistenceIds.nullModel("small", "first").id());
            assertThat(of.stream().filter(NullSampled.class::isInstance))
                    .hasSize(5)
                    .allSatisfy(drawn -> assertThat(events).doesNotContain(drawn));
        }
    }

    /** From the checkpoints and vectors of the journal, without measuring them again. */
    @Test
    void aReplayDrawsTheSame() {
        Plan bare = Plans.small("null-models=[]");
        try (Journal own = new Journal(2)) {
            Map<String, Plan> plans = new LinkedHashMap<>();
            plans.put(PersistenceIds.FIRST_ANALYSIS, bare);
            ExperimentTest.run(own, plans);
            plans.put("nulls", Plans.with(bare, MODELS));
            ExperimentTest.run(own, plans);
            String run = bare.runs().get(0).name();
            assertThat(own.of(PersistenceIds.probe("small", run, "nulls").id())).isEmpty();
            List<JournalEvent> replayed =
                    own.of(PersistenceIds.nullModel("small", "nulls").id());
            for (Class<?> kind : List.of(NullSampled.class, NullSummarized.class, NullModel.NullAdjusted.class)) {
                assertThat(replayed.stream().filter(kind::isInstance))
                        .isNotEmpty()
                        .containsExactlyInAnyOrderElementsOf(
                                events.stream().filter(kind::isInstance).toList());
            }
        }
    }

    @Test
    void aWholeWalkStartsAtTheFirstCheckpoint() {
        Plan walk = Plans.small("null-models=[{type=random-walk,draws=2,at=all,from=first}]", "seeds=[0]");
        try (Journal own = new Journal(2)) {
            ExperimentTest.run(own, Map.of(PersistenceIds.FIRST_ANALYSIS, walk));
            List<NullSampled> walks = own
                    .of(PersistenceIds.nullModel("small", "first").id())
                    .stream()
                    .filter(NullSampled.class::isInstance)
                    .map(NullSampled.class::cast)
                    .toList();
            assertThat(walks).hasSize(2 * 3 * 2);
            // Two spectra a draw, but for the first stretch, which begins at measured vectors.
            long first = plan.checkpointSteps().tailSet(1L).first();
            assertThat(walks).allSatisfy(drawn -> assertThat(drawn.products())
                    .isEqualTo((own(drawn).step() == first ? 1 : 2)
                            * (plan.architecture().parameters() + 3)));
        }
    }

    /**
     * A draw made again from its parts: the samples of its stream, their Hessian as a whole matrix, the measured
     * vectors.
     */
    @Test
    void staticDrawsAreComparedWithTheMeasuredVectors() {
        NullSampled drawn = draws(NullModelName.STATIC).get(0);
        String run = own(drawn).run();
        long step = own(drawn).step();
        Samples all = plan.curvatureSamples();
        Samples half = NullSamples.subset(
                all,
                all.count() / 2,
                new Streams(0)
                        .stream("null-data/static/" + run, step, drawn.draw().index()));
        double[] parameters = journal.of(PersistenceIds.trainer("small", run).id()).stream()
                .filter(Trainer.CheckpointTaken.class::isInstance)
                .map(event -> ((Trainer.CheckpointTaken) event).checkpoint())
                .filter(checkpoint -> checkpoint.step() == step)
                .findFirst()
                .orElseThrow()
                .parameters();
        double[] hessian = dense(Curvature.at(
                        plan.architecture(),
                        plan.config().loss(),
                        half,
                        parameters,
                        plan.config().probe().precision(),
                        Workers.SINGLE,
                        1L << 30)
                .hessian());
        int n = plan.architecture().parameters();
        SymmetricEigen eigen = SymmetricEigen.of(n, hessian);
        List<double[]> measured = journal
                .of(PersistenceIds.probe("small", run, "first").id())
                .stream()
                .filter(HessianProbe.EigenvectorMeasured.class::isInstance)
                .map(HessianProbe.EigenvectorMeasured.class::cast)
                .filter(event -> event.step() == step)
                .map(HessianProbe.EigenvectorMeasured::vector)
                .toList();
        for (Tracker.VectorDisplacement moved : drawn.moved()) {
            double[] vector = Arrays.copyOfRange(eigen.vectors(), (n - moved.index()) * n, (n - moved.index() + 1) * n);
            double q = Blas.dot(n, vector, 0, measured.get(moved.index() - 1), 0);
            assertThat(moved.displacement()).isCloseTo(1 - q * q, within(1e-9));
        }
    }

    private static double[] dense(LinearOperator operator) {
        int n = operator.size();
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            double[] row = new double[n];
            unit[i] = 1;
            operator.apply(unit, row);
            System.arraycopy(row, 0, matrix, i * n, n);
        }
        return matrix;
    }
}
