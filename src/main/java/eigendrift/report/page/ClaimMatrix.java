package eigendrift.report.page;

import eigendrift.study.Claims;
import eigendrift.study.Replicates;
import eigendrift.study.Statement;
import eigendrift.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings as a matrix, a row a claim: mark, effect, interval and p. */
final class ClaimMatrix {
    /** What the cells hold, but for p. */
    static final String LEGEND =
            "✓ true as measured, ✗ not true but the opposite, ? cannot be told. Effect: a difference, or a ratio with"
                    + " ×; in brackets its 95 % interval, or with fewer than " + Replicates.needed()
                    + " seeds their range; ";

    private static final String NONE = "–";

    private ClaimMatrix() {}

    /**
     * Writes it; nothing where there are no findings.
     *
     * @param corner heading of the claims
     * @param byColumn findings by the heading of their column, at most one a claim in each
     */
    static void write(HtmlPage frame, String label, String corner, Map<String, List<Claims.Finding>> byColumn) {
        List<Statement> statements = byColumn.values().stream()
                .flatMap(List::stream)
                .map(Claims.Finding::statement)
                .distinct()
                .sorted()
                .toList();
        if (statements.isEmpty()) {
            return;
        }
        List<String> head = new ArrayList<>(List.of(corner));
        head.addAll(byColumn.keySet());
        PageTable table = frame.table(label, head.toArray(String[]::new));
        for (Statement statement : statements) {
            table.row().heading(statement.heading());
            byColumn.values().forEach(column -> column.stream()
                    .filter(found -> found.statement() == statement)
                    .findFirst()
                    .ifPresentOrElse(found -> cell(table, found), () -> table.text(NONE)));
        }
        table.end();
    }

    private static void cell(PageTable table, Claims.Finding found) {
        boolean ratio = found.statement().scale() == Statement.Scale.RATIO;
        table.effect(
                found.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                found.verdict().mark(),
                found.verdict().text(),
                (ratio ? "×" : "") + Numbers.rough(found.effect()),
                Numbers.roughInterval(found.spread()),
                "p " + Numbers.rough(found.family()));
    }
}
