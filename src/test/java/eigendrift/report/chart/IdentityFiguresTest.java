package eigendrift.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import eigendrift.dynamics.Identities;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.Status;
import eigendrift.readmodel.Tables;
import eigendrift.report.ExampleTables;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.SeriesColor;
import eigendrift.study.Swap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two measured vectors and one of the buffer at five checkpoints. 1 and 2 cross at step 10; 3 dies at step 20, where 4
 * is born, and returns at step 30, where 4 dies; nothing changes at step 40. The run of seed 1 stands still.
 */
class IdentityFiguresTest {

    private static final int[][] WAY = {{1, 2, 3}, {2, 1, 3}, {2, 1, 4}, {2, 1, 3}, {2, 1, 3}};
    private static final double BY_RANK = .9;
    private static final double BY_IDENTITY = .25;

    private static Tables tables() {
        List<Tables.Run> runs = new ArrayList<>();
        List<Tables.Ranked> ranks = new ArrayList<>();
        List<Tables.Displacement> moved = new ArrayList<>();
        for (String run : List.of("sgd-seed0", "sgd-seed1")) {
            boolean still = run.endsWith("1");
            runs.add(new Tables.Run(run, "sgd", still ? 1 : 0, 100, Status.COMPLETED, 40, .1, 1));
            for (int i = 0; i < WAY.length; i++) {
                for (int rank = 1; rank <= 3; rank++) {
                    ranks.add(new Tables.Ranked(run, 10 * i, rank, still ? rank : WAY[i][rank - 1], rank));
                }
                for (int index = 1; index <= 2; index++) {
                    boolean swapped = i == 1 && !still;
                    if (i > 0) {
                        moved.add(displacement(run, index, Label.RANK, i, swapped ? BY_RANK : BY_IDENTITY));
                        moved.add(displacement(run, index, Label.IDENTITY, i, BY_IDENTITY));
                    }
                }
            }
        }
        List<Tables.Change> changes = List.of(
                new Tables.Change("sgd-seed0", 10, 1, Identities.Fate.CROSSED, 1, 2, 2, Double.NaN),
                new Tables.Change("sgd-seed0", 20, 3, Identities.Fate.DIED, 3, 0, 0, Double.NaN),
                new Tables.Change("sgd-seed0", 20, 4, Identities.Fate.BORN, 0, 3, 0, Double.NaN),
                new Tables.Change("sgd-seed0", 30, 4, Identities.Fate.DIED, 3, 0, 0, Double.NaN),
                new Tables.Change("sgd-seed0", 30, 3, Identities.Fate.RETURNED, 0, 3, 0, .9));
        return tables(runs, moved, new Tables.Identity(ranks, changes, List.of()));
    }

    private static Tables tables(
            List<Tables.Run> runs, Collection<Tables.Displacement> moved, Tables.Identity identity) {
        return Tables.builder()
                .runs(runs)
                .localization(ExampleTables.of(1, List.of("sgd"), 1, 2, 10, 1).localization())
                .displacement(moved)
                .identity(identity)
                .build();
    }

    private static Tables.Displacement displacement(String run, int index, Label label, int i, double value) {
        return new Tables.Displacement(
                run, index, label, 10 * (i - 1), 10 * i, Math.sqrt(1 - value), value, Math.asin(Math.sqrt(value)), 0);
    }

    private static Section section(int place) {
        return IdentityFigures.sections(PlotContext.of(tables()), tables()).get(place);
    }

    private static Mark.Line named(Figure figure, String name) {
        return (Mark.Line) ((Figure.Plot) figure)
                .marks().stream()
                        .filter(mark -> mark.isListed() && mark.series().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void theTimelineFollowsIdentitiesThroughRanks() {
        assertThat(section(0).figures()).singleElement().satisfies(figure -> {
            Figure.Plot plot = (Figure.Plot) figure;
            assertThat(plot.id()).isEqualTo("identities-sgd");
            assertThat(plot.title()).isEqualTo("Ranks of the identities in sgd-seed0");
            assertThat(plot.caption()).contains("of n = 2 seeds");
            assertThat(plot.y()).isEqualTo(Axis.ranks("rank", 3));
            List<Mark> lines = plot.marks().subList(0, 5);
            assertThat(lines).noneMatch(Mark::isListed);
            assertThat(lines.get(0).ordinates())
                    .as("above: measured, below: the buffer")
                    .containsExactly(2.5, 2.5);
            assertThat(lines.get(1).ordinates()).containsExactly(1., 2., 2., 2., 2.);
            assertThat(lines.get(2).ordinates()).containsExactly(2., 1., 1., 1., 1.);
            assertThat(lines.get(3).ordinates()).containsExactly(3., 3., Double.NaN, 3., 3.);
            assertThat(lines.get(4).ordinates()).containsExactly(Double.NaN, Double.NaN, 3., Double.NaN, Double.NaN);
            assertThat(lines)
                    .extracting(mark -> mark.ink() + " " + ((Mark.Line) mark).stroke())
                    .doesNotHaveDuplicates();
            assertThat(lines.subList(1, 5))
                    .as("a colour is the optimizer's")
                    .extracting(mark -> mark.ink().tone())
                    .containsOnly(SeriesColor.Tone.BLUE);
        });
    }

    @Test
    void symbolsStandWhereIdentitiesComeGoAndCross() {
        Figure figure = section(0).figures().get(0);
        assertPoints(named(figure, "crossed"), new double[] {10, 10}, new double[] {2, 1});
        assertPoints(named(figure, "born"), new double[] {20}, new double[] {3});
        assertPoints(named(figure, "returned"), new double[] {30}, new double[] {3});
        assertPoints(named(figure, "died"), new double[] {10, 20}, new double[] {3, 3});
    }

    private static void assertPoints(Mark.Line line, double[] x, double[] y) {
        assertThat(line.stroke()).isEqualTo(Mark.Stroke.NONE);
        assertThat(line.x()).as(line.series()).containsExactly(x);
        assertThat(line.y()).as(line.series()).containsExactly(y);
    }

    /** Half of what the moving run counts, since the other counts none. */
    @Test
    void changesAreCountedOverEveryInterval() {
        List<? extends Figure> figures = section(1).figures();
        assertThat(figures)
                .extracting(Figure::id)
                .containsExactly("changes-born", "changes-died", "changes-crossed", "changes-returned");
        double[][] medians = {{0, .5, 0, 0}, {0, .5, .5, 0}, {.5, 0, 0, 0}, {0, 0, .5, 0}};
        for (int i = 0; i < medians.length; i++) {
            Mark.Line median = named(figures.get(i), "sgd");
            assertThat(median.x()).containsExactly(10, 20, 30, 40);
            assertThat(median.y()).as(figures.get(i).id()).containsExactly(medians[i]);
        }
    }

    @Test
    void theSwapPartIsWhatCrossingAdds() {
        Section section = section(2);
        assertThat(section.figures()).extracting(Figure::id).containsExactly("swaps-v1");
        assertThat(section.more()).extracting(Figure::id).containsExactly("swaps-v2");
        Mark.Line median = named(section.figures().get(0), "sgd");
        assertThat(median.x()).containsExactly(10, 20, 30, 40);
        assertThat(median.y()[0]).isCloseTo((BY_RANK - BY_IDENTITY) / 2, within(1e-15));
        assertThat(median.y()).endsWith(0, 0, 0);
    }

    @Test
    void swapsNameRankAndIdentity() {
        Collection<Swap> rows =
                Swap.of(tables().displacement(), tables().identity().ranks());
        assertThat(rows).hasSize(16);
        String run = rows.iterator().next().run();
        assertThat(rows)
                .filteredOn(row -> row.run().equals(run) && row.stepFrom() == 0 && row.stepTo() == 10)
                .extracting(Swap::stepFrom, Swap::stepTo, Swap::rank, Swap::identity, Swap::byRank, Swap::byIdentity)
                .containsExactly(
                        tuple(0L, 10L, 1, 2, BY_RANK, BY_IDENTITY), tuple(0L, 10L, 2, 1, BY_RANK, BY_IDENTITY));
        assertThat(rows.iterator().next().part()).isEqualTo(BY_RANK - BY_IDENTITY);
    }

    /** Identity 3 is not among those compared by rank, and 4 has no displacement at all. */
    @Test
    void aVectorThatWasNotThereHasNoSwap() {
        List<Tables.Displacement> moved = new ArrayList<>(tables().displacement());
        moved.add(displacement("sgd-seed0", 3, Label.RANK, 2, .8));
        assertThat(Swap.of(moved, tables().identity().ranks()))
                .hasSize(16)
                .extracting(Swap::rank)
                .doesNotContain(3);
    }

    @Test
    void whereNothingWasFollowedItSaysWhy() {
        Tables unfollowed = tables(tables().runs(), tables().displacement(), Tables.Identity.none());
        assertThat(IdentityFigures.sections(PlotContext.of(unfollowed), unfollowed))
                .singleElement()
                .satisfies(section -> {
                    assertThat(section.figures()).isEmpty();
                    assertThat(section.missing().get(0))
                            .contains("not followed")
                            .contains("A replay follows them");
                });
        Tables empty = ExampleTables.empty();
        assertThat(IdentityFigures.sections(PlotContext.of(empty), empty).get(0).missing())
                .containsExactly("No eigenvector has been measured yet.");
    }
}
