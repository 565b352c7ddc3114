package eigendrift.experiment;

import eigendrift.experiment.Experiment.AnalysisCompleted;
import eigendrift.experiment.Experiment.AnalysisPlanned;
import eigendrift.experiment.Experiment.Cancelled;
import eigendrift.experiment.Experiment.Completed;
import eigendrift.experiment.Experiment.Continued;
import eigendrift.experiment.Experiment.ExperimentExtended;
import eigendrift.experiment.Experiment.Paused;
import eigendrift.experiment.Experiment.Planned;
import eigendrift.experiment.Experiment.Resumed;
import eigendrift.experiment.Experiment.RunCompleted;
import eigendrift.experiment.Experiment.RunFailed;
import eigendrift.experiment.Experiment.RunStarted;
import eigendrift.experiment.Experiment.RunStatus;
import eigendrift.experiment.following.PersistenceIds;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an {@link Experiment} knows of its runs and analyses from its events.
 *
 * @param runs in the order in which they were started
 * @param analyses in the order in which they were planned
 */
public record ExperimentState(
        boolean planned,
        Map<String, RunStatus> runs,
        Map<String, ExperimentState.Analysis> analyses,
        boolean completed,
        boolean cancelled,
        boolean paused) {

    static final ExperimentState EMPTY = new ExperimentState(false, Map.of(), Map.of(), false, false, false);

    /**
     * One analysis.
     *
     * @param reopened how often each of its runs has ended and then trained on, where it has
     */
    record Analysis(AnalysisPlanned planned, boolean completed, Map<String, Integer> reopened) {

        /**
         * How many last events {@code run} will have written when it is over: one, and one more for each time that it
         * was reopened.
         */
        int ends(String run) {
            return 1 + reopened.getOrDefault(run, 0);
        }

        private Analysis asCompleted() {
            return new Analysis(planned, true, reopened);
        }

        private Analysis extended(ExperimentExtended event) {
            Map<String, Integer> more = new LinkedHashMap<>(reopened);
            event.reopened().forEach(run -> more.merge(run, 1, Integer::sum));
            AnalysisPlanned longer =
                    new AnalysisPlanned(planned.analysis(), event.configuration(), planned.spectraOf());
            return new Analysis(longer, false, more);
        }
    }

    ExperimentState with(Planned event) {
        return new ExperimentState(true, runs, analyses, completed, cancelled, paused);
    }

    ExperimentState with(AnalysisPlanned event) {
        Analysis first = analyses.get(PersistenceIds.FIRST_ANALYSIS);
        return with(event.analysis(), new Analysis(event, false, first == null ? Map.of() : first.reopened()));
    }

    ExperimentState with(AnalysisCompleted event) {
        return with(event.analysis(), analyses.get(event.analysis()).asCompleted());
    }

    ExperimentState with(ExperimentExtended event) {
        Map<String, RunStatus> reopened = new LinkedHashMap<>(runs);
        event.reopened().forEach(run -> reopened.put(run, RunStatus.STARTED));
        Analysis first = analyses.get(PersistenceIds.FIRST_ANALYSIS).extended(event);
        return new ExperimentState(
                planned, reopened, put(analyses, PersistenceIds.FIRST_ANALYSIS, first), false, cancelled, paused);
    }

    ExperimentState with(RunStarted event) {
        return with(event.run(), RunStatus.STARTED);
    }

    ExperimentState with(RunCompleted event) {
        return with(event.run(), RunStatus.COMPLETED);
    }

    ExperimentState with(RunFailed event) {
        return with(event.run(), RunStatus.DIVERGED);
    }

    ExperimentState with(Completed event) {
        return new ExperimentState(planned, runs, analyses, true, cancelled, paused);
    }

    ExperimentState with(Cancelled event) {
        return new ExperimentState(planned, runs, analyses, completed, true, paused);
    }

    ExperimentState with(Resumed event) {
        return new ExperimentState(planned, runs, analyses, completed, false, paused);
    }

    ExperimentState with(Paused event) {
        return new ExperimentState(planned, runs, analyses, completed, cancelled, true);
    }

    ExperimentState with(Continued event) {
        return new ExperimentState(planned, runs, analyses, completed, cancelled, false);
    }

    ExperimentState with(String run, RunStatus status) {
        return new ExperimentState(planned, put(runs, run, status), analyses, completed, cancelled, paused);
    }

    ExperimentState with(String analysis, Analysis status) {
        return new ExperimentState(planned, runs, put(analyses, analysis, status), completed, cancelled, paused);
    }

    private static <T> Map<String, T> put(Map<String, T> map, String key, T value) {
        Map<String, T> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    boolean ended(String run) {
        return runs.getOrDefault(run, RunStatus.STARTED) != RunStatus.STARTED;
    }
}
