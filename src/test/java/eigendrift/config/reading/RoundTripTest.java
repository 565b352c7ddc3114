package eigendrift.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.ConfigException;
import eigendrift.random.Streams;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random experiments, spelled in random ways. */
class RoundTripTest {

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void jsonKeepsAll(long seed) {
        LoadedExperiment first = ExperimentReader.parse(experiment(seed, 0), List.of());
        LoadedExperiment second = ExperimentReader.parse(first.json(), List.of());
        assertThat(second.config()).isEqualTo(first.config());
        assertThat(second.json()).isEqualTo(first.json()).doesNotContain("\n");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void spellingDoesNotMatter(long seed) {
        LoadedExperiment one = ExperimentReader.parse(experiment(seed, 1), List.of());
        LoadedExperiment other = ExperimentReader.parse(experiment(seed, 2), List.of());
        assertThat(other.config()).isEqualTo(one.config());
        assertThat(other.json()).isEqualTo(one.json());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void overridesDoTheSameAsTheFile(long seed) {
        List<String> lines = new Text(seed, 3).lines();
        LoadedExperiment overridden = ExperimentReader.parse("experiment {}", lines);
        assertThat(overridden.json())
                .isEqualTo(
                        ExperimentReader.parse(experiment(seed, 3), List.of()).json());
    }

    @Test
    void jsonIsConciseAndSorted() {
        String file = """
                experiment {
                  seeds = [10, 2], training.steps = 1, optimizers = [sgd]
                  network { initialization = he, hidden = [] }
                }
                """;
        assertThat(ExperimentReader.parse(file, List.of()).json()).isEqualTo("""
                        {"experiment":{"checkpoints":{"every":"5 epochs"},"concurrency":"auto",\
                        "data":{"center":false,"samples":"all","scale":"auto","source":"fashion-mnist-2k",\
                        "standardize":false,"task":"classification",\
                        "test-samples":"all"},"loss":"cross-entropy","name":"experiment",\
                        "network":{"activation":"relu","hidden":[],"initial-weights":null,\
                        "initialization":"he-normal"},"null-models":[{"draws":0,"seed":0,"type":"haar"}],\
                        "optimizers":[{"clip-norm":null,"clip-value":null,"learning-rate":0.001,\
                        "momentum":0.0,"name":"sgd","nesterov":false,\
                        "schedule":{"type":"constant"},"type":"sgd","weight-decay":0.0}],\
                        "probe":{"block":null,"density":"off","eigenpairs":5,"memory":"2 GiB",\
                        "operator":"hessian","precision":"float64",\
                        "samples":"all","tolerance":1.0E-6,"trace":"off","which":"largest-algebraic"},"seeds":[10,2],\
                        "threads":{"probe":"auto","training":"auto"},\
                        "tracker":{"buffer":3,"cluster-drift":0.0,"identity-threshold":0.5,"lags":"all"},\
                        "training":{"batch-size":32,"log-every":"1 epoch","precision":"float64","steps":1}}}""");
    }

    /** Whatever is damaged, the reader answers with an experiment or with errors and advice. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damagedFilesGetAdvice(long seed) throws Exception {
        RandomGenerator random = new Streams(seed).stream("damage");
        StringBuilder text = new StringBuilder(Files.readString(Path.of("conf/all-keys.conf")));
        for (int i = 0; i < 3; i++) {
            int at = random.nextInt(text.length());
            if (random.nextBoolean()) {
                text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
            } else {
                text.insert(at, "{}[]=:,\"$#x 0-.".charAt(random.nextInt(15)));
            }
        }
        try {
            ExperimentReader.parse(text.toString(), List.of());
        } catch (ConfigException e) {
            assertThat(e.getMessage().lines().toList())
                    .allMatch(line -> line.startsWith("Expected ") || line.startsWith("Maybe "))
                    .hasSizeGreaterThan(1);
        }
    }

    private static String experiment(long seed, long spelling) {
        return "experiment {\n" + String.join("\n", new Text(seed, spelling).lines()) + "\n}";
    }

    /** What is said depends on {@code choices}, how it is said on {@code spelling}. */
    private static final class Text {
        private final RandomGenerator choices;
        private final RandomGenerator spelling;

        Text(long seed, long spelling) {
            this.choices = new Streams(seed).stream("choices");
            this.spelling = new Streams(seed).stream("spelling", spelling);
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            maybe(lines, "name", pick("a", "b-2", "c.d_e"));
            maybe(lines, "seeds", list(pick("0", "3, 1", "9223372036854775807, 5")));
            maybe(lines, "concurrency", pick("auto", whole(4)));
            lines.add("data = " + data());
            lines.add("loss = mean-squared-error");
            maybe(lines, "network.hidden", list(pick("", "5", "3, 4, 5")));
            maybe(lines, "network.activation", pick("relu", "tanh", "gelu-tanh"));
            maybe(lines, "network.initialization", spell("he", "he-normal"));
            maybe(lines, "network.initial-weights", pick("null", "\"some where/w.npz\""));
            maybe(lines, pick("training.epochs", "training.steps"), whole(70));
            maybe(lines, "training.batch-size", pick("full", whole(64)));
            maybe(lines, "training.log-every", span());
            maybe(lines, "checkpoints.every", pick(span(), "logarithmic", list("0, 10, 4000000000")));
            maybe(lines, "probe.operator", pick("hessian", "gauss-newton"));
            maybe(lines, "probe.block", pick("null", "layer1"));
            maybe(lines, "probe.eigenpairs", whole(12));
            maybe(lines, "probe.tolerance", number(choices.nextDouble(1e-12, .5)));
            maybe(lines, "probe.samples", pick("all", whole(100)));
            maybe(
                    lines,
                    "probe.density",
                    pick(
                            "off",
                            spell("on", "{}", "{ steps = 80 }"),
                            "{ width = " + number(choices.nextDouble()) + " }"));
            maybe(
                    lines,
                    "probe.trace",
                    pick("off", "{ method = hutchinson }", spell("on", "{ method = \"hutch++\" }")));
            maybe(lines, "tracker.lags", pick("all", "logarithmic", list("1, 2, 7")));
            maybe(lines, "tracker.buffer", whole(5));
            maybe(lines, "threads.probe", pick("auto", whole(3)));
            maybe(lines, "optimizers", list(optimizers()));
            maybe(lines, "null-models", list(pick("", "haar", "haar-layered, { type = initialization, draws = 3 }")));
            // The order of keys carries no meaning.
            Collections.shuffle(lines, new Random(spelling.nextLong()));
            return lines;
        }

        private String data() {
            return pick(
                    spell("digits", "{ source = digits }", "{ source = digits, samples = all }"),
                    "{ source = idx, images = i, labels = l, test-samples = " + whole(9) + " }",
                    "{ source = csv, path = p.csv, target = \"unit price\" }",
                    "{ source = arrays, path = p.npz, inputs = \"x 1\", test-inputs = a, test-targets = b }",
                    "{ source = gaussian-mixture, separation = " + number(choices.nextDouble(5)) + " }",
                    "{ source = spirals, turns = " + number(choices.nextDouble(.1, 3)) + " }",
                    "{ source = teacher, hidden = [], noise = " + number(choices.nextDouble()) + " }");
        }

        private String optimizers() {
            List<String> all = List.of(
                    "{ type = sgd, nesterov = " + spell("true", "yes", "on") + ", momentum = " + number(.9) + " }",
                    "{ type = adam, beta1 = " + number(choices.nextDouble()) + ", schedule = " + schedule() + " }",
                    "{ type = rmsprop, learning-rate = " + number(choices.nextDouble(1e-9, 9)) + " }",
                    spell("adamw", "{ type = adamw }", "{ type = adamw, name = adamw }"),
                    "{ type = adagrad, schedule = " + schedule() + ", clip-norm = " + number(choices.nextDouble(.1, 9))
                            + " }",
                    spell("nadam", "{ type = nadam, momentum-decay = .004 }"),
                    "{ type = muon, nesterov = " + spell("false", "no", "off") + ", clip-value = null }",
                    "{ type = sam, rho = " + number(choices.nextDouble(.1, 9)) + " }");
            int first = choices.nextInt(all.size());
            return all.subList(first, first + 1 + choices.nextInt(all.size() - first)).stream()
                    .collect(Collectors.joining(spell(", ", " ,")));
        }

        private String schedule() {
            return pick(
                    spell("constant", "{ type = constant }"),
                    "{ type = step, every = " + span() + ", gamma = " + number(choices.nextDouble(.1, 1)) + " }",
                    spell("cosine", "{ type = cosine }", "{ type = cosine, minimum = 0.0 }"),
                    "{ type = cosine-restarts, period = " + span() + ", multiplier = " + whole(3) + " }",
                    spell("one-cycle", "{ type = one-cycle, rise = .3 }"),
                    "{ type = warmup, over = " + span() + ", then { type = cosine, minimum = .25 } }");
        }

        private String span() {
            int count = 1 + choices.nextInt(3);
            return count + spell(" ", "  ") + pick("epoch", "step") + (count == 1 ? spell("", "s") : "s");
        }

        private String list(String elements) {
            return spell("[", "[ ", "[\n") + elements + spell("]", " ]");
        }

        private String whole(int bound) {
            int x = 1 + choices.nextInt(bound);
            return spell(String.valueOf(x), x + ".0", '"' + String.valueOf(x) + '"', x + "e0");
        }

        private String number(double x) {
            String plain = new BigDecimal(Double.toString(x)).toPlainString();
            return spell(
                    Double.toString(x),
                    plain,
                    plain.replaceFirst("^0\\.", "."),
                    '"' + Double.toString(x) + '"',
                    plain + "e0");
        }

        private void maybe(List<String> lines, String key, String value) {
            if (choices.nextInt(3) > 0) {
                lines.add(key + spell(" = ", "=", " =  ") + value);
            }
        }

        private String pick(String... texts) {
            return texts[choices.nextInt(texts.length)];
        }

        private String spell(String... texts) {
            return texts[spelling.nextInt(texts.length)];
        }
    }
}
