package eigendrift.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eigendrift.ClosedSets;
import eigendrift.config.OptimizerConfig;
import eigendrift.config.ScheduleConfig;
import eigendrift.config.UpdateRule;
import eigendrift.config.reading.ExperimentReader;
import eigendrift.network.ParameterLayout;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each update rule and each schedule has, beyond what the compiler asks for. */
class EveryRuleTest {

    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(
            new ParameterLayout.Parameter("layer1.weight", 1, 0, 2, 2),
            new ParameterLayout.Parameter("layer1.bias", 1, 4, 2, 1)));

    private static final String ALL_KEYS = ClosedSets.text("conf/all-keys.conf");
    private static final String OPTIMIZERS = ClosedSets.section("configuration.md", "Optimizers");
    private static final JsonNode TRAJECTORIES = TorchReference.read("optimizer-trajectories.json");
    private static final JsonNode RATES = TorchReference.read("learning-rates.json");

    /** The type in a file, and the record. */
    record Kind(String type, Class<?> record) {
        @Override
        public String toString() {
            return type;
        }
    }

    static Stream<Kind> rules() {
        return ClosedSets.records(UpdateRule.class)
                .map(rule -> new Kind(rule.getSimpleName().toLowerCase(Locale.ROOT), rule));
    }

    static Stream<Kind> schedules() {
        return ClosedSets.records(ScheduleConfig.class).map(schedule -> new Kind(ClosedSets.kebab(schedule), schedule));
    }

    /** From {@code defaults.conf} alone. */
    @ParameterizedTest
    @MethodSource("rules")
    void aRuleIsReadWithItsDefaults(Kind kind) {
        assertThat(read(kind.type).rule()).isInstanceOf(kind.record);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleIsDescribed(Kind kind) {
        assertThat(mentions(ALL_KEYS, kind)).as("conf/all-keys.conf").isTrue();
        assertThat(ClosedSets.rows(OPTIMIZERS))
                .as("the table of configuration.md")
                .anyMatch(row -> row.get(0).contains("`" + kind.type + "`"));
    }

    /** On Σ p²/2, from a point where nothing vanishes. */
    @ParameterizedTest
    @MethodSource("rules")
    void aRuleMovesByFiniteSteps(Kind kind) {
        OptimizerConfig read = read(kind.type);
        Optimizer optimizer = Optimizers.create(read.rule(), LAYOUT);
        double[] start = {1, -2, 3, -.5, .25, -1};
        double[] p = start.clone();
        Objective bowl = (at, gradient) -> {
            double sum = 0;
            for (int i = 0; i < at.length; i++) {
                gradient[i] = at[i];
                sum += at[i] * at[i] / 2;
            }
            return sum;
        };
        optimizer.step(p, start.clone(), read.learningRate(), bowl);
        for (int i = 0; i < p.length; i++) {
            assertThat(p[i]).as("parameter %d", i).isFinite().isNotEqualTo(start[i]);
        }
        assertThat(bowl.evaluate(p, new double[p.length])).isLessThan(bowl.evaluate(start, new double[p.length]));
    }

    /** Every rule has one; a rule that neither torch nor its authors have made would be named here, with its reason. */
    @ParameterizedTest
    @MethodSource("rules")
    void aRuleIsHeldToAReference(Kind kind) {
        assertThat(cases(TRAJECTORIES, "rule", kind.type))
                .as("cases of optimizer-trajectories.json, which tools/reference/optimizers.py writes")
                .isNotEmpty();
    }

    /** What {@code checkpoints} exports and resuming expects: the names in the table of {@link Optimizers}. */
    @ParameterizedTest
    @MethodSource("rules")
    void theVectorsOfARuleAreListed(Kind kind) {
        String row = ClosedSets.text("src/main/java/eigendrift/optimizer/Optimizers.java")
                .lines()
                .filter(line -> Pattern.compile("<tr><td>.*\\b" + kind.type + "\\b.*</td><td>")
                        .matcher(line)
                        .find())
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected a row for " + kind + " in the javadoc of Optimizers"));
        Set<String> names = new TreeSet<>(Optimizers.create(read(kind.type).rule(), LAYOUT)
                .state()
                .arrays()
                .keySet());
        for (JsonNode reference : cases(TRAJECTORIES, "rule", kind.type)) {
            names.addAll(Optimizers.create(TorchReference.rule(reference.get("rule")), LAYOUT)
                    .state()
                    .arrays()
                    .keySet());
        }
        assertThat(names)
                .allMatch(name -> row.contains("{@code " + name + "}")
                        || row.contains("the same") && name.endsWith("-moment")
                        || name.matches(".*-\\d{4}"));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void aScheduleIsReadWithItsDefaults(Kind kind) {
        assertThat(read("{ type = sgd, schedule = " + kind.type + " }").schedule())
                .isInstanceOf(kind.record);
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void aScheduleIsDescribed(Kind kind) {
        assertThat(mentions(ALL_KEYS, kind) || ALL_KEYS.contains("schedule = " + kind.type))
                .as("conf/all-keys.conf")
                .isTrue();
        assertThat(OPTIMIZERS).contains("`" + kind.type + "`");
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void aScheduleHasFiniteRatesAndAReference(Kind kind) {
        ScheduleConfig schedule =
                read("{ type = sgd, schedule = " + kind.type + " }").schedule();
        LearningRate rate = new LearningRate(schedule, .1, 10, 400);
        assertThat(LongStream.range(0, 400).mapToDouble(rate::at)).allMatch(r -> r >= 0 && r <= .1);
        boolean constant = schedule instanceof ScheduleConfig.Constant; // f = 1 needs none
        assertThat(constant || !cases(RATES, "schedule", kind.type).isEmpty())
                .as("cases of learning-rates.json")
                .isTrue();
    }

    private static boolean mentions(String text, Kind kind) {
        return Pattern.compile("type = " + kind.type + "(?![a-z-])")
                .matcher(text)
                .find();
    }

    private static List<JsonNode> cases(JsonNode file, String key, String type) {
        return StreamSupport.stream(file.get("cases").spliterator(), false)
                .filter(c -> c.get(key).get("type").asText().equals(type))
                .toList();
    }

    private static OptimizerConfig read(String optimizer) {
        return ExperimentReader.parse(
                        "experiment { training.batch-size = full, optimizers = [" + optimizer + "] }", List.of())
                .config()
                .optimizers()
                .get(0);
    }
}
