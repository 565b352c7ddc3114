package eigendrift.study;

import eigendrift.readmodel.Label;
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
 * @param choice what is chosen otherwise; {@code primary} for nothing
 */
public record Sensitivity(Aspect claim, String choice, OptimizerComparison row) {

    private static final double LEVEL = Replicates.LEVEL;

    public static List<Sensitivity> of(Tables tables, Baseline baseline) {
        return OptimizerPair.of(tables, baseline.pairs(tables)).stream()
                .flatMap(pair -> Stream.concat(reorganizes(pair), localizes(pair)))
                .toList();
    }

    /** Whether b is more than a, the opposite, or cannot be told. */
    public Verdict side() {
        if (row.p() > LEVEL) {
            return Verdict.OPEN;
        }
        return row.difference() > 0 ? Verdict.TRUE : Verdict.OPPOSITE;
    }

    /** The same in words. */
    public String verdict() {
        return switch (side()) {
            case TRUE -> row.b() + " more";
            case OPPOSITE -> row.a() + " more";
            case OPEN, FEW_SEEDS -> Verdict.OPEN.text();
        };
    }

    private static Stream<Sensitivity> reorganizes(OptimizerPair pair) {
        Stream<Optional<Sensitivity>> rows = Stream.of(
                movement(pair, "primary", Movement.PRIMARY),
                movement(
                        pair,
                        "label = identity",
                        new Movement(Label.IDENTITY, false, Tables.Displacement::displacement)),
                movement(pair, "measure = angle", new Movement(Label.RANK, false, Tables.Displacement::angle)),
                movement(pair, "measure = chordal", new Movement(Label.RANK, false, Tables.Displacement::chordal)),
                movement(pair, "vectors = first", Movement.FIRST),
                pair.compareAtLoss(
                                Statistic.DISPLACEMENT,
                                (run, loss) -> pair.statistics().atLoss(run, loss, Movement.PRIMARY),
                                pair.statistics()::movementAt)
                        .map(row -> new Sensitivity(Aspect.REORGANIZES, "matching = loss", row)));
        Stream<Optional<Sensitivity>> nulls = Aspect.REORGANIZES.nullModels().stream()
                .flatMap(model -> Stream.of(
                        row(pair, Aspect.REORGANIZES, "null = " + model.csv(), (run, loss) -> pair.statistics()
                                .displacementOverNull(run, model)),
                        row(
                                pair,
                                Aspect.REORGANIZES,
                                "null = " + model.csv() + ", odds",
                                (run, loss) -> pair.statistics().displacementOddsOverNull(run, model))));
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
                                Statistic.N_IPR,
                                (run, loss) -> pair.statistics().atLoss(run, loss, Concentration.PRIMARY),
                                pair.statistics()::concentrationAt)
                        .map(row -> new Sensitivity(Aspect.LOCALIZES, "matching = loss", row)));
        Stream<Optional<Sensitivity>> nulls = Aspect.LOCALIZES.nullModels().stream()
                .map(model -> row(pair, Aspect.LOCALIZES, "null = " + model.csv(), (run, loss) -> pair.statistics()
                        .iprOverNull(run, model)));
        return Stream.concat(rows, nulls).flatMap(Optional::stream);
    }

    private static Optional<Sensitivity> movement(OptimizerPair pair, String choice, Movement movement) {
        return row(pair, Aspect.REORGANIZES, choice, (run, loss) -> pair.statistics()
                .late(run, movement));
    }

    private static Optional<Sensitivity> concentration(OptimizerPair pair, String choice, Concentration concentration) {
        return row(
                pair, Aspect.LOCALIZES, choice, (run, loss) -> pair.statistics().late(run, concentration));
    }

    private static Optional<Sensitivity> row(
            OptimizerPair pair, Aspect claim, String choice, OptimizerPair.Value value) {
        return pair.compare(claim.primary(), value).map(row -> new Sensitivity(claim, choice, row));
    }
}
