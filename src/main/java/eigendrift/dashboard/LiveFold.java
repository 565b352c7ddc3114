package eigendrift.dashboard;

import eigendrift.journal.EventFilter;
import eigendrift.journal.JournalTail;
import eigendrift.readmodel.ExperimentFold;
import eigendrift.readmodel.History;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables;
import eigendrift.readmodel.TwoTimeMap;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** The fold of one analysis, shared by all who look at it; whoever asks brings it up to the journal's end. */
final class LiveFold {

    /** Events folded at once; others get their turn in between. */
    private static final int BATCH = 500;

    private final Journal journal;
    private final String experiment;
    private final String analysis;
    private final String identity;
    private final ExperimentFold fold;
    private JournalTail tail;

    /** Tables as of a place in the journal. */
    record AsOf(long offset, Tables tables) {}

    LiveFold(Journal journal, String experiment, String analysis) {
        this.journal = journal;
        this.experiment = experiment;
        this.analysis = analysis;
        this.tail = journal.open();
        try {
            this.identity = tail.identity();
            this.fold = ExperimentFold.of(tail, experiment, Set.of(analysis));
        } catch (RuntimeException e) {
            tail.close();
            throw e;
        }
    }

    /** What tells the journal from another. */
    String identity() {
        return identity;
    }

    /** Whether the journal is still the one that is folded. */
    synchronized boolean isCurrent() {
        return reopened().isCurrent();
    }

    /**
     * Folds some more events.
     *
     * @return whether these were all
     */
    synchronized boolean advance() {
        JournalTail current = reopened();
        if (!current.isCurrent()) {
            throw replaced();
        }
        return fold.advance(current, BATCH);
    }

    /** The ordering up to which the journal is folded. */
    synchronized long offset() {
        return fold.offset();
    }

    /** The tables as far as the journal is folded. */
    synchronized Tables known() {
        return fold.tables(history(), analysis);
    }

    /** The tables now. */
    AsOf now() {
        catchUp();
        synchronized (this) {
            return new AsOf(fold.offset(), fold.tables(history(), analysis));
        }
    }

    /** The same with the images of units, for which eigenvectors are read. */
    AsOf withImages() {
        catchUp();
        synchronized (this) {
            return new AsOf(fold.offset(), fold.tables(history(), analysis, reopened()));
        }
    }

    /** What events behind {@code ordering} have added or changed. */
    synchronized AsOf since(long ordering) {
        return new AsOf(fold.offset(), fold.since(history(), analysis, ordering));
    }

    TwoTimeMap twoTimes(String run, int index, Label label) {
        catchUp();
        synchronized (this) {
            return fold.twoTimes(analysis, run, index, label);
        }
    }

    /** When the last event of the experiment up to {@code ordering} was written, in milliseconds; 0 for none. */
    synchronized long written(long ordering) {
        return reopened().before(ordering + 1, EventFilter.of(experiment), 1).stream()
                .mapToLong(head -> head.written().toEpochMilli())
                .findFirst()
                .orElse(0);
    }

    private void catchUp() {
        while (!advance()) {
            // Goes on until all events are folded.
        }
    }

    private History history() {
        return journal.isWritten(experiment) ? fold.history() : fold.history().withoutProcess();
    }

    /** The tail, opened anew if it was closed. */
    private JournalTail reopened() {
        if (tail == null) {
            tail = journal.open();
            if (!tail.identity().equals(identity)) {
                throw replaced();
            }
        }
        return tail;
    }

    private Problem replaced() {
        return new Problem(
                StatusCodes.CONFLICT,
                "the journal that was there before",
                "another one, or none",
                journal.name(),
                "Maybe reload the page.");
    }

    /** Leaves the journal alone until it is asked again. */
    synchronized void close() {
        if (tail != null) {
            tail.close();
            tail = null;
        }
    }
}
