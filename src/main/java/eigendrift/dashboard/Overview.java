package eigendrift.dashboard;

import eigendrift.config.ExperimentConfig;
import eigendrift.experiment.Experiment.RunStatus;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.CheckpointSchedule;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.training.LogRow;
import eigendrift.experiment.training.Trainer;
import eigendrift.journal.JournalDamagedException;
import eigendrift.journal.JournalTail;
import eigendrift.readmodel.History;
import eigendrift.report.chart.OptimizerStyles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One experiment as a whole: who it is, and how far it has come.
 *
 * @param history as if a process wrote to it
 * @param rows the last log row of each run that has one
 * @param events how many it has
 * @param stepsPerEpoch as the rows tell it; empty before the first
 */
record Overview(
        History history,
        ExperimentConfig config,
        List<Run> runs,
        Map<String, LogRow> rows,
        long events,
        OptionalLong stepsPerEpoch) {

    /**
     * Reads one event of each run.
     *
     * @param former of the same experiment, whose configuration is parsed already
     */
    static Overview of(JournalTail tail, History history, long events, Optional<Overview> former) {
        String text = history.analysis(PersistenceIds.FIRST_ANALYSIS).configuration();
        Optional<Overview> same = former.filter(other -> other.history
                .analysis(PersistenceIds.FIRST_ANALYSIS)
                .configuration()
                .equals(text));
        ExperimentConfig config = same.map(Overview::config)
                .orElseGet(() -> history.loaded(PersistenceIds.FIRST_ANALYSIS).config());
        List<Run> runs = same.map(Overview::runs).orElseGet(history::plannedRuns);
        Map<String, LogRow> rows = new LinkedHashMap<>();
        for (Run run : runs) {
            lastRow(tail, history.id(), run).ifPresent(row -> rows.put(run.name(), row));
        }
        return new Overview(history, config, runs, rows, events, stepsPerEpoch(config, rows));
    }

    /** Empty before the first, and where the last is damaged. */
    private static Optional<LogRow> lastRow(JournalTail tail, String id, Run run) {
        try {
            return tail.last(PersistenceIds.trainer(id, run.name()).id(), Trainer.StepsTaken.class, 1).stream()
                    .map(Trainer.StepsTaken::row)
                    .findFirst();
        } catch (JournalDamagedException damaged) {
            return Optional.empty();
        }
    }

    private static OptionalLong stepsPerEpoch(ExperimentConfig config, Map<String, LogRow> rows) {
        return config.training().batchSize().isEmpty()
                ? OptionalLong.of(1)
                : rows.values().stream()
                        .filter(row -> row.step() > 0)
                        .mapToLong(row -> Math.round(row.step() / row.epoch()))
                        .findFirst();
    }

    /** Steps of all runs together; null where that is not known yet. */
    private Long totalSteps() {
        return stepsPerEpoch.isEmpty() ? null : runs.size() * length();
    }

    private long length() {
        return config.training().length().steps(stepsPerEpoch.getAsLong());
    }

    /** @param live whether a process writes to it */
    Map<String, Object> json(boolean live) {
        History now = live ? history : history.withoutProcess();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", history.id());
        json.put("name", config.name());
        json.put("begun", history.planned().toEpochMilli());
        json.put("status", now.status().csv());
        json.put("parameters", history.provenance().parameters());
        json.put(
                "runs",
                Map.of(
                        "planned",
                        runs.size(),
                        "ended",
                        count(RunStatus.COMPLETED) + count(RunStatus.DIVERGED),
                        "diverged",
                        count(RunStatus.DIVERGED)));
        json.put("step", rows.values().stream().mapToLong(LogRow::step).sum());
        json.put("totalSteps", totalSteps());
        json.put("analyses", List.copyOf(history.analyses().keySet()));
        json.put("events", events);
        json.put("live", live);
        return json;
    }

    private long count(RunStatus status) {
        return history.runs().values().stream().filter(status::equals).count();
    }

    /** The same with each run and analysis, as a stream tells it again and again. */
    Map<String, Object> state(boolean live) {
        History now = live ? history : history.withoutProcess();
        Map<String, Object> json = json(live);
        json.put("runs", runs.stream().map(run -> run(now, run)).toList());
        json.put(
                "analyses",
                history.analyses().values().stream()
                        .map(analysis -> Map.of(
                                "name", analysis.analysis(),
                                "completed", history.completedAnalyses().contains(analysis.analysis()),
                                "spectraOf", analysis.spectraOf()))
                        .toList());
        return json;
    }

    /** The look of each optimizer, which is the report's. */
    private List<Map<String, Object>> optimizers() {
        List<String> names =
                runs.stream().map(run -> run.optimizer().name()).distinct().toList();
        List<Map<String, Object>> looks = new ArrayList<>();
        OptimizerStyles.of(names)
                .forEach((name, style) -> looks.add(Map.of(
                        "name", name,
                        "tone", word(style.tone()),
                        "stroke", word(style.stroke()),
                        "symbol", word(style.symbol()))));
        return looks;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Map<String, Object> run(History now, Run run) {
        LogRow row = rows.get(run.name());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", run.name());
        json.put("optimizer", run.optimizer().name());
        json.put("seed", run.seed());
        json.put("status", now.status(run).csv());
        json.put("step", row == null ? 0 : row.step());
        return json;
    }

    /** The same with what does not change: configuration and provenance, of one analysis. */
    Map<String, Object> whole(boolean live, String analysis) {
        Map<String, Object> json = state(live);
        json.put("configuration", Replies.tree(history.loaded(analysis).json()));
        json.put("provenance", history.provenance());
        json.put("optimizers", optimizers());
        json.put("k", history.loaded(analysis).config().probe().eigenpairs());
        json.put(
                "checkpointSteps",
                stepsPerEpoch.isEmpty()
                        ? List.of()
                        : CheckpointSchedule.steps(config.checkpoints(), stepsPerEpoch.getAsLong(), length()));
        return json;
    }
}
