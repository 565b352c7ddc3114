package eigendrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the compiler cannot see of an observable. */
class ObservableTest {

    private static final List<Observable> ALL = List.of(Observable.values());

    /** Scripts are written against the columns: a new one comes last. */
    @Test
    void columnsKeepTheirOrder() {
        assertThat(ALL)
                .extracting(Observable::column)
                .doesNotHaveDuplicates()
                .startsWith(
                        "ipr",
                        "participation_ratio",
                        "entropy",
                        "effective_support",
                        "renyi_half",
                        "renyi_2",
                        "renyi_inf",
                        "largest_mass",
                        "bias_mass");
        assertThat(ALL).allSatisfy(observable -> assertThat(Observable.named(observable.column()))
                .contains(observable));
    }

    /** The table has a row for each, in their order, with the formula as it is said here. */
    @Test
    void theDocumentationDescribesEach() throws IOException {
        List<String> page = Files.readAllLines(Path.of("src/docs/reading-the-numbers.md"));
        List<String> rows = page.subList(page.indexOf("| observable | formula | |") + 2, page.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        assertThat(rows).hasSameSizeAs(ALL);
        for (Observable observable : ALL) {
            assertThat(rows.get(observable.ordinal()))
                    .startsWith("| `" + observable.column() + "` | " + observable.formula() + " | ");
        }
    }

    /** Each has a value for any direction, and follows from what the journal keeps. */
    @Test
    void eachHasAValue() {
        Localization localization = LocalizationTest.of(Vectors.orthonormal(1, 243, 45)[0]);
        assertThat(localization.values().byColumn())
                .containsOnlyKeys(
                        Observable.measured().stream().map(Observable::column).toList());
        assertThat(ALL)
                .allSatisfy(observable ->
                        assertThat(localization.values().of(observable)).isFinite());
    }

    /** Null models have what they compare, be it measured or derived, from a part of the values. */
    @Test
    void theComparedOnesAreKeptForTheNullModels() {
        ObservableValues values =
                LocalizationTest.of(Vectors.orthonormal(1, 243, 46)[0]).values();
        ObservableValues kept = values.only(Observable.compared());
        assertThat(Observable.compared())
                .contains(Observable.IPR, Observable.ENTROPY)
                .allSatisfy(observable -> assertThat(kept.of(observable)).isEqualTo(values.of(observable)));
        assertThat(kept.of(Observable.BIAS_MASS)).isNaN();
        assertThat(values.only(List.of(Observable.RENYI_2)).of(Observable.RENYI_2))
                .isEqualTo(values.of(Observable.RENYI_2));
        assertThat(Arrays.stream(Observable.values())
                        .filter(observable -> observable.haar().isPresent()))
                .as("a closed form is for comparing")
                .isSubsetOf(Observable.compared());
    }

    /**
     * A column that only a later version knows is kept, and one that an earlier version had not measured has no
     * value.
     */
    @Test
    void otherVersionsKnowOtherColumns() {
        ObservableValues values = ObservableValues.of(Map.of(Observable.ENTROPY, 0.));
        assertThat(values.of(Observable.IPR)).isNaN();
        assertThat(values.of(Observable.PARTICIPATION_RATIO)).isNaN();
        assertThat(values.of(Observable.EFFECTIVE_SUPPORT)).isEqualTo(1);
        ObservableValues later = new ObservableValues(new TreeMap<>(Map.of("later", 2.)));
        assertThat(values.or(later).byColumn()).containsOnlyKeys("entropy", "later");
    }
}
