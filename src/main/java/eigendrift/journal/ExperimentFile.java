package eigendrift.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One experiment in one file: a SQLite journal that holds nothing else, and in a table {@code exported} the number of
 * its events and the SHA-256 of what they say. It can be read as any journal; {@link #read} also checks it whole.
 */
public final class ExperimentFile {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** Nobody reads the file before it has its name, and by then it is on the disk. */
    private static final String WRITING = "journal_mode=OFF&synchronous=OFF&foreign_keys=false";

    private static final String TABLE =
            "CREATE TABLE exported (experiment TEXT NOT NULL, events INTEGER NOT NULL, sha256 TEXT NOT NULL)";

    private ExperimentFile() {}

    private record Contents(String experiment, long events, String sha256) {}

    /**
     * Writes {@code file} under the name {@code file.part} and renames it when it is whole.
     *
     * @return what it holds; nothing, and no file, where {@code from} has no such experiment
     * @throws IllegalArgumentException if there is such a file
     * @throws JournalDamagedException if an event is damaged or missing
     */
    public static ExperimentCopy.Amount write(
            Storage from, String experiment, Path file, ExperimentCopy.Progress progress) throws IOException {
        if (Files.exists(file)) {
            throw new IllegalArgumentException(
                    "expected a new file, found " + file + ".\nMaybe another name, or delete it first.");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (Queries reading = new Queries(from, from.openReadOnly())) {
            if (ExperimentTransfer.amount(from, reading, experiment).events() == 0) {
                return ExperimentCopy.Amount.NONE;
            }
            part.toFile().deleteOnExit();
            ExperimentCopy.Amount written = write(from, reading, experiment, SqliteStorage.in(part), progress);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static ExperimentCopy.Amount write(
            Storage from, Queries reading, String experiment, SqliteStorage to, ExperimentCopy.Progress progress) {
        to.create(WRITING);
        MessageDigest digest = sha256();
        try (Connection connection = to.connect(WRITING);
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            connection.setAutoCommit(false);
            ExperimentCopy.Amount written = ExperimentCopy.write(
                    from, reading, to, connection, experiment, progress, event -> event.addTo(digest));
            try (PreparedStatement row = connection.prepareStatement("INSERT INTO exported VALUES (?, ?, ?)")) {
                row.setString(1, experiment);
                row.setLong(2, written.events());
                row.setString(3, HexFormat.of().formatHex(digest.digest()));
                row.executeUpdate();
            }
            connection.commit();
            return written;
        } catch (SQLException e) {
            throw to.failure("write to", e);
        }
    }

    /** The experiment that {@code file} says it holds. */
    public static String experiment(Path file) throws IOException {
        return contents(file).experiment();
    }

    /**
     * Copies what {@code file} holds into {@code to}.
     *
     * @throws IllegalArgumentException if it is no such file, or {@code to} has an experiment of this name
     * @throws JournalDamagedException if it does not hold what was exported
     */
    public static ExperimentCopy.Amount read(Path file, Storage to, ExperimentCopy.Progress progress)
            throws IOException {
        Contents contents = contents(file);
        MessageDigest digest = sha256();
        long[] events = {0};
        return ExperimentCopy.copy(
                SqliteStorage.in(file),
                to,
                contents.experiment(),
                progress,
                event -> {
                    event.addTo(digest);
                    events[0]++;
                },
                () -> check(file, contents, events[0], HexFormat.of().formatHex(digest.digest())));
    }

    private static void check(Path file, Contents contents, long events, String sha256) {
        if (events != contents.events() || !sha256.equals(contents.sha256())) {
            throw new JournalDamagedException(file + ": expected " + contents.events() + " events with SHA-256 "
                    + contents.sha256() + ", found " + events + " with " + sha256
                    + ".\nMaybe it was cut or changed on its way; have it sent again.");
        }
    }

    private static Contents contents(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !isDatabase(file)) {
            throw new IllegalArgumentException("expected a file that eigendrift journal export wrote, found "
                    + (Files.exists(file) ? "another at " : "none at ") + file + ".");
        }
        SqliteStorage storage = SqliteStorage.in(file);
        try (Queries queries = new Queries(storage, storage.openReadOnly())) {
            boolean exported = queries.query(
                    "SELECT name FROM sqlite_master WHERE name = 'exported'", List.of(), row -> row.next());
            if (!exported) {
                throw new IllegalArgumentException("expected a file that eigendrift journal export wrote, found a"
                        + " journal at " + file + ".\nMaybe eigendrift journal copy ID --from jdbc:sqlite:" + file
                        + " --to JOURNAL.");
            }
            return queries.query("SELECT experiment, events, sha256 FROM exported", List.of(), row -> {
                if (!row.next()) {
                    throw new JournalDamagedException(file + ": expected the name of an experiment, found none");
                }
                return new Contents(row.getString(1), row.getLong(2), row.getString(3));
            });
        }
    }

    private static boolean isDatabase(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
