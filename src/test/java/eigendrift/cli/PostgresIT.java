package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import eigendrift.journal.PostgresServer;
import eigendrift.random.Streams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The program on a journal in PostgreSQL: what it exports is what it exports from SQLite, byte by byte. */
@ExtendWith(PostgresServer.Shared.class)
@Timeout(400)
class PostgresIT {

    private static final long SEED = 20261126;
    private static final int KILLS = 8;

    @TempDir
    private Path folder;

    private PostgresServer server;
    private String database;

    @BeforeEach
    void create(PostgresServer shared) throws Exception {
        server = shared;
        database = server.createDatabase();
    }

    private Program program(String name) throws Exception {
        return new Program(Files.createDirectory(folder.resolve(name))).on(server.url(database));
    }

    @Test
    void everyCommandDoesWhatItDoesOnSqlite() throws Exception {
        Program program = program("postgresql");
        Program sqlite = new Program(Files.createDirectory(folder.resolve("sqlite")));
        assertThat(program.run("list").err())
                .contains("found nothing at " + server.url(database).split("\\?")[0]);
        for (Program each : new Program[] {program, sqlite}) {
            String file = each.configure("tiny.conf", Experiments.TINY);
            ok(each, "run", file, "--progress", "off");
            ok(each, "replay", "tiny", "probe.eigenpairs=5", "--as", "k5", "--progress", "off");
            ok(each, "extend", "tiny", "seeds+=[1]", "--progress", "off");
        }
        assertThat(Exported.of(program, "tiny")).isEqualTo(Exported.of(sqlite, "tiny"));
        assertThat(Exported.of(program, "tiny", "--analysis", "k5"))
                .isEqualTo(Exported.of(sqlite, "tiny", "--analysis", "k5"));
        assertThat(ok(program, "list")).contains("tiny", "completed", "first k5");
        assertThat(ok(program, "show", "tiny")).contains("adam-seed0", "analysis first");
        assertThat(ok(program, "metrics", "tiny")).contains("trainer", "written: ");
        assertThat(ok(program, "verify", "tiny", "--retrain")).contains(" 0 problems");
        ok(program, "report", "tiny", "--out", "r.html");
        assertThat(Files.readString(program.folder().resolve("r.html"))).contains("<svg", "adam");
        assertThat(program.journal()).doesNotExist();
    }

    private static String ok(Program program, String... arguments) throws Exception {
        Program.Result result = program.run(arguments);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out() + result.err()).doesNotContain(PostgresServer.PASSWORD);
        return result.out();
    }

    @Test
    void killedAtRandomMomentsItEndsWithTheExportOfSqlite() throws Exception {
        Program sqlite = new Program(Files.createDirectory(folder.resolve("sqlite")));
        ok(sqlite, "run", sqlite.configure("digits.conf", Experiments.DIGITS), "--progress", "off");
        Map<String, String> expected = Exported.of(sqlite, "digits");
        Program program = program("killed");
        String file = program.configure("digits.conf", Experiments.DIGITS);
        RandomGenerator random = new Streams(SEED).stream("kills");
        Program.Running process = program.start("run", file, "--progress", "off");
        int kills = 0;
        while (kills < KILLS) {
            long target = program.events() + 1 + random.nextInt(50);
            while (process.process().isAlive() && program.events() < target) {
                Thread.onSpinWait();
            }
            assertThat(process.process().isAlive())
                    .as("before kill %d, seed %d; said:\n%s", kills, SEED, Files.readString(process.err()))
                    .isTrue();
            process.kill();
            kills++;
            process = program.start("resume", "digits", "--progress", "off");
        }
        Program.Result end = process.await();
        assertThat(end.code()).as(end.err()).isZero();
        assertThat(program.run("verify", "digits").code()).isZero();
        assertThat(Exported.of(program, "digits")).as("seed %d", SEED).isEqualTo(expected);
    }

    @Test
    void oneProcessForEachExperiment() throws Exception {
        Program program = program("two");
        String digits = program.configure("digits.conf", Experiments.DIGITS);
        Program.Running first = program.start("run", digits, "training.epochs=4000", "--progress", "off");
        while (program.events() == 0) {
            assertThat(first.process().isAlive()).isTrue();
            Thread.onSpinWait();
        }
        Program.Result second = program.run("resume", "digits", "--progress", "off");
        assertThat(second.code()).as(second.err()).isEqualTo(5);
        assertThat(second.err())
                .contains(
                        "the experiment digits of",
                        "in use by eigendrift, process " + first.process().pid())
                .doesNotContain("\tat ");
        ok(program, "run", program.configure("tiny.conf", Experiments.TINY), "--progress", "off");
        assertThat(program.run("list").outLines())
                .anyMatch(line -> line.startsWith("digits ") && line.contains("running"))
                .anyMatch(line -> line.startsWith("tiny ") && line.contains("completed"));
        first.kill();
        assertThat(program.run("list").outLines())
                .anyMatch(line -> line.startsWith("digits ") && line.contains("stopped"));
    }

    @Test
    void whatTheServerRefusesHasItsExitCode() throws Exception {
        Program program = program("refused");
        String file = program.configure("tiny.conf", Experiments.TINY);
        expect(program, 7, "refused", "run", file, "--journal", "jdbc:postgresql://127.0.0.1:1/x");
        expect(program, 2, "does not exist", "run", file, "--journal", server.url("nowhere"));
        program.with("PGPASSWORD", "geheim");
        expect(program, 2, "password authentication failed", "run", file);
        expect(program, 2, "password authentication failed", "list");
        program.with("PGPASSWORD", "");
        Path passwords = program.folder().resolve("pgpass");
        Files.writeString(passwords, "*:*:*:*:" + PostgresServer.PASSWORD + "\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        program.with("PGPASSFILE", passwords.toString());
        ok(program, "run", file, "--progress", "off");
    }

    @Test
    void aFullDiskExitsWith6AndKeepsWhatWasWritten() throws Exception {
        Program program = program("full");
        String file = program.configure("tiny.conf", Experiments.TINY);
        ok(program, "run", file, "--id", "other", "--progress", "off");
        server.execute(
                database,
                "CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF NEW.sequence_number > 4 AND NEW.persistence_id LIKE 'probe|%' THEN RAISE EXCEPTION"
                        + " 'could not extend file: No space left on device' USING ERRCODE = '53100'; END IF;"
                        + " RETURN NEW; END $$",
                "CREATE TRIGGER disk_full BEFORE INSERT ON event_journal FOR EACH ROW EXECUTE FUNCTION disk_full()");
        expect(program, 6, "No space left on device", "run", file, "--progress", "off");
        server.execute(database, "DROP TRIGGER disk_full ON event_journal");
        ok(program, "resume", "tiny", "--progress", "off");
        assertThat(Exported.of(program, "tiny").get("spectrum.csv"))
                .isEqualTo(Exported.of(program, "other").get("spectrum.csv"));
    }

    /** Stopped at once, as without power: what is in flight is lost or not, and nobody was told. */
    @Test
    void aServerThatRestartsCostsAPause() throws Exception {
        assumeFalse("embedded".equals(System.getProperty("eigendrift.postgres")));
        Program sqlite = new Program(Files.createDirectory(folder.resolve("sqlite")));
        ok(sqlite, "run", sqlite.configure("digits.conf", Experiments.DIGITS), "--progress", "off");
        try (PostgresServer own = PostgresServer.start()) {
            Program program =
                    new Program(Files.createDirectory(folder.resolve("restarted"))).on(own.url(own.createDatabase()));
            String file = program.configure("digits.conf", Experiments.DIGITS);
            Program.Running process = program.start("run", file, "--progress", "off");
            for (int restarts = 0; restarts < 3; restarts++) {
                int target = program.events() + 60;
                while (process.process().isAlive() && program.events() < target) {
                    Thread.onSpinWait();
                }
                own.stop();
                Thread.sleep(1500);
                assertThat(process.process().isAlive())
                        .as(Files.readString(process.err()))
                        .isTrue();
                own.restart();
            }
            Program.Result end = process.await();
            assertThat(end.code()).as(end.err()).isZero();
            assertThat(end.err()).contains("the journal does not answer, waiting", "the journal answers again");
            assertThat(program.run("verify", "digits").code()).isZero();
            assertThat(Exported.of(program, "digits")).isEqualTo(Exported.of(sqlite, "digits"));
        }
    }

    private static void expect(Program program, int code, String what, String... arguments) throws Exception {
        Program.Result result = program.run(arguments);
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(result.err()).contains("eigendrift: cannot ", what, "Maybe ").doesNotContain("geheim");
        assertThat(result.out()).isEmpty();
    }
}
