package eigendrift.readmodel;

import eigendrift.config.NullModelConfig;
import eigendrift.config.NullModelName;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.nulls.NullModel;
import eigendrift.experiment.nulls.NullModel.Ensemble;
import eigendrift.experiment.nulls.NullModel.NullSampled;
import eigendrift.experiment.nulls.NullModel.NullSummarized;
import eigendrift.experiment.plan.Run;
import eigendrift.journal.EventLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes rows of the events of a null model, by model, run and step in the order of the configuration, whatever the
 * order of the events.
 */
final class NullRows {

    private final EventLog log;
    private final String source;
    private final List<NullModelName> models;
    private final List<String> runs;
    private final Tables tables;

    NullRows(EventLog log, History history, String analysis, Tables tables) {
        this.log = log;
        this.source = PersistenceIds.nullModel(history.id(), analysis).id();
        this.models = history.loaded(analysis).config().nullModels().stream()
                .map(NullModelConfig::name)
                .toList();
        this.runs = history.plannedRuns(analysis).stream().map(Run::name).toList();
        this.tables = tables;
    }

    private record Cell(NullModelName model, String run, long step, int index, String statistic) {}

    void add() {
        Map<Cell, Double> adjusted = new HashMap<>();
        log.read(source, NullModel.NullAdjusted.class, (event, number) -> event.rows()
                .forEach(row -> adjusted.put(
                        new Cell(event.model(), event.run(), row.step(), row.index(), row.statistic()), row.p())));
        List<NullSummarized> summaries = new ArrayList<>();
        log.read(source, NullSummarized.class, (event, number) -> summaries.add(event));
        summaries.sort(Comparator.comparingInt((NullSummarized summary) -> models.indexOf(summary.model()))
                .thenComparingInt(summary -> runs.indexOf(summary.run()))
                .thenComparingLong(NullSummarized::step));
        summaries.forEach(summary -> summary.rows().forEach(row -> tables.nulls()
                .add(new Tables.Null(
                        summary.model(),
                        summary.run(),
                        summary.step(),
                        row.index(),
                        row.statistic(),
                        row.observed(),
                        row.mean(),
                        row.sd(),
                        row.z(),
                        row.p(),
                        adjusted.getOrDefault(
                                new Cell(summary.model(), summary.run(), summary.step(), row.index(), row.statistic()),
                                Double.NaN)))));
        addDraws();
    }

    /** Adds the rows of the draws, without those of the comparisons. */
    void addDraws() {
        List<NullSampled> draws = new ArrayList<>();
        log.read(source, NullSampled.class, (event, number) -> draws.add(event));
        draws.sort(Comparator.comparingInt((NullSampled drawn) ->
                        models.indexOf(drawn.draw().ensemble().model()))
                .thenComparingInt(drawn -> runs.indexOf(run(drawn)))
                .thenComparingLong(NullRows::step)
                .thenComparingInt(drawn -> drawn.draw().index()));
        for (NullSampled drawn : draws) {
            drawn.vectors().forEach(vector -> tables.nullDraws()
                    .add(new Tables.NullDraw(
                            drawn.draw().ensemble().model(),
                            run(drawn),
                            step(drawn),
                            drawn.draw().index() + 1,
                            vector.index(),
                            vector.eigenvalue(),
                            vector.values(),
                            drawn.moved().stream()
                                    .filter(moved -> moved.index() == vector.index())
                                    .mapToDouble(moved -> moved.displacement())
                                    .findFirst()
                                    .orElse(Double.NaN),
                            drawn.products(),
                            drawn.converged())));
        }
    }

    private static String run(NullSampled drawn) {
        return drawn.draw().ensemble().own().map(Ensemble.Own::run).orElse("");
    }

    private static long step(NullSampled drawn) {
        return drawn.draw().ensemble().own().map(Ensemble.Own::step).orElse(-1L);
    }
}
