package eigendrift.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import eigendrift.experiment.tracking.Tracker.DynamicsMeasured;
import eigendrift.experiment.tracking.Tracker.IdentitiesMatched;
import eigendrift.experiment.tracking.Tracker.PairMeasured;
import eigendrift.experiment.tracking.Tracker.VectorDisplacement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two vectors turn in their plane by so little that their overlaps are 1 to the last bit. */
class IdentityRowsTest {

    private static final double TINY = 1e-10;
    private static final double BOUND = 1e-12;

    private static List<Tables.Displacement> rows(
            List<Integer> identities, List<Integer> clusters, List<Double> overlaps) {
        PairRows pairs = new PairRows("run", 2, new RowStore());
        IdentityRows identity = new IdentityRows("run", pairs);
        identity.add(new IdentitiesMatched(0, List.of(1, 2), List.of(1, 2), List.of()), 1);
        identity.add(dynamics(0, List.of()), 2);
        List<VectorDisplacement> moved = List.of(
                new VectorDisplacement(1, -1, TINY * TINY, TINY, BOUND * TINY),
                new VectorDisplacement(2, 1, TINY * TINY, TINY, BOUND * TINY));
        identity.add(new IdentitiesMatched(5, identities, clusters, List.of()), 3);
        DynamicsMeasured now = dynamics(5, List.of(new PairMeasured(0, overlaps, moved, 1, 0)));
        identity.add(now, 4);
        pairs.end(now, 4);
        return pairs.displacement(0).stream()
                .filter(row -> row.label() == Label.IDENTITY)
                .toList();
    }

    private static DynamicsMeasured dynamics(long step, List<PairMeasured> pairs) {
        return new DynamicsMeasured(step, 1, 1, List.of(BOUND, BOUND), 2, List.of(), 0, 0, pairs);
    }

    @Test
    void anIdentityThatKeepsItsRankHasTheAngleOfThatRank() {
        assertThat(rows(List.of(1, 2), List.of(1, 2), List.of(-1., TINY, TINY, 1.)))
                .containsExactly(
                        new Tables.Displacement("run", 1, Label.IDENTITY, 0, 5, 1, TINY * TINY, TINY, BOUND * TINY),
                        new Tables.Displacement("run", 2, Label.IDENTITY, 0, 5, 1, TINY * TINY, TINY, BOUND * TINY));
    }

    /** By rank each is at a right angle to itself. */
    @Test
    void anIdentityThatChangesItsRankHasThatOfItsOverlap() {
        assertThat(rows(List.of(2, 1), List.of(1, 2), List.of(0., 1., .6, 0.)))
                .extracting(Tables.Displacement::index, Tables.Displacement::overlap, row -> (float) row.angle())
                .containsExactly(tuple(1, 1., 0f), tuple(2, .6, (float) Math.acos(.6)));
    }

    /** The plane stands still, its vectors turn in it by a quarter of a right angle, which means nothing. */
    @Test
    void anIdentityInAClusterIsComparedAfterTheRotation() {
        double cosine = Math.cos(Math.PI / 8);
        double sine = Math.sin(Math.PI / 8);
        assertThat(rows(List.of(1, 2), List.of(1, 1), List.of(cosine, -sine, sine, cosine)))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.displacement()).isCloseTo(0, within(1e-15)))
                .noneMatch(row -> row.angle() == TINY);
    }
}
