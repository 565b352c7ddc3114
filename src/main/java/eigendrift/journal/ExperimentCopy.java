package eigendrift.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * Copies an experiment from one journal into another, event by event and checked, as one transaction: interrupted, it
 * leaves nothing. The source may be written meanwhile; what is copied is the journal of one moment.
 */
public final class ExperimentCopy {

    private ExperimentCopy() {}

    /** Events, and bytes of their payloads. */
    public record Amount(long events, long bytes) {

        static final Amount NONE = new Amount(0, 0);

        Amount plus(RawEvent event) {
            return new Amount(events + 1, bytes + event.payload().length);
        }
    }

    /** Told after each event. */
    @FunctionalInterface
    public interface Progress {
        void done(Amount done, Amount all);
    }

    /**
     * @return what was copied; nothing where {@code from} has no such experiment
     * @throws IllegalArgumentException if {@code to} has an experiment of this name
     * @throws JournalLockedException if another process writes to {@code to}
     * @throws JournalDamagedException if an event is damaged or missing
     */
    public static Amount copy(Storage from, Storage to, String experiment, Progress progress) throws IOException {
        return copy(from, to, experiment, progress, event -> {}, () -> {});
    }

    /**
     * @param also sees each event
     * @param beforeEnd may throw, and then nothing is copied
     */
    static Amount copy(
            Storage from, Storage to, String experiment, Progress progress, Consumer<RawEvent> also, Runnable beforeEnd)
            throws IOException {
        try (Queries reading = new Queries(from, from.openReadOnly())) {
            if (ExperimentTransfer.amount(from, reading, experiment).events() == 0) {
                return Amount.NONE;
            }
            to.createFolder();
            try (JournalLock lock = JournalLock.acquire(to)) {
                lock.writes(experiment);
                to.create();
                try (Connection writing = to.openToWrite()) {
                    requireAbsent(to, experiment);
                    Amount copied = write(from, reading, to, writing, experiment, progress, also);
                    beforeEnd.run();
                    writing.commit();
                    return copied;
                } catch (SQLException e) {
                    throw to.failure("write to", e);
                }
            }
        }
    }

    private static void requireAbsent(Storage to, String experiment) {
        try (EventLog log = EventLog.open(to)) {
            if (log.experiments().contains(experiment)
                    || !log.persistenceIds(experiment).isEmpty()) {
                throw new IllegalArgumentException("expected a journal without " + experiment + ", found it in "
                        + to.name() + ".\nMaybe another journal, or eigendrift journal delete " + experiment
                        + " there first.");
            }
        }
    }

    /** Writes all events within the transaction of {@code writing}. */
    static Amount write(
            Storage from,
            Queries reading,
            Storage to,
            Connection writing,
            String experiment,
            Progress progress,
            Consumer<RawEvent> also)
            throws SQLException {
        Amount all = ExperimentTransfer.amount(from, reading, experiment);
        Amount[] done = {Amount.NONE};
        try (ExperimentTransfer.Writer writer = new ExperimentTransfer.Writer(to, writing, experiment)) {
            ExperimentTransfer.read(from, reading, experiment, event -> {
                writer.write(event);
                also.accept(event);
                done[0] = done[0].plus(event);
                progress.done(done[0], all);
            });
        }
        return done[0];
    }
}
