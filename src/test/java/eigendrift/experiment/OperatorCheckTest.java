package eigendrift.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.Activation;
import eigendrift.experiment.HessianProbe.Event;
import eigendrift.experiment.HessianProbe.ProductChecked;
import eigendrift.linalg.Workers;
import eigendrift.spectrum.SelfCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The check of the products that belongs to a spectrum: with right products it holds, and it is sharp. */
@Timeout(300)
class OperatorCheckTest {

    /** Of ‖Ad‖; the largest deviation seen among these was a tenth of it. */
    private static final double SHARP = 1e-5;

    static Stream<List<String>> settings() {
        List<List<String>> settings = new ArrayList<>();
        for (Activation activation : Activation.values()) {
            String name = "network.activation="
                    + activation.name().toLowerCase(Locale.ROOT).replace('_', '-');
            for (String operator : List.of("hessian", "gauss-newton", "preconditioned")) {
                for (String loss : List.of("cross-entropy", "mean-squared-error", "half-squared-error")) {
                    settings.add(List.of(name, "probe.operator=" + operator, "loss=" + loss));
                }
                settings.add(List.of(name, "probe.operator=" + operator, "probe.block=layer2"));
                settings.add(List.of(name, "probe.operator=" + operator, "probe.precision=float32"));
                settings.add(List.of(name, "probe.operator=" + operator, "network.hidden=[16,16]"));
                settings.add(List.of(name, "probe.operator=" + operator, "network.hidden=[]"));
            }
        }
        return settings.stream();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void holdsWhereProductsAreRight(List<String> overrides) {
        List<String> all = new ArrayList<>(overrides);
        all.add("null-models=[]");
        Plan plan = Plans.small(all.toArray(String[]::new));
        Run run = plan.run("adam-seed0");
        TrainingLoop loop = new TrainingLoop(plan, run);
        for (int step = 0; step < 12; step++) {
            loop.advance(0);
        }
        List<Event> events = new Measurement(plan, Workers.SINGLE).at(loop.checkpoint(true), 1, List.of(), run);
        SelfCheck check = events.stream()
                .filter(ProductChecked.class::isInstance)
                .map(event -> ((ProductChecked) event).check())
                .findFirst()
                .orElseThrow();
        assertThat(check.verdict()).as("%s", check).isEqualTo(SelfCheck.Verdict.HOLDS);
        assertThat(check.deviation()).as("%s", check).isLessThan(SHARP * check.product());
    }
}
