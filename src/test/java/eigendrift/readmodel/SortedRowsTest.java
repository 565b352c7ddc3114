package eigendrift.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside a list that is sorted in memory. */
class SortedRowsTest {

    private static final Comparator<Tables.Displacement> ORDER =
            Comparator.comparingInt(Tables.Displacement::index).thenComparingLong(Tables.Displacement::stepFrom);

    /** Many are equal in the order, so that what was added first has to come first. */
    private static List<Tables.Displacement> rows(int count) {
        Random random = new Random(count);
        List<Tables.Displacement> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Tables.Displacement(
                    "run" + random.nextInt(3),
                    random.nextInt(4),
                    random.nextBoolean() ? Label.RANK : Label.IDENTITY,
                    random.nextInt(20),
                    i,
                    random.nextDouble(),
                    Double.NaN,
                    -0.0,
                    Double.MIN_VALUE));
        }
        return rows;
    }

    private static SortedRows<Tables.Displacement> sorted(List<Tables.Displacement> rows, int inMemory) {
        SortedRows<Tables.Displacement> sorted = new SortedRows<>(ORDER, RowFormat.displacement(), inMemory);
        sorted.addAll(rows);
        return sorted;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7, 8, 14, 100, 5000})
    void areAListThatIsSortedStably(int count) {
        List<Tables.Displacement> rows = rows(count);
        SortedRows<Tables.Displacement> sorted = sorted(rows, 7);
        List<Tables.Displacement> expected = new ArrayList<>(rows);
        expected.sort(ORDER);
        assertThat(List.copyOf(sorted)).isEqualTo(expected);
        assertThat(List.copyOf(sorted)).as("walked again").isEqualTo(expected);
        assertThat(sorted.size()).isEqualTo(count);
        assertThat(sorted.isEmpty()).isEqualTo(count == 0);
    }

    @Test
    void moreCanBeAddedAfterAWalk() {
        List<Tables.Displacement> rows = rows(40);
        SortedRows<Tables.Displacement> sorted = sorted(rows.subList(0, 25), 10);
        assertThat(sorted).hasSize(25);
        assertThat(List.copyOf(sorted)).hasSize(25);
        sorted.addAll(rows.subList(25, 40));
        List<Tables.Displacement> expected = new ArrayList<>(rows);
        expected.sort(ORDER);
        assertThat(List.copyOf(sorted)).isEqualTo(expected);
    }

    /** More bytes than one buffer of the file holds. */
    @Test
    void otherRowsComeBackAsTheyWere() {
        SortedRows<Tables.Subspace> subspaces = SortedRows.asAdded(RowFormat.subspace());
        int count = SortedRows.IN_MEMORY + 10;
        for (int i = 0; i < count; i++) {
            subspaces.add(new Tables.Subspace("run" + i % 2, count - i, count, 5, i, 1 / (1.0 + i), Double.NaN, -i));
        }
        int i = 0;
        for (Tables.Subspace row : subspaces) {
            assertThat(row)
                    .isEqualTo(
                            new Tables.Subspace("run" + i % 2, count - i, count, 5, i, 1 / (1.0 + i), Double.NaN, -i));
            i++;
        }
        assertThat(i).isEqualTo(count);
    }

    @Test
    void theFileIsGoneWhileItIsRead() throws IOException {
        SortedRows<Tables.Displacement> sorted = sorted(rows(100), 10);
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith(SpillFile.PREFIX)))
                    .isEmpty();
        }
        assertThat(sorted).hasSize(100);
    }
}
