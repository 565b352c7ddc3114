package eigendrift.journal;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The database that holds a journal: a file of SQLite, or a database of a PostgreSQL server. */
public abstract sealed class Storage permits SqliteStorage, PostgresStorage {

    /** Name of the database within a journal's folder. */
    public static final String FILE_NAME = "eigendrift.db";

    /**
     * @param location a folder, or a JDBC URL of SQLite or PostgreSQL
     * @throws IllegalArgumentException for any other URL; a password is not in its message
     */
    public static Storage at(String location) {
        if (location.startsWith(PostgresUrl.PREFIX)) {
            return new PostgresStorage(PostgresUrl.of(location, System::getenv));
        }
        return SqliteStorage.of(location);
    }

    /** What messages call the journal: its file, or its URL without user and password. */
    public abstract String name();

    /** The same, and the whole path of a file. */
    public abstract String place();

    /** SQLite's file, or a path of this user's on this machine that is PostgreSQL's alone; files stand beside it. */
    public abstract Path file();

    /**
     * Whether there is a journal, or a file that this user may not look at.
     *
     * @throws JournalUnreachableException if the server does not answer
     * @throws JournalAccessException if it refuses this user
     */
    public abstract boolean exists();

    /**
     * Makes the folder where it is missing.
     *
     * @throws JournalAccessException if it cannot be made or the journal may not be written
     */
    public abstract void createFolder();

    /**
     * Creates what is missing and checks what is there.
     *
     * @throws JournalAccessException if this user may not write to it
     * @throws JournalUnreachableException if the server does not answer
     */
    public abstract void create();

    /**
     * The largest record that the database takes, in bytes. Needs no database, so that a plan can be refused before
     * there is one.
     */
    public abstract long maximumRecord();

    /** Settings of the actor system for this database; all others are in {@code application.conf}. */
    public abstract Config config();

    /** What {@code failure} of an actor means where its cause is the database; else the same. */
    public abstract Throwable explained(Throwable failure);

    /** The exception for {@code e}, which was thrown when this program wanted to {@code verb} the journal. */
    abstract RuntimeException failure(String verb, SQLException e);

    /** Opens to read. */
    abstract Connection open();

    /** The same, and not even SQLite's log is moved into the database. */
    abstract Connection openReadOnly();

    /** For one transaction of many events, which the caller ends; without that it leaves nothing. */
    abstract Connection openToWrite() throws SQLException;

    /** What the journal takes on the disk. */
    public abstract long bytes();

    /** Gives back what deleted events have left free. Interrupted, it changes nothing. */
    abstract void compact() throws SQLException;

    /** What tells the database at this place from another that was there before; null where there is none. */
    abstract Object key();

    abstract SqlDialect dialect();

    /** Waits until every write that began before this call has ended. */
    abstract void awaitWrites(Queries queries);

    abstract JournalLock lock();

    abstract boolean isWritten(String experiment);

    @Override
    public final String toString() {
        return name();
    }
}
