package eigendrift.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import eigendrift.config.UpdateRule;
import eigendrift.network.ParameterLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fifty updates of each rule on a chain of double wells, next to those of tools/reference/optimizers.py. */
class OptimizersTest {

    /** Rounding of about 20 operations an update, over 50 updates, torch being free to fuse products and sums. */
    private static final double ROUNDING = 1e-13;

    /** Rules that divide by differences or by norms enlarge it. */
    private static final double ENLARGED = 1e-10;

    private static final JsonNode REFERENCE = TorchReference.read("optimizer-trajectories.json");

    private static final JsonNode FUNCTION = REFERENCE.get("function");
    private static final double[] START = TorchReference.vector(FUNCTION.get("start"));
    private static final double[] WELLS = TorchReference.vector(FUNCTION.get("wells"));
    private static final double[] TILTS = TorchReference.vector(FUNCTION.get("tilts"));
    private static final double COUPLING = FUNCTION.get("coupling").asDouble();

    private static final ParameterLayout THREE =
            new ParameterLayout(List.of(new ParameterLayout.Parameter("p", 1, 0, 3, 1)));

    private static final Objective NOWHERE = (p, gradient) -> {
        throw new AssertionError("asked for another gradient");
    };

    static Stream<Arguments> cases() {
        return StreamSupport.stream(REFERENCE.get("cases").spliterator(), false)
                .map(c -> Arguments.of(Named.of(
                        c.get("rule") + " " + c.get("schedule") + " " + c.get("clipNorm") + " " + c.get("clipValue"),
                        c)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void followsTheReference(JsonNode c) {
        JsonNode path = c.get("path");
        Optimizer optimizer = optimizer(c);
        double[] p = start(c);
        boolean enlarges = List.of("lbfgs", "muon", "sam")
                .contains(c.get("rule").get("type").asText());
        for (int step = 0; step < path.size(); step++) {
            walk(optimizer, p, c, step, step + 1);
            double[] expected = TorchReference.vector(path.get(step));
            for (int i = 0; i < p.length; i++) {
                double error = Math.abs(p[i] - expected[i]) / Math.max(Math.abs(expected[i]), 1e-3);
                assertThat(error)
                        .as("relative error of parameter %d after update %d: %s", i, step + 1, p[i])
                        .isLessThan(enlarges ? ENLARGED : ROUNDING);
            }
        }
        assertThat(optimizer.state().updates()).isEqualTo(path.size());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void goesOnFromASavedStateWithTheSameBits(JsonNode c) {
        double[] whole = start(c);
        walk(optimizer(c), whole, c, 0, 50);

        Optimizer first = optimizer(c);
        double[] p = start(c);
        walk(first, p, c, 0, 20);
        OptimizerState saved = first.state();
        walk(first, p.clone(), c, 20, 50); // must not reach the copy
        Optimizer second = optimizer(c);
        walk(second, start(c), c, 0, 3); // must be forgotten
        second.restore(saved);
        walk(second, p, c, 20, 50);

        assertThat(p).containsExactly(whole);
    }

    @Test
    void refusesAGradientOfWrongLength() {
        Optimizer sgd = Optimizers.create(new UpdateRule.Sgd(0, false, 0), THREE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sgd.step(new double[3], new double[4], .1, NOWHERE))
                .withMessageContaining("n = 3")
                .withMessageContaining("gradient of length 3, found 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sgd.step(new double[2], new double[3], .1, NOWHERE))
                .withMessageContaining("parameters of length 3, found 2");
    }

    @Test
    void refusesAStateOfAnotherRule() {
        OptimizerState momentum =
                Optimizers.create(new UpdateRule.Sgd(.9, false, 0), THREE).state();
        Optimizer adam = Optimizers.create(new UpdateRule.Adam(.9, .999, 1e-8, 0), THREE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adam.restore(momentum))
                .withMessageContaining("Adam[")
                .withMessageContaining("keeps [first-moment, second-moment], found [momentum]");
    }

    @Test
    void refusesAStateOfAnotherLengthAndKeepsItsOwn() {
        Optimizer adam = Optimizers.create(new UpdateRule.Adam(.9, .999, 1e-8, 0), THREE);
        adam.step(new double[3], new double[] {1, 2, 3}, .1, NOWHERE);
        OptimizerState own = adam.state();
        OptimizerState other = new OptimizerState(
                5, new TreeMap<>(Map.of("first-moment", new double[3], "second-moment", new double[2])));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adam.restore(other))
                .withMessageContaining("second-moment of length 3, found 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adam.restore(new OptimizerState(-1, own.arrays())))
                .withMessageContaining("updates >= 0, found -1");
        assertThat(adam.state()).usingRecursiveComparison().isEqualTo(own);
    }

    private static Optimizer optimizer(JsonNode c) {
        return Optimizers.create(TorchReference.rule(c.get("rule")), TorchReference.layout(c.get("blocks")));
    }

    private static double[] start(JsonNode c) {
        return IntStream.range(0, TorchReference.layout(c.get("blocks")).size())
                .mapToDouble(i -> START[i % START.length])
                .toArray();
    }

    /** Updates {@code from} to {@code to} of a case. */
    private static void walk(Optimizer optimizer, double[] p, JsonNode c, int from, int to) {
        LearningRate rate = new LearningRate(
                TorchReference.schedule(c.get("schedule")),
                c.get("learningRate").asDouble(),
                1,
                c.get("path").size());
        Objective objective = new Clipping(TorchReference.clipping(c)).apply(OptimizersTest::chain);
        Objective first = optimizer.looksAhead() ? OptimizersTest::chain : objective;
        for (int step = from; step < to; step++) {
            double[] gradient = new double[p.length];
            first.evaluate(p, gradient);
            optimizer.step(p, gradient, rate.at(step), objective);
        }
    }

    /** Σ p⁴/4 − a p²/2 + c p + k/2 Σ (p_{i+1} − p_i)². */
    private static double chain(double[] p, double[] gradient) {
        double sum = 0;
        Arrays.fill(gradient, 0);
        for (int i = 0; i < p.length; i++) {
            double square = p[i] * p[i], well = WELLS[i % WELLS.length], tilt = TILTS[i % TILTS.length];
            sum += square * square / 4 - well * square / 2 + tilt * p[i];
            gradient[i] += p[i] * square - well * p[i] + tilt;
            if (i + 1 < p.length) {
                double difference = p[i + 1] - p[i];
                sum += COUPLING / 2 * difference * difference;
                gradient[i] -= COUPLING * difference;
                gradient[i + 1] += COUPLING * difference;
            }
        }
        return sum;
    }
}
