package eigendrift.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eigendrift.config.DataConfig;
import eigendrift.config.Task;
import eigendrift.files.DataException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    static Stream<Arguments> dialects() {
        Task classes = Task.CLASSIFICATION;
        String wide = IntStream.range(0, 785).mapToObj(i -> "0").collect(Collectors.joining(","));
        return Stream.of(
                damage(
                        classes,
                        "0.5,1.5,y\n0.1,0.2,1\n",
                        null,
                        "expected names of columns in the first row, found numbers",
                        "0.5, 1.5, y",
                        "x1,x2,x3"),
                damage(
                        classes,
                        "0.5,1.5,0\n0.1,0.2,1\n",
                        null,
                        "found numbers, a sample by the look of it: 0.5, 1.5, 0\n"),
                damage(classes, "0,1,2\n0.1,0.2,1\n", null, "found numbers"),
                damage(classes, wide + "\n" + wide, null, "found numbers", "x1,x2,...,x785"),
                damage(
                        classes,
                        "\"fixed; acidity\";\"pH, at 20\";\"y\"\n7.4;3.51;5\n",
                        null,
                        "expected columns separated by commas, found semicolons in the first lines",
                        "sep=';'"),
                damage(classes, "a;b;y\n7,4;3,51;5\n", null, "semicolons and decimal commas", "decimal=','"),
                damage(classes, "a\tb\ty\n7.4\t3.51\t5\n", null, "found tabs", "a\\tb\\ty", "sep='\\t'"),
                damage(classes, "a|b|y\n7.4|3.51|5\n", null, "found bars", "sep='|'"),
                damage(classes, "a b y\n7.4 3.51 5\n", null, "the target column y", "separated by spaces"),
                damage(classes, "sep=;\na;b;y\n1;2;3\n", null, "found the line sep=; of a spreadsheet"),
                damage(classes, "# y,a,b\n0,1,2\n", null, "the target column y", "numpy.savetxt(..., comments='')"),
                damage(classes, "a,y\n\"7,4\",1\n", null, "line 2, column a", "found 7,4", "decimal comma"),
                damage(classes, ",a,y\n0,7,1\n", null, "none for column 1 of 3", "index=False"));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void namesTheDialect(Task task, String train, String test, String[] said) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load(task, train, test))
                .withMessageContainingAll(said)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void manyColumnsDoNotMakeALongMessage() {
        String header = IntStream.range(0, 785).mapToObj(i -> "pixel" + i).collect(Collectors.joining(","));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load(Task.CLASSIFICATION, header + "\n", null))
                .withMessageContaining("found the 785 columns pixel0, pixel1")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    /** As pandas names the columns of an array. */
    @Test
    void namesMayCountTheColumns() {
        Dataset data = load(Task.CLASSIFICATION, "0,1,2,3,y\n5,6,7,8,0\n1,2,3,4,1\n", null);
        assertThat(data.train().count()).isEqualTo(2);
        assertThat(data.features()).containsExactly("0", "1", "2", "3");
    }

    @Test
    void keepsTheNamesOfColumnsAndClasses() {
        Dataset data = load(Task.CLASSIFICATION, "a,y,b\n1,dog,2\n3,cat,4\n", null);
        assertThat(data.features()).containsExactly("a", "b");
        assertThat(data.classes()).containsExactly("cat", "dog");
        assertThat(data.description())
                .isEqualTo("train.csv: 2 training and 0 test samples of 2 inputs; 2 classes: cat, dog"
                        + " (numbered from 0 in this order).");
    }

    /** A row beyond those kept may be anything; for classes all labels count. */
    @Test
    void readsNoMoreThanItKeeps() {
        String rows = "a,y\n1,0\n2,1\nnonsense,2\n";
        Path path = new DataFiles(folder).write("long.csv", rows.getBytes(StandardCharsets.UTF_8));
        DataConfig.Csv source = new DataConfig.Csv(path, "y", Optional.empty());
        Dataset classes = Datasets.load(
                new DataConfig(source, Task.CLASSIFICATION, OptionalInt.of(2), OptionalInt.empty()), DataFiles.STREAMS);
        assertThat(classes.train().outputs()).isEqualTo(3);
        assertThat(classes.train().inputs()).containsExactly(1, 2);
        Path broken = new DataFiles(folder).write("broken.csv", (rows + "1,2,3,4\n").getBytes(StandardCharsets.UTF_8));
        Dataset reals = Datasets.load(
                new DataConfig(
                        new DataConfig.Csv(broken, "y", Optional.empty()),
                        Task.REGRESSION,
                        OptionalInt.of(2),
                        OptionalInt.empty()),
                DataFiles.STREAMS);
        assertThat(reals.train().targets()).containsExactly(0, 1);
    }

    private Dataset load(Task task, String train, String test) {
        return new DataFiles(folder).loadCsv(task, train, test);
    }
}
