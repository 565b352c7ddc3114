package eigendrift.study;

import eigendrift.readmodel.Label;
import eigendrift.readmodel.RowFormat;
import eigendrift.readmodel.SortedRows;
import eigendrift.readmodel.Tables;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What swaps of rank contribute to one displacement.
 *
 * @param rank at the later step
 * @param identity the one at that rank, which was followed from the earlier step, whatever its rank was there
 */
public record Swap(String run, long stepFrom, long stepTo, int rank, int identity, double byRank, double byIdentity) {

    /** Displacement by rank less displacement by identity; 0 where no vector changed its rank. */
    public double part() {
        return byRank - byIdentity;
    }

    /**
     * One row for every displacement by rank whose vector at the later step was there at the earlier one too, by run,
     * rank and steps. Sorts the rows by pair of checkpoints.
     *
     * @param rows by rank and by identity, run by run
     */
    public static Collection<Swap> of(Collection<Tables.Displacement> rows, List<Tables.Ranked> ranks) {
        Map<String, Map<Long, Map<Integer, Integer>>> identities = new HashMap<>();
        ranks.forEach(row -> identities
                .computeIfAbsent(row.run(), r -> new HashMap<>())
                .computeIfAbsent(row.step(), s -> new HashMap<>())
                .put(row.rank(), row.identity()));
        Map<String, Integer> runs = new LinkedHashMap<>();
        Comparator<Tables.Displacement> byPair = Comparator.<Tables.Displacement>comparingInt(
                        row -> runs.get(row.run()))
                .thenComparingLong(Tables.Displacement::stepFrom)
                .thenComparingLong(Tables.Displacement::stepTo);
        SortedRows<Tables.Displacement> pairs = new SortedRows<>(byPair, RowFormat.displacement());
        rows.forEach(row -> {
            runs.putIfAbsent(row.run(), runs.size());
            pairs.add(row);
        });
        Comparator<Swap> byRank = Comparator.<Swap>comparingInt(swap -> runs.get(swap.run()))
                .thenComparingInt(Swap::rank)
                .thenComparingLong(Swap::stepFrom)
                .thenComparingLong(Swap::stepTo);
        SortedRows<Swap> swaps = new SortedRows<>(byRank, format());
        List<Tables.Displacement> pair = new ArrayList<>();
        for (Tables.Displacement row : pairs) {
            if (!pair.isEmpty() && byPair.compare(pair.get(0), row) != 0) {
                add(pair, identities, swaps);
                pair.clear();
            }
            pair.add(row);
        }
        add(pair, identities, swaps);
        return swaps;
    }

    /** Those of one pair of checkpoints. */
    private static void add(
            List<Tables.Displacement> pair,
            Map<String, Map<Long, Map<Integer, Integer>>> identities,
            Collection<Swap> swaps) {
        Map<Integer, Double> byIdentity = new HashMap<>();
        pair.stream()
                .filter(row -> row.label() == Label.IDENTITY)
                .forEach(row -> byIdentity.put(row.index(), row.displacement()));
        for (Tables.Displacement row : byIdentity.isEmpty() ? List.<Tables.Displacement>of() : pair) {
            Integer identity = identities
                    .getOrDefault(row.run(), Map.of())
                    .getOrDefault(row.stepTo(), Map.of())
                    .get(row.index());
            Double moved = identity == null ? null : byIdentity.get(identity);
            if (row.label() == Label.RANK && moved != null) {
                swaps.add(new Swap(
                        row.run(), row.stepFrom(), row.stepTo(), row.index(), identity, row.displacement(), moved));
            }
        }
    }

    private static RowFormat<Swap> format() {
        RowFormat.Texts texts = new RowFormat.Texts();
        return new RowFormat<>() {
            @Override
            public int bytes() {
                return 3 * Integer.BYTES + 2 * Long.BYTES + 2 * Double.BYTES;
            }

            @Override
            public void write(Swap row, ByteBuffer out) {
                texts.write(row.run, out);
                out.putLong(row.stepFrom).putLong(row.stepTo);
                out.putInt(row.rank).putInt(row.identity);
                out.putDouble(row.byRank).putDouble(row.byIdentity);
            }

            @Override
            public Swap read(ByteBuffer in) {
                return new Swap(
                        texts.read(in),
                        in.getLong(),
                        in.getLong(),
                        in.getInt(),
                        in.getInt(),
                        in.getDouble(),
                        in.getDouble());
            }
        };
    }
}
