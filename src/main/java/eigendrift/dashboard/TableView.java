package eigendrift.dashboard;

import eigendrift.readmodel.Views;
import eigendrift.report.export.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Part of a table. */
final class TableView {

    private static final String RUN = "run";
    private static final String STEP = "step";
    private static final String FROM = "step_from";
    private static final String TO = "step_to";

    private TableView() {}

    /**
     * The rows of one run, of a range of steps, of neighbouring checkpoints alone, with fewer points a series.
     *
     * @param neighbours whether pairs of checkpoints with others between them are left out
     */
    static Table of(Table table, Parameters parameters) {
        Table view = table;
        int run = table.columns().indexOf(RUN);
        int step = Math.max(table.columns().indexOf(STEP), table.columns().indexOf(TO));
        if (run >= 0 && parameters.text(RUN).isPresent()) {
            String wanted = parameters.text(RUN).get();
            view = filter(view, row -> row[run].equals(wanted));
        }
        if (step >= 0) {
            long from = parameters.number("from").orElse(Long.MIN_VALUE);
            long to = parameters.number("to").orElse(Long.MAX_VALUE);
            if (from > Long.MIN_VALUE || to < Long.MAX_VALUE) {
                view = filter(view, row -> (Long) row[step] >= from && (Long) row[step] <= to);
            }
        }
        Pairs[] pairs = {Pairs.ALL, Pairs.NEIGHBOURS};
        if (parameters.choice("pairs", pairs, Pairs::word).orElse(Pairs.ALL) == Pairs.NEIGHBOURS) {
            view = neighbours(view);
        }
        int points = (int) parameters.number("points", 2, Integer.MAX_VALUE).orElse(0);
        return points == 0 || step < 0 ? view : Decimation.of(view, step, points);
    }

    private enum Pairs {
        ALL,
        NEIGHBOURS;

        String word() {
            return this == ALL ? "all" : "neighbours";
        }
    }

    private static Table filter(Table table, Predicate<Object[]> wanted) {
        return new Table(table.name(), table.columns(), Views.filter(table.rows(), wanted));
    }

    private static Table neighbours(Table table) {
        int run = table.columns().indexOf(RUN);
        int from = table.columns().indexOf(FROM);
        int to = table.columns().indexOf(TO);
        if (run < 0 || from < 0) {
            return table;
        }
        Map<String, TreeSet<Long>> steps = steps(table.rows(), run, List.of(from, to));
        return filter(table, row -> row[from].equals(steps.get(row[run]).lower((Long) row[to])));
    }

    private static Map<String, TreeSet<Long>> steps(Collection<Object[]> rows, int run, List<Integer> columns) {
        Map<String, TreeSet<Long>> steps = new HashMap<>();
        for (Object[] row : rows) {
            TreeSet<Long> known = steps.computeIfAbsent((String) row[run], none -> new TreeSet<>());
            columns.forEach(column -> known.add((Long) row[column]));
        }
        return steps;
    }
}
