package eigendrift.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eigendrift.config.Activation;
import eigendrift.config.Loss;
import eigendrift.config.Precision;
import eigendrift.data.Samples;
import eigendrift.linalg.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole Hessians of networks with a logistic hidden layer against R's nnet::nnetHess; see tools/reference/nnet.R. */
class NnetHessianTest {

    /**
     * Relative to the largest entry. Both sides compute analytically in double precision, from values printed with 17
     * digits; sums of some hundred products leave about 1e-14.
     */
    private static final double ROUNDING = 1e-12;

    /**
     * @param kind linear, entropy or softmax
     * @param inputs cases x in
     * @param targets cases x out
     * @param weights W1, b1, W2, b2
     * @param hessian of the sum over cases; lower triangle, row by row
     */
    record Case(
            String kind,
            int cases,
            List<Integer> widths,
            double[] inputs,
            double[] targets,
            double[] weights,
            double[] hessian) {

        @Override
        public String toString() {
            return kind + " " + widths;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in = NnetHessianTest.class.getResourceAsStream("/reference/nnet.json")) {
            ObjectMapper mapper = new ObjectMapper();
            JsonNode cases = mapper.readTree(in);
            return StreamSupport.stream(cases.spliterator(), false).map(c -> mapper.convertValue(c, Case.class));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agrees(Case expected) {
        switch (expected.kind()) {
            case "linear" -> {
                Samples samples = samples(expected, null);
                int outputs = samples.outputs();
                // nnet sums (z − y)²; ours are the mean over cases of half of it, and the mean over cases and outputs.
                compare(expected, Loss.HALF_SQUARED_ERROR, samples, 2. * expected.cases());
                compare(expected, Loss.MEAN_SQUARED_ERROR, samples, (double) expected.cases() * outputs);
            }
            case "softmax" ->
                compare(expected, Loss.CROSS_ENTROPY, samples(expected, labels(expected)), expected.cases());
            case "entropy" -> compareLogistic(expected);
            default -> throw new IllegalArgumentException("kind " + expected.kind());
        }
    }

    private static void compare(Case expected, Loss loss, Samples samples, double factor) {
        int[] all = IntStream.range(0, expected.weights().length).toArray();
        compare(expected, expected.widths(), all, loss, samples, factor);
    }

    /** One logistic output z is a softmax over (0, z): a second output whose weights are 0 and do not move. */
    private static void compareLogistic(Case expected) {
        int[] labels = Arrays.stream(expected.targets()).mapToInt(y -> (int) y).toArray();
        Samples samples = new Samples(expected.cases(), expected.widths().get(0), expected.inputs(), 2, labels, null);
        int hidden = expected.widths().get(1);
        int first = hidden * (samples.inputSize() + 1);
        List<Integer> places = new ArrayList<>(IntStream.range(0, first).boxed().toList());
        IntStream.range(0, hidden).forEach(i -> places.add(first + hidden + i));
        places.add(first + 2 * hidden + 1);
        compare(
                expected,
                List.of(samples.inputSize(), hidden, 2),
                places.stream().mapToInt(i -> i).toArray(),
                Loss.CROSS_ENTROPY,
                samples,
                expected.cases());
    }

    /** @param places where nnet's weights are among those of the network; the others are 0 */
    private static void compare(
            Case expected, List<Integer> widths, int[] places, Loss loss, Samples samples, double factor) {
        Architecture architecture = new Architecture(widths, Activation.SIGMOID);
        double[] weights = new double[architecture.parameters()];
        for (int i = 0; i < places.length; i++) {
            weights[places[i]] = expected.weights()[i];
        }
        Curvature curvature = Curvature.at(architecture, loss, samples, weights, Precision.FLOAT64, Workers.SINGLE);
        double[][] hessian = Networks.dense(curvature.hessian());
        double scale = Arrays.stream(expected.hessian()).map(Math::abs).max().orElseThrow();
        int entry = 0;
        for (int i = 0; i < places.length; i++) {
            for (int j = 0; j <= i; j++, entry++) {
                double sum = expected.hessian()[entry];
                assertThat(factor * hessian[places[i]][places[j]]).isCloseTo(sum, within(ROUNDING * scale));
                assertThat(factor * hessian[places[j]][places[i]]).isCloseTo(sum, within(ROUNDING * scale));
            }
        }
        assertThat(expected.hessian()).hasSize(entry);
    }

    private static Samples samples(Case expected, int[] labels) {
        List<Integer> widths = expected.widths();
        double[] targets = labels == null ? expected.targets() : null;
        return new Samples(expected.cases(), widths.get(0), expected.inputs(), widths.get(2), labels, targets);
    }

    private static int[] labels(Case expected) {
        int out = expected.widths().get(2);
        return IntStream.range(0, expected.cases() * out)
                .filter(i -> expected.targets()[i] == 1)
                .map(i -> i % out)
                .toArray();
    }
}
