package eigendrift.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eigendrift.cli.RunTable;
import eigendrift.report.SmallTables;
import eigendrift.study.RunSummary;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void alignsNumbersRightAndTextLeft() {
        TextTable table = new TextTable("run", "steps", "loss", "note")
                .row("sgd-seed0", 3150L, 0.123456, "")
                .row("λ₁😀", 7, Double.NaN, null);
        assertThat(table).hasToString("""
                run        steps    loss  note
                ─────────  ─────  ──────  ────
                sgd-seed0   3150  0.1235
                λ₁😀            7       –  –""");
    }

    @Test
    void withoutRowsShowsTheHead() {
        assertThat(new TextTable("id", "status")).hasToString("id  status\n──  ──────");
    }

    @Test
    void withoutNamesHasNoHead() {
        assertThat(new TextTable("", "").row("status", "completed").row("id", "x"))
                .hasToString("status  completed\nid      x");
    }

    @Test
    void refusesRowsOfAnotherLength() {
        assertThatThrownBy(() -> new TextTable("a", "b").row(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 2 values, found 1");
    }

    @Test
    void summarizesRuns() {
        assertThat(RunTable.of(RunSummary.of(SmallTables.TABLES))).hasToString("""
                run            status     steps   loss  accuracy  test accuracy     λ₁  displacement  n·IPR
                ─────────────  ─────────  ─────  ─────  ────────  ─────────────  ─────  ────────────  ─────
                sgd-seed0      completed     40  0.125    0.9375              1  12.75          0.75    8.5
                a, "b"-seed-3  diverged       7      ∞         –              –      –             –      –""");
    }
}
