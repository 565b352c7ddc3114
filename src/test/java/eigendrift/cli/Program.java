package eigendrift.cli;

import eigendrift.journal.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged program as a real process, started by its launcher. */
final class Program {

    /** Time limit; every command of these tests takes less than a tenth of it. */
    private static final long TIMEOUT_SECONDS = 120;

    private static final Path LAUNCHER = Path.of("tools/eigendrift").toAbsolutePath();

    private final Path folder;
    private final String options;

    private final Map<String, String> environment = new HashMap<>();
    private String url;

    /** The output of a finished process. */
    record Result(int code, String out, String err) {
        List<String> outLines() {
            return out.lines().toList();
        }
    }

    /** A process under way. */
    record Running(Process process, Path out, Path err) {

        Result await() throws Exception {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("no end after " + TIMEOUT_SECONDS + " s; said:\n" + Files.readString(err));
            }
            return new Result(
                    process.exitValue(), Files.isRegularFile(out) ? Files.readString(out) : "", Files.readString(err));
        }

        /** kill -9. */
        void kill() throws Exception {
            process.destroyForcibly();
            await();
        }

        /** kill -INT, as Ctrl-C sends. */
        void interrupt() throws Exception {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    Program(Path folder) {
        this(folder, "");
    }

    /** @param options of its Java machine */
    Program(Path folder, String options) {
        this.folder = folder;
        this.options = options;
    }

    /** From now on with this variable in the environment. */
    Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** From now on with a journal in PostgreSQL, with the user but without the password in its URL. */
    Program on(String postgresql) {
        url = postgresql;
        return with("EIGENDRIFT_JOURNAL", postgresql).with("PGPASSWORD", PostgresServer.PASSWORD);
    }

    Path folder() {
        return folder;
    }

    Path journal() {
        return folder.resolve("journal");
    }

    /** Events in the journal, 0 as long as there is none. */
    int events() {
        Path file = journal().resolve("eigendrift.db");
        if (url == null && !Files.exists(file)) {
            return 0;
        }
        try (Connection connection = url == null
                        ? DriverManager.getConnection("jdbc:sqlite:" + file)
                        : DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM event_journal")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException notYet) {
            return 0;
        }
    }

    Result run(String... arguments) throws Exception {
        return start(arguments).await();
    }

    /** Starts a command in the test's folder, where its journal is. */
    Running start(String... arguments) throws IOException {
        return start(Files.createTempFile(folder, "out", ".txt").toFile(), arguments);
    }

    /** The same with standard output to {@code out}, which may be a device. */
    Running start(File out, String... arguments) throws IOException {
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command(arguments))
                .directory(folder.toFile())
                .redirectOutput(out)
                .redirectError(err.toFile());
        builder.environment().put("EIGENDRIFT_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("EIGENDRIFT_OPTS", options);
        builder.environment().putAll(environment);
        return new Running(builder.start(), out.toPath(), err);
    }

    /** The launcher and its arguments. */
    static List<String> command(String... arguments) {
        // A shell starts what it puts into the background with signals ignored; these tests send them.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal", LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Writes a configuration file and returns its name. */
    String configure(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return name;
    }
}
