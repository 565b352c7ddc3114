package eigendrift.report.export;

import eigendrift.study.Claims;
import eigendrift.study.NullRatio;
import eigendrift.study.OptimizerAgeing;
import eigendrift.study.OptimizerComparison;
import eigendrift.study.OptimizerSusceptibility;
import eigendrift.study.Sensitivity;
import eigendrift.study.Swap;
import java.util.Collection;
import java.util.List;

/** The tables of {@link ExportTables} that follow from others: of swaps, and over the seeds of an optimizer. */
final class DerivedTables {

    private DerivedTables() {}

    static Table swaps(Collection<Swap> rows) {
        return new Table.Builder<>("swaps", rows)
                .column("run", Swap::run)
                .column("step_from", Swap::stepFrom)
                .column("step_to", Swap::stepTo)
                .column("rank", Swap::rank)
                .column("identity", Swap::identity)
                .column("displacement_by_rank", Swap::byRank)
                .column("displacement_by_identity", Swap::byIdentity)
                .column("swap", Swap::part)
                .build();
    }

    static Table comparison(List<OptimizerComparison> rows) {
        return new Table.Builder<>("comparison", rows)
                .column("statistic", row -> row.statistic().csv())
                .column("matching", row -> row.matching().csv())
                .column("optimizer_a", OptimizerComparison::a)
                .column("optimizer_b", OptimizerComparison::b)
                .column("seeds", OptimizerComparison::seeds)
                .column("mean_a", OptimizerComparison::meanA)
                .column("mean_b", OptimizerComparison::meanB)
                .column("difference", OptimizerComparison::difference)
                .column("cliffs_delta", row -> row.effect().delta())
                .column("delta_low", row -> row.effect().low())
                .column("delta_high", row -> row.effect().high())
                .column("p", OptimizerComparison::p)
                .column("p_family", OptimizerComparison::family)
                .column("p_permutation", OptimizerComparison::unpaired)
                .column("difference_low", row -> row.interval().low())
                .column("difference_high", row -> row.interval().high())
                .column("first_step_a", row -> row.match().firstA())
                .column("last_step_a", row -> row.match().lastA())
                .column("first_step_b", row -> row.match().firstB())
                .column("last_step_b", row -> row.match().lastB())
                .column("train_loss_a", row -> row.match().lossA())
                .column("train_loss_b", row -> row.match().lossB())
                .build();
    }

    static Table sensitivity(List<Sensitivity> rows) {
        return new Table.Builder<>("sensitivity", rows)
                .column("claim", row -> row.claim().csv())
                .column("choice", Sensitivity::choice)
                .column("optimizer_a", row -> row.row().a())
                .column("optimizer_b", row -> row.row().b())
                .column("seeds", row -> row.row().seeds())
                .column("mean_a", row -> row.row().meanA())
                .column("mean_b", row -> row.row().meanB())
                .column("cliffs_delta", row -> row.row().effect().delta())
                .column("p", row -> row.row().p())
                .column("verdict", Sensitivity::verdict)
                .column("difference", row -> row.row().difference())
                .column("difference_low", row -> row.row().interval().low())
                .column("difference_high", row -> row.row().interval().high())
                .build();
    }

    static Table claims(List<Claims.Finding> rows) {
        return new Table.Builder<>("claims", rows)
                .column("claim", Claims.Finding::claim)
                .column("verdict", row -> row.verdict().text())
                .column("scale", row -> row.statement().scale().csv())
                .column("effect", Claims.Finding::effect)
                .column("effect_low", row -> row.interval().low())
                .column("effect_high", row -> row.interval().high())
                .column("seeds", Claims.Finding::seeds)
                .column("p_claims", Claims.Finding::family)
                .column("p", Claims.Finding::p)
                .build();
    }

    static Table nullRatios(List<NullRatio> rows) {
        return new Table.Builder<>("null-ratios", rows)
                .column("claim", row -> row.claim().csv())
                .column("model", row -> row.model().csv())
                .column("optimizer", NullRatio::optimizer)
                .column("seeds", NullRatio::seeds)
                .column("ratio", NullRatio::ratio)
                .column("ratio_low", row -> row.interval().low())
                .column("ratio_high", row -> row.interval().high())
                .column("p", NullRatio::p)
                .column("margin", row -> row.equivalence().margin())
                .column("p_equivalence", row -> row.equivalence().p())
                .column("equivalent_within", row -> row.equivalence().within())
                .column("verdict", NullRatio::verdict)
                .build();
    }

    static Table susceptibility(Collection<OptimizerSusceptibility> rows) {
        return new Table.Builder<>("susceptibility", rows)
                .column("optimizer", OptimizerSusceptibility::optimizer)
                .column("index", OptimizerSusceptibility::index)
                .column("label", row -> row.label().csv())
                .column("step_from", OptimizerSusceptibility::stepFrom)
                .column("step_to", OptimizerSusceptibility::stepTo)
                .column("seeds", row -> row.displacement().seeds())
                .column("mean_q2", OptimizerSusceptibility::meanSquaredOverlap)
                .column("chi4", row -> row.displacement().chi4())
                .column("standard_error", row -> row.displacement().standardError())
                .build();
    }

    static Table ageing(List<OptimizerAgeing> rows) {
        return new Table.Builder<>("ageing", rows)
                .column("optimizer", OptimizerAgeing::optimizer)
                .column("index", OptimizerAgeing::index)
                .column("label", row -> row.label().csv())
                .column("seeds", OptimizerAgeing::seeds)
                .column("points", row -> row.fit().points())
                .column("mu", row -> row.fit().mu())
                .column("standard_error", row -> row.fit().standardError())
                .column("residual", row -> row.fit().residual())
                .build();
    }
}
