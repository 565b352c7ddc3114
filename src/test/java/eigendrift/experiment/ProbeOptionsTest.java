package eigendrift.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.ProbeConfig;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe.DensityMeasured;
import eigendrift.experiment.probing.HessianProbe.EigenvectorMeasured;
import eigendrift.experiment.probing.HessianProbe.ProbeFailed;
import eigendrift.experiment.probing.HessianProbe.ProductChecked;
import eigendrift.experiment.probing.HessianProbe.SpectrumMeasured;
import eigendrift.experiment.probing.HessianProbe.StabilityMeasured;
import eigendrift.experiment.probing.HessianProbe.TraceMeasured;
import eigendrift.spectrum.SelfCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a probe measures beyond eigenpairs: journaled, resumed, measured again with other settings. */
@Timeout(120)
class ProbeOptionsTest {

    private static final String[] ALL = {
        "seeds=[0]",
        "null-models=[haar]",
        "probe.operator=preconditioned",
        "probe.density={ steps = 6, draws = 3, width = .5 }",
        "probe.trace.products=9"
    };

    @Test
    void everythingStandsBeforeTheVectorsOfItsSpectrum() {
        Plan plan = Plans.small(ALL);
        try (Journal journal = new Journal(2)) {
            run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, plan));
            for (Run run : plan.runs()) {
                List<JournalEvent> events = journal.of(
                        PersistenceIds.probe("small", run.name(), "first").id());
                int place = 0;
                for (long step : plan.checkpointSteps()) {
                    if (step == 0 && run.name().startsWith("adam")) {
                        assertThat(events.get(place++)).isInstanceOf(ProbeFailed.class);
                        continue;
                    }
                    DensityMeasured density = (DensityMeasured) events.get(place++);
                    assertThat(density.step()).isEqualTo(step);
                    assertThat(density.width()).isEqualTo(.5);
                    assertThat(density.draws()).hasSize(3).allMatch(draw -> draw.nodes().length == 6);
                    TraceMeasured trace = (TraceMeasured) events.get(place++);
                    assertThat(trace.step()).isEqualTo(step);
                    assertThat(trace.method()).isEqualTo(ProbeConfig.Method.HUTCH_PLUS_PLUS);
                    assertThat(trace.products()).isEqualTo(9);
                    StabilityMeasured stability = (StabilityMeasured) events.get(place++);
                    assertThat(stability.step()).isEqualTo(step);
                    ProductChecked checked = (ProductChecked) events.get(place++);
                    assertThat(checked.step()).isEqualTo(step);
                    assertThat(checked.check().verdict()).isEqualTo(SelfCheck.Verdict.HOLDS);
                    for (int index = 1; index <= plan.measuredPairs(); index++) {
                        assertThat(((EigenvectorMeasured) events.get(place++)).index())
                                .isEqualTo(index);
                    }
                    SpectrumMeasured spectrum = (SpectrumMeasured) events.get(place++);
                    assertThat(spectrum.step()).isEqualTo(step);
                    assertThat(spectrum.pairs()).hasSize(plan.measuredPairs());
                    assertThat(stability.sharpness())
                            .isEqualTo(spectrum.pairs().get(0).value());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 12, 40})
    void interruptedAndResumedTheyHaveTheSameBits(int events) {
        Plan plan = Plans.small(ALL);
        Map<String, List<String>> uninterrupted = ExperimentTest.finished(plan, 1);
        try (Journal journal = new Journal(2)) {
            ExperimentTest.stopAfter(journal, plan, events);
            run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, plan));
            Map<String, List<String>> resumed = journal.bytes(plan, PersistenceIds.FIRST_ANALYSIS);
            resumed.remove("experiment");
            assertThat(resumed).isEqualTo(uninterrupted);
        }
    }

    @Test
    void aReplayMeasuresThemWithOtherSettings() {
        Plan plan = Plans.small("seeds=[0]", "null-models=[]");
        try (Journal journal = new Journal(2)) {
            Map<String, Plan> plans = new LinkedHashMap<>();
            plans.put(PersistenceIds.FIRST_ANALYSIS, plan);
            run(journal, plans);
            plans.put("density", Plans.with(plan, "probe.density=on"));
            plans.put("twice", Plans.with(plan, "probe.density.draws=20"));
            run(journal, plans);
            String name = plan.runs().get(0).name();
            assertThat(journal.of(PersistenceIds.probe("small", name, "first").id()))
                    .noneMatch(DensityMeasured.class::isInstance);
            int n = plan.architecture().parameters();
            for (String analysis : List.of("density", "twice")) {
                DensityMeasured density = (DensityMeasured)
                        journal.of(PersistenceIds.probe("small", name, analysis).id())
                                .get(0);
                assertThat(density.draws()).hasSize(analysis.equals("density") ? 10 : 20);
                assertThat(density.draws()).allMatch(draw -> draw.nodes().length <= n);
            }
        }
    }

    private static void run(Journal journal, Map<String, Plan> plans) {
        assertThat(ExperimentTest.run(journal, plans)).isEqualTo(new Experiment.Finished(Set.of()));
    }
}
