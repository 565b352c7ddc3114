package eigendrift.experiment.nulls;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.NullModelConfig;
import eigendrift.config.NullModelName;
import eigendrift.dynamics.Localization;
import eigendrift.dynamics.LocalizationValues;
import eigendrift.dynamics.Observable;
import eigendrift.experiment.Plans;
import eigendrift.experiment.nulls.NullModel.Draw;
import eigendrift.experiment.nulls.NullModel.Ensemble;
import eigendrift.experiment.nulls.NullModel.NullSampled;
import eigendrift.experiment.nulls.NullModel.Observation;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.tracking.SpectrumRef;
import eigendrift.experiment.tracking.Tracker.LocalizationSummary;
import eigendrift.nullmodel.Haar;
import eigendrift.nullmodel.HaarLayered;
import eigendrift.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Every observable that is to be compared reaches the null models, by its entry alone. */
class NullStatisticsTest {

    private static final Plan PLAN = Plans.small();
    private static final int DRAWS = 5;

    private final RandomGenerator random = new Streams(3).stream("null-statistics");

    private static NullModelConfig model(NullModelName name) {
        return PLAN.config().nullModels().stream()
                .filter(model -> model.name() == name)
                .findFirst()
                .orElseThrow();
    }

    private LocalizationSummary vector() {
        double[] v = new Haar(PLAN.measuredSize()).draw(random);
        return LocalizationSummary.of(
                1, 2, Localization.of(v, PLAN.architecture().layout()));
    }

    private static Observation seen(LocalizationSummary vector) {
        return new Observation(new SpectrumRef(10, 1, 1, List.of(0.)), List.of(vector), -1, List.of());
    }

    private List<NullSampled> draws(NullModelName model) {
        List<NullSampled> draws = new ArrayList<>();
        for (int b = 0; b < DRAWS; b++) {
            draws.add(new NullSampled(new Draw(new Ensemble.Shared(model), b), List.of(vector()), List.of(), 1, true));
        }
        return draws;
    }

    private static NullTest find(List<NullTest> cells, Observable observable) {
        return cells.stream()
                .filter(cell -> cell.statistic().equals(observable.column()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + observable + " among " + cells));
    }

    @Test
    void randomHessiansAreComparedByDraws() {
        LocalizationSummary vector = vector();
        List<NullTest> cells = new NullStatistics(PLAN, model(NullModelName.INITIALIZATION))
                .cells(seen(vector), draws(NullModelName.INITIALIZATION));
        for (Observable observable : Observable.compared()) {
            NullTest cell = find(cells, observable);
            assertThat(cell.comparison().observed()).isEqualTo(vector.values().of(observable));
            assertThat(cell.sample()).hasSize(DRAWS);
        }
    }

    @Test
    void randomDirectionsHaveClosedFormsWhereThereAreSome() {
        LocalizationSummary vector = vector();
        List<NullTest> haar = new NullStatistics(PLAN, model(NullModelName.HAAR)).cells(seen(vector), List.of());
        List<NullTest> layered =
                new NullStatistics(PLAN, model(NullModelName.HAAR_LAYERED)).cells(seen(vector), List.of());
        for (Observable observable : Observable.values()) {
            if (observable.haar().isPresent()) {
                assertThat(find(haar, observable).comparison().mean())
                        .isEqualTo(new Haar(PLAN.measuredSize())
                                .moments(observable)
                                .orElseThrow()
                                .mean());
                assertThat(find(layered, observable).comparison().mean())
                        .isEqualTo(new HaarLayered(PLAN.layerSizes(), vector.layerMasses())
                                .moments(observable)
                                .orElseThrow()
                                .mean());
            } else {
                assertThat(haar).noneMatch(cell -> cell.statistic().equals(observable.column()));
            }
        }
    }

    /** As a journal has them that was written before the observable was there: nothing to compare, and no error. */
    @Test
    void whatWasNotMeasuredIsNotCompared() {
        LocalizationSummary vector = vector();
        LocalizationSummary earlier = new LocalizationSummary(
                1, 2, LocalizationValues.without(vector.values(), Observable.ENTROPY), vector.layerMasses());
        NullStatistics statistics = new NullStatistics(PLAN, model(NullModelName.INITIALIZATION));
        assertThat(statistics.cells(seen(earlier), draws(NullModelName.INITIALIZATION)))
                .extracting(NullTest::statistic)
                .contains("ipr")
                .doesNotContain("entropy");
        List<NullSampled> draws = draws(NullModelName.INITIALIZATION);
        draws.set(2, new NullSampled(draws.get(2).draw(), List.of(earlier), List.of(), 1, true));
        assertThat(statistics.cells(seen(vector), draws))
                .extracting(NullTest::statistic)
                .contains("ipr")
                .doesNotContain("entropy");
    }
}
