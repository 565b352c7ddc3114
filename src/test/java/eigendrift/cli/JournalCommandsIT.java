package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.journal.ExperimentContents;
import eigendrift.journal.JournalTail;
import eigendrift.journal.LargeExperiment;
import eigendrift.journal.PostgresServer;
import eigendrift.journal.Storage;
import eigendrift.random.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code journal ...} as real processes, killed at random moments: all of it is done, or nothing. */
@ExtendWith(PostgresServer.Shared.class)
@Timeout(400)
class JournalCommandsIT {

    private static final long SEED = 20261127;

    /** A copy takes long enough to be hit within. */
    private static final int MEGABYTES = 250;

    /** Written before it may be hit. */
    private static final long BEGUN = 4 << 20;

    private static final int KILLS = 4;

    private final RandomGenerator random = new Streams(SEED).stream("kills");

    @TempDir
    private Path folder;

    private Program program;
    private Storage source;
    private String database;
    private Storage postgresql;

    @BeforeEach
    void create(PostgresServer server) throws Exception {
        program = new Program(folder).with("PGPASSWORD", PostgresServer.PASSWORD);
        source = Storage.at(program.journal().toString());
        LargeExperiment.write(source, "small", 1);
        LargeExperiment.write(source, "large", MEGABYTES);
        String withPassword = server.newDatabase();
        database = withPassword.replaceAll("&password=.*", "");
        postgresql = Storage.at(withPassword);
        postgresql.create();
    }

    @FunctionalInterface
    private interface Size {
        long bytes() throws Exception;
    }

    /** Kills the command within its work. */
    private void kill(Size written, String... arguments) throws Exception {
        long before = written.bytes();
        Program.Running process = program.start(arguments);
        while (process.process().isAlive() && written.bytes() < before + BEGUN) {
            Thread.onSpinWait();
        }
        Thread.sleep(random.nextInt(100));
        assertThat(process.process().isAlive())
                .as("before the kill, seed %d; said:\n%s", SEED, Files.readString(process.err()))
                .isTrue();
        process.kill();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException notYet) {
            return 0;
        }
    }

    private void ok(String... arguments) throws Exception {
        Program.Result result = program.run(arguments);
        assertThat(result.code()).as(result.err()).isZero();
    }

    private static List<ExperimentContents.Row> contents(Storage storage, String experiment) {
        return ExperimentContents.of(storage).stream()
                .filter(row -> row.experiment().equals(experiment))
                .toList();
    }

    private static boolean isEmpty(Storage storage) {
        try (JournalTail tail = JournalTail.open(storage)) {
            return tail.highest() == 0;
        }
    }

    private void copies(Storage target, String location, Size written) throws Exception {
        for (int i = 0; i < KILLS; i++) {
            kill(written, "journal", "copy", "large", "--from", "journal", "--to", location);
            assertThat(isEmpty(target)).isTrue();
        }
        ok("journal", "copy", "large", "--from", "journal", "--to", location);
        assertThat(contents(target, "large")).isEqualTo(contents(source, "large"));
    }

    @Test
    void aCopyIntoSqliteIsWholeOrAbsent() throws Exception {
        Storage target = Storage.at(folder.resolve("copy").toString());
        target.create();
        copies(target, "copy", () -> size(target.file().resolveSibling("eigendrift.db-wal")));
    }

    @Test
    void aCopyIntoPostgresqlIsWholeOrAbsent() throws Exception {
        copies(postgresql, database, postgresql::bytes);
    }

    @Test
    void aFileIsWholeOrAbsentAndSoIsWhatIsReadFromIt() throws Exception {
        Path file = folder.resolve("large.eigendrift");
        Path part = folder.resolve("large.eigendrift.part");
        for (int i = 0; i < KILLS; i++) {
            Files.deleteIfExists(part);
            kill(() -> size(part), "journal", "export", "large", file.toString());
            assertThat(file).doesNotExist();
        }
        ok("journal", "export", "large", file.toString());
        assertThat(part).doesNotExist();
        Storage target = Storage.at(folder.resolve("read").toString());
        target.create();
        for (int i = 0; i < KILLS; i++) {
            kill(
                    () -> size(target.file().resolveSibling("eigendrift.db-wal")),
                    "journal",
                    "import",
                    file.toString(),
                    "--journal",
                    "read");
            assertThat(isEmpty(target)).isTrue();
        }
        ok("journal", "import", file.toString(), "--journal", "read");
        assertThat(contents(target, "large")).isEqualTo(contents(source, "large"));
    }

    @Test
    void aDeletionAndACompactionAreWholeOrUndone() throws Exception {
        ok("journal", "copy", "large", "--from", "journal", "--to", database);
        ok("journal", "copy", "small", "--from", "journal", "--to", database);
        for (String location : List.of("journal", database)) {
            Storage storage = location.equals("journal") ? source : postgresql;
            List<ExperimentContents.Row> large = contents(storage, "large");
            List<ExperimentContents.Row> small = contents(storage, "small");
            for (int i = 0; i < KILLS; i++) {
                killSome("journal", "compact", "--journal", location);
                assertThat(contents(storage, "large")).isEqualTo(large);
            }
            for (int i = 0; i < KILLS && !contents(storage, "large").isEmpty(); i++) {
                killSome("journal", "delete", "large", "--yes", "--journal", location);
                assertThat(contents(storage, "large")).isIn(large, List.of());
            }
            if (!contents(storage, "large").isEmpty()) {
                ok("journal", "delete", "large", "--yes", "--journal", location);
            }
            assertThat(contents(storage, "large")).isEmpty();
            assertThat(contents(storage, "small")).isEqualTo(small);
            ok("journal", "compact", "--journal", location);
            assertThat(storage.bytes()).isLessThan(20 << 20);
            assertThat(contents(storage, "small")).isEqualTo(small);
        }
    }

    /** Kills the command at a moment of its life, or after it: the start of Java takes most of it. */
    private void killSome(String... arguments) throws Exception {
        Program.Running process = program.start(arguments);
        Thread.sleep(300 + random.nextInt(1500));
        process.kill();
    }

    @Test
    void requestsThatCannotBeMetSaySo() throws Exception {
        expect(2, "found id = none", "journal", "info", "none");
        expect(2, "found id = none", "journal", "copy", "none", "--from", "journal", "--to", "x");
        expect(2, "found nothing at", "journal", "copy", "large", "--from", "y", "--to", "x");
        expect(
                2,
                "expected a journal without small",
                "journal",
                "copy",
                "small",
                "--from",
                "journal",
                "--to",
                "journal");
        expect(2, "expected --yes", "journal", "delete", "small");
        expect(2, "found none at z", "journal", "import", "z");
        expect(2, "Missing required subcommand", "journal");
        assertThat(folder.resolve("x")).doesNotExist();
        assertThat(program.run("journal", "info").out()).contains("large", "small", "on the disk");
        assertThat(program.run("journal", "info", "large").out()).contains("diverged", "checkpoint-taken", "all");
    }

    private void expect(int code, String what, String... arguments) throws Exception {
        Program.Result result = program.run(arguments);
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(result.err()).contains(what).doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
    }
}
