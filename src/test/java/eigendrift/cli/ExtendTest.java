package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares extended experiments with the same ones run at once: every exported byte is equal. */
@Timeout(300)
class ExtendTest {

    private static final String SMALL = """
            experiment {
              name = small
              seeds = [0]
              data { source = gaussian-mixture, inputs = 6, classes = 3, count = 40, test-count = 20 }
              network { hidden = [16], activation = tanh }           # 163 parameters: no dense solver
              training { epochs = 2, batch-size = 8 }
              optimizers = [
                { type = sgd, momentum = .9, learning-rate = .05
                  schedule { type = step, every = 1 epoch, gamma = .5 } }
                { type = adam, learning-rate = .01, schedule { type = warmup, over = 3 steps } }
              ]
              checkpoints { every = 1 epoch }
              probe { eigenpairs = 2, trace { method = hutchinson, products = 4 } }
              null-models = [
                { type = haar, draws = 3 }, haar-layered, { type = initialization, draws = 2 }
                { type = shuffled-weights, draws = 2, at = all }, { type = random-walk, draws = 2, at = all }
              ]
            }
            """;

    private static final String RMSPROP = "{ type = rmsprop, learning-rate = .01 }";

    @TempDir
    private Path folder;

    private String file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("small.conf"), SMALL).toString();
    }

    @Test
    void moreSeedsAndOptimizers() throws IOException {
        run("run", file, "--id", "grown");
        run("extend", "grown", "seeds+=[1, 2]", "optimizers+=" + RMSPROP);
        run("run", file, "--id", "whole", "seeds=[0, 1, 2]", "optimizers+=" + RMSPROP);
        same(export("grown", "first"), export("whole", "first"));
        assertThat(tryRun("show", "grown").out())
                .containsPattern("extended +[0-9-]+ [0-9:]+: seeds = \\[0,1,2\\] \\(was \\[0\\]\\),"
                        + " optimizers.rmsprop \\(new\\)\n");
        assertThat(read("grown-first/runs.csv")).contains("sgd-seed2", "adam-seed1", "rmsprop-seed0,");
        worksOn("grown", "first");
    }

    @Test
    void seedsInAnyOrder() throws IOException {
        run("run", file, "--id", "grown");
        run("extend", "grown", "seeds=[1, 0]", "concurrency=1");
        run("run", file, "--id", "whole", "seeds=[1, 0]");
        same(without(export("grown", "first"), "configuration"), without(export("whole", "first"), "configuration"));
    }

    /** Twice, with a run that diverges and analyses made before, between and after. */
    @Test
    void longerTraining() throws IOException {
        String[] diverges = {"optimizers+={ name = wild, type = sgd, learning-rate = 1e9 }"};
        assertThat(tryRun("run", file, "--id", "grown", diverges[0]).code()).isEqualTo(3);
        assertThat(tryRun("replay", "grown", "probe.eigenpairs=1", "--as", "before")
                        .code())
                .isEqualTo(3);
        Map<String, String> before = export("grown", "before");
        assertThat(tryRun("extend", "grown", "training.epochs=3").code()).isEqualTo(3);
        assertThat(tryRun("replay", "grown", "probe.eigenpairs=1", "--as", "between")
                        .code())
                .isEqualTo(3);
        Map<String, String> between = export("grown", "between");
        assertThat(tryRun("extend", "grown", "training.epochs=6", "seeds+=1").code())
                .isEqualTo(3);
        assertThat(tryRun("replay", "grown", "probe.eigenpairs=1", "--as", "after")
                        .code())
                .isEqualTo(3);
        assertThat(tryRun("replay", "grown", "tracker.lags=[1]", "--as", "shared")
                        .code())
                .isEqualTo(3);
        assertThat(tryRun("run", file, "--id", "whole", diverges[0], "training.epochs=6", "seeds=[0, 1]")
                        .code())
                .isEqualTo(3);
        tryRun("replay", "whole", "probe.eigenpairs=1", "--as", "after");
        tryRun("replay", "whole", "tracker.lags=[1]", "--as", "shared");
        for (String analysis : new String[] {"first", "after", "shared"}) {
            same(export("grown", analysis), export("whole", analysis));
        }
        assertThat(tryRun("show", "grown").out())
                .contains(
                        "complete, covers 3 of 6 runs, 2 epochs of 6 epochs",
                        "complete, covers 3 of 6 runs, 3 epochs of 6");
        String page = folder.resolve("before.html").toString();
        run("report", "grown", "--out", page, "--analysis", "before");
        assertThat(Files.readString(Path.of(page)))
                .contains("The analysis before was made before grown was extended and covers 3 of 6 runs");
        run("report", "grown", "--out", page, "--compare", "first,between");
        assertThat(Files.readString(Path.of(page))).contains("The analysis between was made before grown was extended");
        for (String kept : new String[] {"spectrum", "displacement", "nulls", "null-draws", "localization"}) {
            assertThat(export("grown", "before").get(kept + ".csv")).isEqualTo(before.get(kept + ".csv"));
            assertThat(export("grown", "between").get(kept + ".csv")).isEqualTo(between.get(kept + ".csv"));
        }
        worksOn("grown", "between");
    }

    /** With a list of checkpoints that leaves the old end out, training goes on from an earlier one. */
    @Test
    void longerWithFurtherCheckpointsOfAList() throws IOException {
        run("run", file, "--id", "grown", "checkpoints.every=[0, 4]", "training.log-every=1 step");
        run("extend", "grown", "training.steps=20", "checkpoints.every=[0, 4, 15]");
        run(
                "run",
                file,
                "--id",
                "whole",
                "checkpoints.every=[0, 4, 15]",
                "training.log-every=1 step",
                "training.steps=20");
        same(export("grown", "first"), export("whole", "first"));
        worksOn("grown", "first");
    }

    /** verify --retrain, resume and report. */
    private void worksOn(String id, String analysis) throws IOException {
        assertThat(tryRun("verify", id, "--retrain").out())
                .contains(" 0 problems")
                .doesNotContain("differs");
        Map<String, String> exported = export(id, analysis);
        tryRun("resume", id);
        same(export(id, analysis), exported);
        String page = folder.resolve(id + ".html").toString();
        run("report", id, "--out", page, "--analysis", analysis);
        assertThat(tryRun("show", id).out()).contains("extended");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seeds=[1] | the seeds [0] among others | seeds+=",
                "seeds=[0] | found nothing new | seeds+=[1]",
                "concurrency=1 | found nothing new | seeds+=[1]",
                "optimizers.sgd.learning-rate=.1 | the optimizer sgd as it was | optimizers+=",
                "optimizers=[sgd] | the optimizer sgd as it was | optimizers+=",
                "training.epochs=1 | at least 10 steps | eigendrift run",
                "training.batch-size=4 | training.batch-size = 8 as before | eigendrift run",
                "network.activation=relu | network.activation = tanh as before | eigendrift run",
                "probe.eigenpairs=3 | probe.eigenpairs = 2 as before | eigendrift replay small probe.eigenpairs=",
                "null-models=[haar] | as before | eigendrift replay small",
                "checkpoints.every=1 step | steps [1, 2, 3, 4, 6, 7, 8, 9] besides | eigendrift run",
                "checkpoints.every=2 epochs | none at steps [5] | eigendrift run",
                "training.steps=22 checkpoints.every=4 steps | none at steps [5, 10] | eigendrift run",
                "optimizers.0+=1 | a list before += | = alone",
            })
    void whatCannotBeKeptIsRefusedBeforeAnyEvent(String overrides, String expected, String advice) throws IOException {
        run("run", file, "null-models=[]");
        long events = events();
        String[] request = Stream.concat(Stream.of("extend", "small"), Stream.of(overrides.split(" (?=[a-z-]+\\.)")))
                .toArray(String[]::new);
        Said result = tryRun(request);
        assertThat(result.err()).contains(expected, advice);
        assertThat(result.code()).isEqualTo(2);
        assertThat(events()).isEqualTo(events);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "optimizers.adam.schedule=cosine | does not depend on the length of the training, found that of adam",
                "'optimizers.adam.schedule={ type = warmup, over = 2 steps, then { type = one-cycle } }'"
                        + " | that of adam",
                "training.log-every=3 steps | a step of the log, found step 10 with one every 3 steps",
                "null-models=[{ type = shuffled-weights, draws = 2 }] | found shuffled-weights drawn at the last step",
                "checkpoints.every=4 steps | none at steps [10]",
            })
    void aLongerTrainingThatWouldHaveHadOtherNumbers(String setting, String expected) throws IOException {
        run("run", file, setting.replace("'", ""));
        long events = events();
        Said result = tryRun("extend", "small", "training.steps=20");
        assertThat(result.err()).contains(expected);
        assertThat(result.code()).isEqualTo(2);
        assertThat(events()).isEqualTo(events);
    }

    @Test
    void tooFewSeedsAreNamedBeforeTheRunWithTheNumberNeeded() {
        String[] quick = {"null-models=[]", "training.epochs=1", "probe.trace=off"};
        String few = "no verdict can reach 5 %: sign flips of ";
        assertThat(tryRun("run", file, quick[0], quick[1], quick[2]).err())
                .startsWith("With 1 seed " + few + "1 give p = 1 at least; 6 seeds are needed.\n"
                        + "Maybe seeds=[0, 1, 2, 3, 4, 5], or add more later with eigendrift extend.\n")
                .contains("Experiment small: 2 runs");
        assertThat(tryRun("extend", "small", "seeds+=[1, 2, 3, 4]").err())
                .startsWith("With 5 seeds " + few + "5 give p = 0.0625 at least; 6 seeds are needed.\n");
        assertThat(tryRun("extend", "small", "seeds+=9").err())
                .doesNotContain(few)
                .contains("Experiment small: 12 runs");
        assertThat(tryRun("extend", "small", "seeds+=10").err()).doesNotContain(few);
    }

    private void run(String... arguments) {
        Said result = tryRun(arguments);
        assertThat(result.code())
                .as(String.join(" ", arguments) + "\n" + result.err())
                .isZero();
    }

    private Said tryRun(String... arguments) {
        return Said.by(folder, arguments);
    }

    private long events() {
        Said records = tryRun("verify", "small");
        return Long.parseLong(records.out().split(" ")[0]);
    }

    /** Every file but those of the actors' times, by name. */
    private Map<String, String> export(String id, String analysis) throws IOException {
        Path out = folder.resolve(id + "-" + analysis);
        run("export", id, "--analysis", analysis, "--out", out.toString(), "--format", "csv,npz,json");
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(out)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                String name = out.relativize(path).toString();
                if (!name.startsWith("actors")) {
                    files.put(
                            name,
                            name.endsWith(".npz")
                                    ? HexFormat.of().formatHex(Files.readAllBytes(path))
                                    : Files.readString(path));
                }
            }
        }
        assertThat(files).containsKeys("runs.csv", "experiment.json");
        return files;
    }

    /** File by file, so that a difference can be read. */
    private static void same(Map<String, String> files, Map<String, String> others) {
        assertThat(files.keySet()).isEqualTo(others.keySet());
        files.forEach((name, text) -> assertThat(text).as(name).isEqualTo(others.get(name)));
    }

    private static Map<String, String> without(Map<String, String> files, String name) {
        files.keySet().removeIf(file -> file.startsWith(name) || file.equals("experiment.json"));
        return files;
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
