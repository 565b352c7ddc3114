package eigendrift.study;

import eigendrift.readmodel.Tables;
import eigendrift.study.SeedStatistics.Concentration;
import eigendrift.study.SeedStatistics.Movement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of a comparison of two optimizers when one choice is made otherwise: the label, the measure, the
 * vectors, the matching, or a null model that each run is taken against (as the ln of the ratio; of displacement, which
 * is at most 1, also as the ln of the ratio of odds, which have no ceiling).
 *
 * <p>p is that of each row alone: rows are the same claim seen differently, not further claims.
 *
 * @param claim reorganizes or localizes
 * @param choice what is chosen otherwise; {@code primary} for nothing
 */
public record Sensitivity(String claim, String choice, OptimizerComparison row) {

    private static final double LEVEL = Replicates.LEVEL;
    static final List<String> STILL = List.of("random-walk", "static");
    static final List<String> ALIKE = List.of(
            "initialization",
            "initialization-gaussian",
            "scaled-initialization",
            "shuffled-weights",
            "shuffled-labels",
            "block-gaussian",
            "haar",
            "haar-layered");

    public static List<Sensitivity> of(Tables tables) {
        return OptimizerPair.of(tables).stream()
                .flatMap(pair -> Stream.concat(reorganizes(pair), localizes(pair)))
                .toList();
    }

    /** b more than a, a more than b, or cannot be told. */
    public String verdict() {
        if (row.p() > LEVEL) {
            return "cannot be told";
        }
        return row.difference() > 0 ? row.b() + " more" : row.a() + " more";
    }

    private static Stream<Sensitivity> reorganizes(OptimizerPair pair) {
        Stream<Optional<Sensitivity>> rows = Stream.of(
                movement(pair, "primary", Movement.PRIMARY),
                movement(pair, "label = identity", new Movement("identity", false, Tables.Displacement::displacement)),
                movement(pair, "measure = angle", new Movement("rank", false, Tables.Displacement::angle)),
                movement(pair, "measure = chordal", new Movement("rank", false, Tables.Displacement::chordal)),
                movement(pair, "vectors = first", Movement.FIRST),
                pair.compareAtLoss(
                                "reorganizes",
                                (run, loss) -> pair.statistics().atLoss(run, loss, Movement.PRIMARY),
                                pair.statistics()::movementAt)
                        .map(row -> new Sensitivity("reorganizes", "matching = loss", row)));
        Stream<Optional<Sensitivity>> nulls = STILL.stream()
                .flatMap(model -> Stream.of(
                        row(pair, "reorganizes", "null = " + model, (run, loss) -> pair.statistics()
                                .displacementOverNull(run, model)),
                        row(pair, "reorganizes", "null = " + model + ", odds", (run, loss) -> pair.statistics()
                                .displacementOddsOverNull(run, model))));
        return Stream.concat(rows, nulls).flatMap(Optional::stream);
    }

    private static Stream<Sensitivity> localizes(OptimizerPair pair) {
        Stream<Optional<Sensitivity>> rows = Stream.of(
                concentration(pair, "primary", Concentration.PRIMARY),
                concentration(
                        pair,
                        "measure = n over effective support",
                        new Concentration(true, (at, n) -> n / Math.exp(at.entropy()))),
                concentration(pair, "measure = ln", new Concentration(true, (at, n) -> Math.log(n * at.ipr()))),
                concentration(pair, "vectors = all", new Concentration(false, (at, n) -> n * at.ipr())),
                pair.compareAtLoss(
                                "localizes",
                                (run, loss) -> pair.statistics().atLoss(run, loss, Concentration.PRIMARY),
                                pair.statistics()::concentrationAt)
                        .map(row -> new Sensitivity("localizes", "matching = loss", row)));
        Stream<Optional<Sensitivity>> nulls = ALIKE.stream()
                .map(model -> row(pair, "localizes", "null = " + model, (run, loss) -> pair.statistics()
                        .iprOverNull(run, model)));
        return Stream.concat(rows, nulls).flatMap(Optional::stream);
    }

    private static Optional<Sensitivity> movement(OptimizerPair pair, String choice, Movement movement) {
        return row(pair, "reorganizes", choice, (run, loss) -> pair.statistics().late(run, movement));
    }

    private static Optional<Sensitivity> concentration(OptimizerPair pair, String choice, Concentration concentration) {
        return row(pair, "localizes", choice, (run, loss) -> pair.statistics().late(run, concentration));
    }

    private static Optional<Sensitivity> row(
            OptimizerPair pair, String claim, String choice, OptimizerPair.Value value) {
        return pair.compare(claim, value).map(row -> new Sensitivity(claim, choice, row));
    }
}
