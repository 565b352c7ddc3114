package eigendrift.experiment.probing;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.Activation;
import eigendrift.experiment.Plans;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe.Event;
import eigendrift.experiment.probing.HessianProbe.ProductChecked;
import eigendrift.experiment.training.Checkpoint;
import eigendrift.experiment.training.TrainingLoop;
import eigendrift.linalg.Blas;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.PrincipalBlock;
import eigendrift.linalg.Which;
import eigendrift.linalg.Workers;
import eigendrift.network.Curvature;
import eigendrift.random.Streams;
import eigendrift.spectrum.Eigenpair;
import eigendrift.spectrum.SelfCheck;
import eigendrift.spectrum.Spectrum;
import eigendrift.spectrum.SpectrumRequest;
import eigendrift.spectrum.SpectrumSolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
        List<Event> events = new SpectrumMeasurement(plan, Workers.SINGLE).at(loop.checkpoint(true), 1, List.of(), run);
        SelfCheck check = events.stream()
                .filter(ProductChecked.class::isInstance)
                .map(event -> ((ProductChecked) event).check())
                .findFirst()
                .orElseThrow();
        assertThat(check.verdict()).as("%s", check).isEqualTo(SelfCheck.Verdict.HOLDS);
        assertThat(check.deviation()).as("%s", check).isLessThan(SHARP * check.product());
    }

    /** Each has its own eigenpairs, with residuals of rounding alone. */
    enum Wrong {
        SCALED,
        /** H − λ₁ v₁ v₁ᵀ: nothing that is measured shows it. */
        WITHOUT_THE_FIRST,
        /** 1e-3 λ₁ more on one coordinate. */
        ONE_ENTRY
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void namesAWrongOperatorWhoseResidualsAreSmall(Wrong wrong) {
        for (String setting : List.of(
                "network.activation=tanh",
                "network.activation=relu",
                "probe.block=layer1",
                "probe.precision=float32",
                "probe.operator=gauss-newton")) {
            Plan plan = Plans.small(setting, "null-models=[]");
            TrainingLoop loop = new TrainingLoop(plan, plan.run("adam-seed0"));
            for (int step = 0; step < 12; step++) {
                loop.advance(0);
            }
            Checkpoint checkpoint = loop.checkpoint(true);
            Curvature curvature = Curvature.at(
                    plan.architecture(),
                    plan.config().loss(),
                    plan.curvatureSamples(),
                    checkpoint.parameters(),
                    plan.config().probe().precision(),
                    Workers.SINGLE);
            LinearOperator right = setting.endsWith("gauss-newton") ? curvature.gaussNewton() : curvature.hessian();
            PrincipalBlock operator =
                    new PrincipalBlock(wrong(right.exact(), wrong, plan), plan.measuredOffset(), plan.measuredSize());
            SpectrumRequest request = new SpectrumRequest(3, Which.LARGEST_ALGEBRAIC, 1e-8);
            Spectrum measured = SpectrumSolver.measure(operator, request, List.of(), new Streams(1).stream("start"));
            assertThat(measured.pairs())
                    .allSatisfy(pair -> assertThat(pair.residual()).isLessThan(1e-12));
            List<Eigenpair> embedded = measured.pairs().stream()
                    .map(pair -> new Eigenpair(
                            pair.value(), plan.embed(pair.vector()), pair.residual(), pair.gap(), pair.angleBound()))
                    .toList();
            SelfCheck check = new OperatorCheck(plan, checkpoint, Workers.SINGLE)
                    .of(
                            operator,
                            Optional.empty(),
                            curvature.gradient(),
                            new Spectrum(embedded, measured.products(), true),
                            new Streams(1).stream("probe-check"))
                    .check();
            assertThat(check.verdict()).as("%s %s", setting, check).isEqualTo(SelfCheck.Verdict.FAILS);
        }
    }

    private static LinearOperator wrong(LinearOperator right, Wrong wrong, Plan plan) {
        SpectrumRequest request = new SpectrumRequest(1, Which.LARGEST_ALGEBRAIC, 1e-8);
        PrincipalBlock block = new PrincipalBlock(right, plan.measuredOffset(), plan.measuredSize());
        Eigenpair first = SpectrumSolver.measure(block, request, List.of(), new Streams(1).stream("start"))
                .pairs()
                .get(0);
        double[] v = plan.embed(first.vector());
        int n = right.size();
        int place = plan.measuredOffset() + 2;
        return new LinearOperator() {
            @Override
            public int size() {
                return n;
            }

            @Override
            public void apply(double[] x, double[] y) {
                right.apply(x, y);
                switch (wrong) {
                    case SCALED -> Blas.scale(n, 1.001, y, 0);
                    case WITHOUT_THE_FIRST -> Blas.axpy(n, -first.value() * Blas.dot(n, v, 0, x, 0), v, 0, y, 0);
                    case ONE_ENTRY -> y[place] += 1e-3 * first.value() * x[place];
                }
            }
        };
    }
}
