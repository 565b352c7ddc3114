package eigendrift.config.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eigendrift.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The error messages for a file that is wrong as a whole. */
class ErrorsTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("x.conf");
    }

    @Test
    void unknownKey() throws IOException {
        write("experiment {", "  training {", "    epochs = 3", "    batchsize = 8", "  }", "}");
        assertThat(error()).isEqualTo("""
                        Expected one of the keys of training (batch-size, epochs, log-every, precision, steps), \
                        found training.batchsize = 8 (x.conf:4).
                        Maybe training.batch-size was meant.""");
    }

    @Test
    void unknownBlock() throws IOException {
        write("experiment {", "  trainer { epochs = 3 }", "}");
        assertThat(error()).isEqualTo("""
                        Expected one of the keys of experiment (checkpoints, concurrency, data, loss, name, network, \
                        null-models, optimizers, probe, seeds, threads, tracker, training), \
                        found trainer = {"epochs":3} (x.conf:2).
                        Maybe tracker was meant.""");
    }

    @Test
    void elementOfAList() throws IOException {
        write("experiment {", "  network.hidden = [16,", "    0]", "}");
        assertThat(error()).isEqualTo("""
                        Expected a whole number of at least 1, found network.hidden.1 = 0 (x.conf:3).
                        Maybe network.hidden = [16,16], the default.""");
    }

    @Test
    void bothLengths() throws IOException {
        write("experiment {", "  training {", "    epochs = 3", "    steps = 100", "  }", "}");
        assertThat(error()).isEqualTo("""
                        Expected no training.epochs beside training.steps, found training.epochs = 3 (x.conf:3).
                        Maybe remove it.""");
    }

    @Test
    void optimizersOfOneName() throws IOException {
        write("experiment {", "  optimizers = [", "    sgd", "    { type = sgd, learning-rate = .1 }", "  ]", "}");
        assertThat(error()).isEqualTo("""
                        Expected another name than that of optimizers.0.name, found optimizers.1.name = sgd (x.conf:4).
                        Maybe optimizers.1.name = sgd-2.""");
    }

    @Test
    void lossThatDoesNotSuitTheTask() throws IOException {
        write("experiment {", "  data = teacher", "}");
        assertThat(error()).isEqualTo("""
                        Expected mean-squared-error or half-squared-error for data.task = regression, \
                        found loss = cross-entropy (default).
                        Maybe loss = mean-squared-error.""");
    }

    /** All types of a family, as errors list them. */
    static String types(String family) {
        return String.join(", ", new TreeSet<>(Defaults.types(family).keySet()));
    }

    @Test
    void nullModels() throws IOException {
        write("experiment {", "  null-models = [har", "    { type = shuffled-weights, draws = 0, at = lst }]", "}");
        assertThat(error()).isEqualTo("""
                        Expected one of %s, \
                        found null-models.0 = har (x.conf:2).
                        Maybe null-models.0.type = haar.
                        Expected a whole number of at least 1, found null-models.1.draws = 0 (x.conf:3).
                        Maybe null-models.1.draws = 20, the default.
                        Expected one of last, first-and-last, all, a list of steps, \
                        found null-models.1.at = lst (x.conf:3).
                        Maybe null-models.1.at = last.""".formatted(types("null-models")));
    }

    @Test
    void missingDataFile() throws IOException {
        Files.createFile(folder.resolve("train-labels.gz"));
        Files.createFile(folder.resolve("test-images.gz"));
        write(
                "experiment {",
                "  data {",
                "    source = idx",
                "    images = " + quoted("train-image.gz"),
                "    labels = " + quoted("train-lables.gz"),
                "    test-images = " + quoted("test-images.gz"),
                "  }",
                "}");
        Files.createFile(folder.resolve("train-images.gz"));
        assertThat(error()).isEqualTo("""
                        Expected both of test-images and test-labels, or neither, \
                        found data.test-labels = null (default).
                        Maybe data.test-labels = ... is missing.
                        Expected an existing file, found data.images = train-image.gz (x.conf:4).
                        Maybe data.images = train-images.gz.
                        Expected an existing file, found data.labels = train-lables.gz (x.conf:5).
                        Maybe data.labels = train-labels.gz.""");
    }

    @Test
    void missingFileWithNoneLikeIt() throws IOException {
        write("experiment {", "  network.initial-weights = nowhere/w.npz", "}");
        assertThat(error())
                .isEqualTo("Expected an existing file, found network.initial-weights = nowhere/w.npz (x.conf:2).\n"
                        + "Maybe the folder is another: relative paths start at "
                        + Path.of("").toAbsolutePath() + ".");
    }

    @Test
    void fileThatMustBeGiven() throws IOException {
        write("experiment {", "  data { source = csv }", "}");
        assertThat(error()).isEqualTo("""
                        Expected the path of a file, found data.path = null (default).
                        Maybe data.path = ... is missing.
                        Expected a text, found data.target = null (default).
                        Maybe data.target = ... is missing.""");
    }

    @Test
    void missingExperimentFile() throws IOException {
        Files.createFile(folder.resolve("quickstart.conf"));
        file = folder.resolve("quikstart.conf");
        assertThat(error()).isEqualTo("""
                        Expected an experiment file, found no such file (quikstart.conf).
                        Maybe quickstart.conf.""");
        file = folder;
        assertThat(error()).startsWith("Expected an experiment file, found a folder (");
    }

    @Test
    void noUtf8() throws IOException {
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(error()).isEqualTo("Expected UTF-8 text, found other bytes (x.conf).\nMaybe save it as UTF-8.");
    }

    @Test
    void aBinaryFileIsNotShown() throws IOException {
        Files.write(file, new byte[3_000_000]);
        assertThat(error()).isEqualTo("""
                        Expected an experiment file, found a binary file (x.conf).
                        Maybe another file was meant.""");
        Files.writeString(file, "x".repeat(3_000_000));
        assertThat(error()).hasSizeLessThan(500).contains("xxx...");
        Files.writeString(file, "experiment {" + "\n" + "y\t\u001b[31m".repeat(100_000) + " = 1 }");
        assertThat(error()).hasSizeLessThan(500);
        Files.writeString(file, "x".repeat(5 << 20));
        assertThat(error()).startsWith("Expected an experiment file of at most 4 MiB, found more (");
    }

    @Test
    void ofVeryManyErrorsTheFirstAreShown() throws IOException {
        StringBuilder keys = new StringBuilder("experiment {\n");
        IntStream.range(0, 1000).forEach(i -> keys.append("key").append(i).append(" = 1\n"));
        Files.writeString(file, keys.append("}").toString());
        assertThat(error().lines()).hasSize(61).last().isEqualTo("... and 970 more.");
    }

    @Test
    void aPipeIsRead() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                Files.writeString(file, "experiment.name = piped", StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(ExperimentReader.read(file, List.of()).config().name()).isEqualTo("piped");
        writer.get(1, TimeUnit.MINUTES);
    }

    @Test
    void optimizersWhoseNamesDifferInCaseAlone() throws IOException {
        write("experiment {", "  optimizers = [", "    sgd", "    { type = adam, name = SGD }", "  ]", "}");
        assertThat(error()).isEqualTo("""
                        Expected a name that differs from that of optimizers.0.name in more than case, found\
                         optimizers.1.name = SGD (x.conf:4).
                        Maybe optimizers.1.name = SGD-2.""");
        String recorded = "experiment.optimizers = [sgd, { type = adam, name = SGD }]";
        assertThat(ExperimentReader.parse(recorded, List.of()).config().optimizers())
                .hasSize(2);
    }

    @Test
    void syntax() throws IOException {
        write("experiment {", "  seeds = [0, 1", "  name = x", "}");
        assertThat(error()).isEqualTo("""
                        Expected HOCON, found an error: List should have ended with ] or had a comma, \
                        instead had token: '=' (x.conf:3).
                        Maybe a bracket, a quote or a comma there.""");
    }

    @Test
    void undefinedSubstitution() throws IOException {
        write("experiment {", "  name = ${no.such.thing}", "}");
        assertThat(error()).isEqualTo("""
                        Expected HOCON, found an error: Could not resolve substitution to a value: \
                        ${no.such.thing} (x.conf:2).
                        Maybe the name in ${...} is misspelt; it starts with experiment.""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include \"base.conf\"",
                "include file(\"base.conf\")",
                "include required(file(\"base.conf\"))",
                "include classpath(\"base.conf\")",
                "include url(\"http://localhost/base.conf\")"
            })
    void include(String statement) throws IOException {
        write("experiment {", "  # what to include", "  " + statement, "}");
        assertThat(error())
                .isEqualTo("Expected a file that stands alone, found " + statement
                        + " (x.conf:3).\nMaybe copy what it includes into this file.");
    }

    @Test
    void noExperiment() throws IOException {
        write("");
        assertThat(error())
                .isEqualTo("Expected a block experiment, found none (x.conf).\nMaybe wrap all in experiment { ... }.");
        write("experiment = 5");
        assertThat(error())
                .isEqualTo("Expected a block experiment, found 5 (x.conf).\nMaybe wrap all in experiment { ... }.");
        write("experimnt {", "  seeds = [0]", "}", "training.epochs = 5");
        assertThat(error()).isEqualTo("""
                        Expected nothing outside experiment { ... }, found experimnt = {"seeds":[0]} (x.conf:1).
                        Maybe experiment was meant.
                        Expected nothing outside experiment { ... }, found training = {"epochs":5} (x.conf:4).
                        Maybe move it into experiment { ... }.
                        Expected a block experiment, found none (x.conf).
                        Maybe wrap all in experiment { ... }.""");
    }

    @Test
    void notAFileOfKeys() {
        assertThatThrownBy(() -> ExperimentReader.parse("[1, 2]", List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has type LIST rather than object at file root");
    }

    @Test
    void environmentVariable() throws IOException {
        write("experiment {", "  seeds = [${PATH}]", "}");
        assertThat(error())
                .startsWith("Expected a whole number of at least 0, found seeds.0 = ")
                .contains("env var");
    }

    @Test
    void allAtOnce() throws IOException {
        write(
                "experiment {",
                "  seeds = []",
                "  training { epochs = 0, batch-size = 0 }",
                "  optimizers = [{ type = sgd, momentum = 2, learning-rate = 0 }, { type = adma }]",
                "  probe { eigenpairs = none, color = red }",
                "}");
        assertThat(error().lines().filter(line -> line.startsWith("Expected"))).hasSize(8);
        assertThat(error().lines().filter(line -> line.startsWith("Maybe"))).hasSize(8);
    }

    @Test
    void errorsOfARecordedConfiguration() {
        assertThatThrownBy(() -> ExperimentReader.parse("{\"experiment\":{\"seeds\":[-1]}}", List.of()))
                .hasMessage("""
                        Expected a whole number of at least 0, found seeds.0 = -1 (recorded configuration).
                        Maybe seeds = [0], the default.""");
    }

    private void write(String... lines) throws IOException {
        Files.writeString(file, String.join("\n", lines));
    }

    private String quoted(String name) {
        return '"' + folder.resolve(name).toString() + '"';
    }

    /** The message, without the name of the temporary folder. */
    private String error() {
        return catchThrowableOfType(ConfigException.class, () -> ExperimentReader.read(file, List.of()))
                .getMessage()
                .replace(folder + "/", "");
    }
}
