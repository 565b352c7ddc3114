package eigendrift.cli;

import eigendrift.cli.progress.StageProgress;
import eigendrift.journal.EventLog;
import eigendrift.journal.JournalTail;
import eigendrift.readmodel.ExperimentFold;
import java.util.Collection;

/** Reads the tables of an experiment as a stage of a command. */
final class Reading {

    /** Events between two reports of the progress. */
    private static final int BATCH = 500;

    private Reading() {}

    /** As {@link ExperimentFold#read}; counts by the place of the events in the order of writing. */
    static ExperimentFold of(EventLog log, String experiment, Collection<String> analyses, StageProgress stages) {
        JournalTail tail = log.tail();
        ExperimentFold fold = ExperimentFold.of(tail, experiment, analyses);
        long end = tail.highest(experiment);
        stages.begin("events", end);
        while (!fold.advance(tail, BATCH)) {
            stages.done(Math.min(end, fold.offset()));
        }
        stages.done(end);
        return fold;
    }
}
