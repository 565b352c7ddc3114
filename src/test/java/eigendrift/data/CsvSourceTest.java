package eigendrift.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eigendrift.config.DataConfig;
import eigendrift.config.Task;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvSourceTest {

    private static final String TRAIN = "a,y,b\n1,0,-2.5\n3e2,1,.5\n";

    @TempDir
    Path folder;

    @Test
    void allColumnsButTheTargetAreInputs() {
        Dataset data = load(Task.CLASSIFICATION, "a,y,b\n1,0,-2.5\n3e2, 1 ,.5\n\n\"7\",0,+8\n", "a,y,b\n9,1,9");
        assertThat(data.name()).isEqualTo("train.csv");
        assertThat(data.train().inputs()).containsExactly(1, -2.5, 300, .5, 7, 8);
        assertThat(data.train().labels()).containsExactly(0, 1, 0);
        assertThat(data.train().inputSize()).isEqualTo(2);
        assertThat(data.train().outputs()).isEqualTo(2);
        assertThat(data.test().inputs()).containsExactly(9, 9);
        assertThat(data.test().labels()).containsExactly(1);
    }

    static Stream<Arguments> labels() {
        return Stream.of(
                arguments("numbers by value", new String[] {"10", "-1", "9", "10.0"}, new int[] {2, 0, 1, 2}),
                arguments("texts by code unit", new String[] {"dog", "Cat", "ant", "10"}, new int[] {3, 1, 2, 0}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labels")
    void classesAreNumberedInSortedOrder(String name, String[] texts, int[] expected) {
        String rows = "x,y\n0," + String.join("\n0,", texts);
        assertThat(load(Task.CLASSIFICATION, rows, null).train().labels()).containsExactly(expected);
    }

    @Test
    void regressionTakesOneRealTarget() {
        Samples train = load(Task.REGRESSION, "x,y\n0,1.5\n1,-2\n", null).train();
        assertThat(train.outputs()).isEqualTo(1);
        assertThat(train.targets()).containsExactly(1.5, -2);
        assertThat(train.labels()).isNull();
    }

    @Test
    void linesMayEndAndBeginAsOnWindows() {
        String unix = "y,a\n0,1\n1,2\n";
        Dataset windows = load(Task.CLASSIFICATION, "\uFEFF" + unix.replace("\n", "\r\n"), null);
        assertThat(windows.hash())
                .isEqualTo(load(Task.CLASSIFICATION, unix, null).hash());
    }

    @Test
    void aGzippedFileIsUnpacked() {
        Path path = new DataFiles(folder).write("a", DataFiles.gzip(TRAIN.getBytes(StandardCharsets.UTF_8)));
        Dataset data = DataFiles.load(new DataConfig.Csv(path, "y", Optional.empty()), Task.CLASSIFICATION);
        assertThat(data.hash()).isEqualTo(load(Task.CLASSIFICATION, TRAIN, null).hash());
    }

    static Stream<Arguments> damages() {
        Task classes = Task.CLASSIFICATION;
        Task reals = Task.REGRESSION;
        return Stream.of(
                damage(classes, "", null, "train.csv: expected a header and rows, found an empty file"),
                damage(classes, "a,y\n", null, "train.csv: expected rows after the header, found none"),
                damage(
                        classes,
                        "a,b\n1,2\n",
                        null,
                        "train.csv: expected the target column y, found the 2 columns a, b"),
                damage(classes, "y\n1\n", null, "train.csv: expected input columns beside the target y"),
                damage(
                        classes,
                        "a,a,y\n1,2,3\n",
                        null,
                        "train.csv: expected names that differ",
                        "duplicate a in columns 1 and 2"),
                damage(
                        classes,
                        "a,,y\n1,2,3\n",
                        null,
                        "train.csv: expected a name for every column, found none for column 2 of 3"),
                damage(classes, "a,y\n\"1\"2,3\n", null, "train.csv: cannot be read as CSV", "line: 2"),
                damage(
                        classes,
                        "a,y\n1,0\nx,1",
                        null,
                        "train.csv, line 3, column a: expected a finite number, found x"),
                damage(classes, "a,y\r\n\r\nNaN,1\r\n", null, "train.csv, line 3, column a:", "found NaN"),
                damage(classes, "a,y\n1e999,1\n", null, "train.csv, line 2, column a:", "found 1e999"),
                damage(classes, "a,y\n0x1p3,1\n", null, "train.csv, line 2, column a:", "found 0x1p3"),
                damage(classes, "a,y\n1f,1\n", null, "train.csv, line 2, column a:", "found 1f"),
                damage(classes, "a,y\n1-1,1\n", null, "train.csv, line 2, column a:", "found 1-1"),
                damage(classes, "a,y\n1,0\n,1\n", null, "train.csv, line 3, column a: expected a value, found none"),
                damage(classes, "a,y\n1,0\n1,\n", null, "train.csv, line 3, column y: expected a value, found none"),
                damage(classes, "a,y\n1,0\n1,0,1\n", null, "train.csv, line 3: expected 2 columns, found 3"),
                damage(classes, "a,y\n1,0\n1\n", null, "train.csv, line 3: expected 2 columns, found 1"),
                damage(classes, "a,y\n1,0\n1,.5\n", null, "train.csv, line 3, column y:", ".5\n", "task = regression"),
                damage(classes, "a,y\n1,0\n", null, "train.csv: expected 2 .. 65536 classes, found classes = 1"),
                damage(reals, "a,y\n1,0\n1,red\n", null, "train.csv, line 3, column y: expected a finite number"),
                damage(reals, "a,y\n1,NaN\n", null, "train.csv, line 2, column y: expected a finite number"),
                damage(classes, TRAIN, "a,y\n1,0\n", "test.csv: expected 3 columns, as in", "train.csv, found 2"),
                damage(classes, TRAIN, "a,y,c\n1,0,1\n", "test.csv: expected column 3 to be b, as in", "found c"),
                damage(classes, TRAIN, "a,y,b\n1,0,1\n1,2,1\n", "test.csv, line 3, column y:", "2 classes", "found 2"),
                damage(classes, TRAIN, "a,y,b\n1,red,1\n", "test.csv, line 2, column y:", "found red"));
    }

    private static Arguments damage(Task task, String train, String test, String... said) {
        return arguments(task, train, test, said);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void namesTheDamage(Task task, String train, String test, String[] said) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load(task, train, test))
                .withMessageContainingAll(said);
    }

    @Test
    void textMustBeUtf8() {
        Path path =
                new DataFiles(folder).write("latin.csv", "a,y\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.load(new DataConfig.Csv(path, "y", Optional.empty()), Task.CLASSIFICATION))
                .withMessageContaining("latin.csv: expected UTF-8");
    }

    @Test
    void aMissingFileIsNamed() {
        DataConfig.Csv csv = new DataConfig.Csv(folder.resolve("none.csv"), "y", Optional.empty());
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.load(csv, Task.CLASSIFICATION))
                .withMessageContaining("none.csv: there is no such file");
    }

    private Dataset load(Task task, String train, String test) {
        return new DataFiles(folder).loadCsv(task, train, test);
    }
}
