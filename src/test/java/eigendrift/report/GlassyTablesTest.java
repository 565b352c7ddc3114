package eigendrift.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import eigendrift.readmodel.Label;
import eigendrift.readmodel.Status;
import eigendrift.readmodel.Tables;
import eigendrift.readmodel.Tables.Displacement;
import eigendrift.study.OptimizerAgeing;
import eigendrift.study.OptimizerSusceptibility;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Seeds that turn by known amounts. */
class GlassyTablesTest {

    private static final double ROUNDING = 1e-12;

    private final List<Tables.Run> runs = new ArrayList<>();
    private final List<Displacement> rows = new ArrayList<>();

    private void run(String optimizer, long seed, Status status) {
        runs.add(new Tables.Run(optimizer + seed, optimizer, seed, 10, status, 100, 0, 0));
    }

    private void row(String run, int index, Label label, long from, long to, double displacement) {
        rows.add(new Displacement(run, index, label, from, to, 0, displacement, 0, 0));
    }

    private Tables tables() {
        return Tables.builder().runs(runs).displacement(rows).build();
    }

    @Test
    void susceptibilityIsOfTheCompletedRunsOfOneOptimizerByRank() {
        run("sgd", 0, Status.COMPLETED);
        run("sgd", 1, Status.COMPLETED);
        run("sgd", 2, Status.COMPLETED);
        run("sgd", 3, Status.DIVERGED);
        run("adam", 0, Status.COMPLETED);
        double[] displacement = {.1, .4, .7, .9};
        for (int seed = 0; seed < displacement.length; seed++) {
            row("sgd" + seed, 1, Label.RANK, 0, 10, displacement[seed]);
            row("sgd" + seed, 1, Label.IDENTITY, 0, 10, .5);
        }
        row("sgd1", 1, Label.RANK, 10, 20, .3);
        row("adam0", 1, Label.RANK, 0, 10, .2);
        row("adam0", 2, Label.RANK, 0, 10, Double.NaN);
        List<OptimizerSusceptibility> of = List.copyOf(OptimizerSusceptibility.of(tables()));
        assertThat(of)
                .extracting(
                        OptimizerSusceptibility::optimizer, OptimizerSusceptibility::stepTo, row -> row.displacement()
                                .seeds())
                .containsExactly(tuple("sgd", 10L, 3), tuple("sgd", 20L, 1), tuple("adam", 10L, 1));
        assertThat(of.get(0).meanSquaredOverlap()).isCloseTo(.6, within(ROUNDING));
        assertThat(of.get(0).displacement().chi4()).isCloseTo(3 * .09, within(ROUNDING));
        assertThat(of.get(1).displacement().chi4()).isNaN();
    }

    /** q² = exp(−lag/t_w^.5); a diverged run and the start say otherwise. */
    @Test
    void ageingIsOfTheCompletedRunsOfOneOptimizerByRank() {
        for (int seed = 0; seed < 3; seed++) {
            run("sgd", seed, seed < 2 ? Status.COMPLETED : Status.DIVERGED);
            for (long from = 0; from < 100; from += 10) {
                for (long to = from + 10; to <= 100; to += 10) {
                    double known = 1 - Math.exp(-.1 * (to - from) / Math.sqrt(from));
                    row("sgd" + seed, 1, Label.RANK, from, to, seed < 2 && from > 0 ? known : .3);
                }
            }
        }
        assertThat(OptimizerAgeing.of(tables())).singleElement().satisfies(row -> {
            assertThat(row.seeds()).isEqualTo(2);
            assertThat(row.fit().points()).isEqualTo(45);
            assertThat(row.fit().mu())
                    .as("as close as the spline is to this curve")
                    .isCloseTo(.5, within(.01));
            assertThat(row.fit().standardError()).as("both seeds are alike").isCloseTo(0, within(1e-4));
        });
    }

    @Test
    void withoutCompletedRunsThereAreNoRows() {
        run("sgd", 0, Status.RUNNING);
        row("sgd0", 1, Label.RANK, 0, 10, .5);
        assertThat(OptimizerSusceptibility.of(tables())).isEmpty();
        assertThat(OptimizerAgeing.of(tables())).isEmpty();
    }
}
