package eigendrift.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against rows that are sorted in memory; all in a file, some, or all in memory. */
class PairSeriesTest {

    private static final int STEPS = 300;

    private record Row(long from, long to, double a, double b) {}

    private static Row row(long from, long to, ByteBuffer numbers) {
        return new Row(from, to, numbers.getDouble(), numbers.getDouble());
    }

    private static <R> List<R> list(Iterator<R> rows) {
        List<R> all = new ArrayList<>();
        rows.forEachRemaining(all::add);
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1 << 17, RowStore.IN_MEMORY})
    void isWalkedInBothOrders(int inMemory) {
        Random random = new Random(1);
        RowStore store = new RowStore(inMemory);
        PairSeries series = new PairSeries(store, 2);
        PairSeries other = new PairSeries(store, 1);
        List<Row> rows = new ArrayList<>();
        for (long to = 0; to < STEPS; to++) {
            for (long from = 0; from < to; from++) {
                if (random.nextInt(3) > 0) {
                    Row row = new Row(10 * from, 10 * to, random.nextDouble(), Double.NaN);
                    rows.add(row);
                    series.add(row.from(), row.a(), row.b());
                    other.add(row.from(), row.a());
                }
            }
            series.end(10 * to, 2 * to);
            other.end(10 * to, 2 * to);
        }
        PairSeries.View view = series.behind(0);
        List<Row> byEarlier = new ArrayList<>(rows);
        byEarlier.sort(Comparator.comparingLong(Row::from).thenComparingLong(Row::to));
        assertThat(view.size()).isEqualTo(rows.size());
        assertThat(list(view.byLater(PairSeriesTest::row))).isEqualTo(rows);
        assertThat(list(view.byEarlier(PairSeriesTest::row))).isEqualTo(byEarlier);

        PairSeries.View fresh = series.behind(2 * 250);
        List<Row> later = rows.stream().filter(row -> row.to() > 10 * 250).toList();
        assertThat(list(fresh.byLater(PairSeriesTest::row))).isEqualTo(later);

        series.add(0, 1, 2);
        series.end(10 * STEPS, 2 * STEPS);
        assertThat(list(view.byLater(PairSeriesTest::row)))
                .as("as it was when it was asked for")
                .isEqualTo(rows);
        assertThat(series.behind(0).size()).isEqualTo(rows.size() + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, RowStore.IN_MEMORY})
    void withoutRowsThereIsNothingToWalk(int inMemory) {
        PairSeries series = new PairSeries(new RowStore(inMemory), 2);
        series.end(0, 1);
        assertThat(list(series.behind(0).byLater(PairSeriesTest::row))).isEmpty();
        assertThat(list(series.behind(0).byEarlier(PairSeriesTest::row))).isEmpty();
    }
}
