package eigendrift.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/** What makes a journal smaller. Each is one transaction: interrupted, it changes nothing. */
public final class Housekeeping {

    private Housekeeping() {}

    /**
     * Deletes an experiment with all its analyses. The space is used again by later events; {@link #compact} gives it
     * back.
     *
     * @param progress given how many actors are done, and of how many
     * @throws JournalLockedException if a process writes it
     */
    public static void delete(Storage storage, String experiment, BiConsumer<Integer, Integer> progress)
            throws IOException {
        storage.createFolder();
        try (JournalLock lock = JournalLock.acquire(storage)) {
            lock.writes(experiment);
            storage.create();
            List<String> actors;
            try (EventLog log = EventLog.open(storage)) {
                actors = log.persistenceIds(experiment);
            }
            try (Connection connection = storage.openToWrite()) {
                delete(connection, experiment, actors, progress);
                connection.commit();
            } catch (SQLException e) {
                throw storage.failure("delete from", e);
            }
        }
    }

    private static void delete(
            Connection connection, String experiment, List<String> actors, BiConsumer<Integer, Integer> progress)
            throws SQLException {
        try (PreparedStatement tags = connection.prepareStatement("DELETE FROM event_tag WHERE tag = ?");
                PreparedStatement events =
                        connection.prepareStatement("DELETE FROM event_journal WHERE persistence_id = ?")) {
            tags.setString(1, experiment);
            tags.executeUpdate();
            int done = 0;
            for (String actor : actors) {
                events.setString(1, actor);
                events.executeUpdate();
                progress.accept(++done, actors.size());
            }
        }
    }

    /**
     * Gives back to the disk what deleted events have left free; needs as much room again while it works.
     *
     * @throws JournalLockedException if a process uses the journal
     */
    public static void compact(Storage storage) throws IOException {
        storage.createFolder();
        JournalLock lock = JournalLock.acquire(storage);
        try {
            storage.create();
            storage.compact();
        } catch (SQLException e) {
            throw storage.failure("compact", e);
        } finally {
            lock.close();
        }
    }
}
