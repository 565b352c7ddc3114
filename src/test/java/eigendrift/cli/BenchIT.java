package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eigendrift.tensors.Npz;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The benchmark as scripts call it, on a small problem. */
@Timeout(120)
class BenchIT {

    private static final double TOLERANCE = 1e-5;

    private static final List<String> POSITIVE = List.of(
            "train_steps_per_s",
            "gradient_ms",
            "hvp_ms",
            "hvp_gflops",
            "gemm_gflops",
            "eigenpairs_s",
            "products",
            "max_relative_residual",
            "warm_products");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"sgd, float32, random, tanh, 20-8-3, 2", "adam, float64, fashion-mnist, gelu-tanh, 784-8-10, 1"})
    void printsOneObject(
            String optimizer, String precision, String data, String activation, String layers, String threads)
            throws Exception {
        Program.Result result = new Program(folder)
                .run(
                        "bench",
                        "--layers",
                        layers.replace('-', ','),
                        "--activation",
                        activation,
                        "--samples",
                        "300",
                        "--batch",
                        "50",
                        "--optimizer",
                        optimizer,
                        "--precision",
                        precision,
                        "--threads",
                        threads,
                        "--eigenpairs",
                        "3",
                        "--tolerance",
                        String.valueOf(TOLERANCE),
                        "--data",
                        data);
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode figures = new ObjectMapper().readTree(result.out());
        for (String key : POSITIVE) {
            assertThat(figures.get(key)).as(key).isNotNull();
            assertThat(figures.get(key).asDouble()).as(key).isPositive().isFinite();
        }
        assertThat(figures.get("max_relative_residual").asDouble()).isLessThanOrEqualTo(TOLERANCE);
        assertThat(figures.get("eigenvalues")).hasSize(3);
        assertThat(figures.get("precision").asText()).isEqualTo(precision);
    }

    @Test
    void exportsTheProblem() throws Exception {
        Program.Result result =
                new Program(folder).run("bench", "--layers", "4,3,2", "--samples", "5", "--export", "problem.npz");
        assertThat(result.code()).as(result.err()).isZero();
        Map<String, Npz.Array> arrays = Npz.read(folder.resolve("problem.npz"));
        assertThat(arrays)
                .containsOnlyKeys("inputs", "labels", "layer1.weight", "layer1.bias", "layer2.weight", "layer2.bias");
        assertThat(arrays.get("inputs").shape()).containsExactly(5, 4);
        assertThat(arrays.get("layer1.weight").shape()).containsExactly(3, 4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --activation | tahn          | expected one of
            --layers     | 7             | --layers: expected two widths or more, each at least 1, found [7]
            --samples    | 0             | --samples: expected at least 1, found 0
            --tolerance  | 2             | --tolerance: expected a number in (0, 1), found 2.0
            --data       | fashion       | fashion
            """)
    void refusesWhatItCannotMeasure(String option, String value, String message) throws Exception {
        Program.Result result = new Program(folder).run("bench", option, value);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(message);
    }
}
