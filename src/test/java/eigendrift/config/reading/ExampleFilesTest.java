package eigendrift.config.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigObject;
import eigendrift.config.ConfigException;
import eigendrift.config.ExperimentConfig;
import eigendrift.config.NullModelConfig;
import eigendrift.config.OptimizerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in {@code conf/}: what users start from. */
class ExampleFilesTest {

    @TempDir
    private Path folder;

    private static final Path ALL_KEYS = Path.of("conf/all-keys.conf");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("conf"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void canBeRead(Path file) throws IOException {
        LoadedExperiment loaded = load(file);
        assertThat(ExperimentReader.parse(loaded.json(), List.of()).config()).isEqualTo(loaded.config());
    }

    @ParameterizedTest
    @MethodSource("files")
    void isNamedAsItsExperiment(Path file) throws IOException {
        String name = load(file).config().name();
        assertThat(file.getFileName().toString()).isIn(name + ".conf", "all-keys.conf");
    }

    /** Sign flips of five seeds give p = .0625 at least. */
    @ParameterizedTest
    @MethodSource("files")
    void hasSeedsEnoughForVerdictsOrSaysThatItHasNot(Path file) throws IOException {
        boolean enough = load(file).config().seeds().size() >= 6;
        assertThat(enough || Files.readString(file).contains("too few for verdicts") || file.equals(ALL_KEYS))
                .isTrue();
    }

    /** As a user's; but one with data of its own, which not every machine has, without looking for them. */
    private static LoadedExperiment load(Path file) throws IOException {
        return file.endsWith("paper-full.conf")
                ? ExperimentReader.parse(Files.readString(file), List.of())
                : ExperimentReader.read(file, List.of());
    }

    @Test
    void dataThatAreNotThereAreNamed() throws IOException {
        String text = Files.readString(Path.of("conf/paper-full.conf")).replace("/usr/share/datasets", "/nowhere");
        Path file = Files.writeString(folder.resolve("full.conf"), text);
        assertThatThrownBy(() -> ExperimentReader.read(file, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Expected an existing file")
                .hasMessageContaining("data.images = /nowhere/fashion-mnist/train-images-idx3-ubyte.gz");
    }

    @Test
    void quickstart() {
        ExperimentConfig read = ExperimentReader.read(Path.of("conf/quickstart.conf"), List.of())
                .config();
        assertThat(read.seeds()).containsExactly(0L, 1L);
        assertThat(read.optimizers()).extracting(OptimizerConfig::name).containsExactly("sgd", "adam");
        assertThat(read.optimizers()).extracting(OptimizerConfig::learningRate).containsOnly(.01);
        assertThat(read.nullModels())
                .containsExactly(
                        new NullModelConfig.Haar(sampling(0)),
                        new NullModelConfig.HaarLayered(sampling(0), new NullModelConfig.At.Last()),
                        new NullModelConfig.Initialization(sampling(10), NullModelConfig.Initialization.Data.REAL),
                        new NullModelConfig.ShuffledWeights(sampling(10), new NullModelConfig.At.Last()));
    }

    private static NullModelConfig.Sampling sampling(int draws) {
        return new NullModelConfig.Sampling(draws, 0, OptionalDouble.empty());
    }

    /** The values that all-keys.conf shows are the defaults; it differs in what it lists only. */
    @Test
    void allKeysShowsTheDefaults() {
        LoadedExperiment shown = ExperimentReader.read(ALL_KEYS, List.of());
        String optimizers = blocks(shown, "optimizers")
                .map(block ->
                        "{ type = " + type(block) + ", schedule = " + type((ConfigObject) block.get("schedule")) + " }")
                .collect(Collectors.joining(", "));
        String nullModels =
                blocks(shown, "null-models").map(ExampleFilesTest::type).collect(Collectors.joining(", "));
        String bare = "experiment { optimizers = [" + optimizers + "], null-models = [" + nullModels + "] }";
        assertThat(shown.json())
                .isEqualTo(ExperimentReader.parse(bare, List.of()).json());
    }

    @Test
    void allKeysNamesEveryKey() throws IOException {
        LoadedExperiment loaded = ExperimentReader.read(ALL_KEYS, List.of());
        Set<String> unwritten = loaded.origins().entrySet().stream()
                .filter(entry -> entry.getValue().equals(Reading.DEFAULT))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unwritten).containsExactly("checkpoints.per-decade", "training.steps");
        String text = Files.readString(ALL_KEYS);
        assertThat(text).containsPattern("# steps = \\d+ ").containsPattern("# every = logarithmic, per-decade = 5 ");

        Set<String> optimizers = new TreeSet<>(types(loaded, "optimizers"));
        optimizers.add("lbfgs");
        assertThat(optimizers).isEqualTo(Defaults.types("optimizers").keySet());
        assertThat(types(loaded, "null-models"))
                .isEqualTo(Defaults.types("null-models").keySet());
        assertThat(loaded.config().optimizers().stream()
                        .map(optimizer -> optimizer.schedule().getClass())
                        .distinct())
                .hasSize(Defaults.types("schedule").size());
    }

    /** What cannot stand beside batches is shown in a comment. */
    @Test
    void allKeysNamesEveryKeyOfLbfgs() throws IOException {
        Matcher lines =
                Pattern.compile("(?m)^ *# \\{\n( *# +type = lbfgs[^}]*)\\}").matcher(Files.readString(ALL_KEYS));
        assertThat(lines.find()).isTrue();
        ConfigObject block = Hocon.parse(lines.group(1).replaceAll("(?m)^ *#", ""), "comment");
        Set<String> keys = new TreeSet<>(block.keySet());
        keys.remove("type");
        assertThat(keys).isEqualTo(((ConfigObject) Defaults.types("optimizers").get("lbfgs")).keySet());
    }

    /** What cannot stand beside the source in use is shown in comments, a source a line. */
    @Test
    void allKeysNamesEverySource() throws IOException {
        Set<String> shown = new TreeSet<>();
        Matcher line = Pattern.compile("(?m)^ *# data (\\{ source = .*})$").matcher(Files.readString(ALL_KEYS));
        while (line.find()) {
            ConfigObject block = Hocon.parse(line.group(1), "comment");
            String source = Values.text(block.get("source"));
            ConfigObject defaults = (ConfigObject) Defaults.types("data").get(source);
            Set<String> keys = new TreeSet<>(block.keySet());
            keys.addAll(Set.of("samples", "test-samples", "task", "scale", "center", "standardize"));
            keys.remove("source");
            assertThat(keys).as(source).isEqualTo(defaults.keySet());
            for (String key : block.keySet()) {
                boolean required =
                        defaults.containsKey(key) && Values.text(block.get(key)).matches("FILE|COLUMN");
                if (!key.equals("source") && !required) {
                    assertThat(block.get(key)).as(source + "." + key).isEqualTo(defaults.get(key));
                }
            }
            shown.add(source);
        }
        shown.addAll(Set.of("fashion-mnist-2k", "digits"));
        assertThat(shown).isEqualTo(Defaults.types("data").keySet());
    }

    /** What is off by default is shown in comments, with its defaults. */
    @Test
    void allKeysNamesEveryOption() throws IOException {
        Set<String> shown = new TreeSet<>();
        Matcher line = Pattern.compile("(?m)^ *# (\\w+) (\\{[^}]*})").matcher(Files.readString(ALL_KEYS));
        while (line.find()) {
            if (Defaults.isOption(line.group(1))) {
                assertThat(Hocon.parse(line.group(2), "comment")).isEqualTo(Defaults.option(line.group(1)));
                shown.add(line.group(1));
            }
        }
        assertThat(shown).isEqualTo(Defaults.options());
    }

    private static Set<String> types(LoadedExperiment loaded, String family) {
        return blocks(loaded, family).map(ExampleFilesTest::type).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<ConfigObject> blocks(LoadedExperiment loaded, String family) {
        ConfigObject experiment =
                (ConfigObject) Hocon.parse(loaded.json(), "json").get("experiment");
        return ((com.typesafe.config.ConfigList) experiment.get(family))
                .stream().map(block -> (ConfigObject) block);
    }

    private static String type(ConfigObject block) {
        return Values.text(block.get("type"));
    }
}
