package eigendrift.journal;

import eigendrift.experiment.following.Patience;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;

/** What PostgreSQL's SQLSTATEs mean for a journal. */
final class PostgresFailure {

    /** Characters of the server's message that are shown. */
    private static final int LONGEST = 300;

    /** Of the trigger that refuses an event without its predecessor. */
    private static final String GAP = "ED001";

    private PostgresFailure() {}

    /** The database's failure among the causes of {@code failure}. */
    static Optional<SQLException> find(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    static RuntimeException of(String journal, String verb, SQLException e) {
        SQLException decisive = decisive(e);
        String what = "cannot " + verb + " the journal " + journal + ": " + message(decisive) + ".\nMaybe ";
        String state = String.valueOf(decisive.getSQLState());
        switch (state) {
            case "08004", "28000", "28P01":
                return new JournalAccessException(
                        what + "set PGPASSWORD, a line in ~/.pgpass, or " + PostgresUrl.FORM + "?user=NAME.", e);
            case "3D000":
                return new JournalAccessException(what + "createdb it first, or name another --journal.", e);
            case "42501", "25006", "3F000", "42P01":
                return new JournalAccessException(
                        what + "ask its owner for the right to " + verb
                                + " it, or CREATE DATABASE eigendrift OWNER NAME and name that one.",
                        e);
            case "53100":
                return new JournalFullException(
                        what + "make room on the server's disk, then eigendrift resume; what was written stays.", e);
            case "55P03":
                return new JournalLockedException(
                        "another process uses " + journal + ": " + message(decisive) + ".\nMaybe wait for it.");
            case "23505", GAP:
                return new JournalLockedException("another process has written to the same experiment of " + journal
                        + ": " + message(decisive) + ".\nMaybe wait for it, then eigendrift resume.");
            case "XX001", "XX002":
                return new JournalDamagedException(what + "restore the server's backup.", e);
            default:
                return Patience.isTransient(decisive)
                        ? new JournalUnreachableException(
                                what + "the server is not running or another is meant; once it answers,"
                                        + " eigendrift resume goes on.",
                                e)
                        : new IllegalStateException(what + "the server's log says more.", e);
        }
    }

    /** The first with a state of the server or of the driver: pools and batches wrap it. */
    private static SQLException decisive(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException found && found.getSQLState() != null) {
                return found;
            }
        }
        return e;
    }

    /** One line without payloads. */
    private static String message(SQLException e) {
        String message = e instanceof PSQLException told && told.getServerErrorMessage() != null
                ? String.valueOf(told.getServerErrorMessage().getMessage())
                : String.valueOf(e.getMessage());
        String line = message.lines().findFirst().orElse("").replaceAll("[.\\s]+$", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
