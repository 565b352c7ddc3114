package eigendrift.journal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A PostgreSQL server on a free port, for as long as the tests run: the one that is installed, else one that Maven
 * brings. {@code -Deigendrift.postgres=embedded} asks for the latter.
 */
public final class PostgresServer implements AutoCloseable {

    public static final String USER = "eigendrift";
    public static final String PASSWORD = "not to be printed";

    private static final int TIMEOUT_SECONDS = 120;

    private final AtomicInteger databases = new AtomicInteger();
    private final Backend backend;

    private PostgresServer(Backend backend) {
        this.backend = backend;
    }

    /** Gives all tests one server, as a parameter. */
    public static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == PostgresServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(PostgresServer.class))
                    .computeIfAbsent(PostgresServer.class, key -> start());
        }
    }

    /** One that a test may stop. */
    public static PostgresServer start() {
        try {
            Optional<Path> programs =
                    "embedded".equals(System.getProperty("eigendrift.postgres")) ? Optional.empty() : installed();
            return new PostgresServer(programs.isPresent() ? new Installed(programs.get()) : new Embedded());
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("no PostgreSQL server could be started", e);
        }
    }

    /** A new empty database: its URL with user and password. */
    public String newDatabase() throws SQLException {
        return url(createDatabase()) + "&password=" + PASSWORD.replace(" ", "%20");
    }

    /** The URL without the password. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + backend.port() + "/" + database + "?user=" + USER;
    }

    /** A new empty database: its name. */
    public String createDatabase() throws SQLException {
        String name = "test" + databases.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name);
        return name;
    }

    public void execute(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** As the owner of the server. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + backend.port() + "/" + database, USER, PASSWORD);
    }

    /** Stops at once, as a machine that loses power. */
    public void stop() throws IOException {
        backend.stop();
    }

    public void restart() throws IOException {
        backend.start();
    }

    @Override
    public void close() throws IOException {
        backend.close();
    }

    private interface Backend {
        int port();

        void start() throws IOException;

        void stop() throws IOException;

        void close() throws IOException;
    }

    private static Optional<Path> installed() throws IOException {
        List<Path> folders = new ArrayList<>();
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(Path::of)
                .forEach(folders::add);
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.map(version -> version.resolve("bin")).forEach(folders::add);
            }
        }
        return folders.stream()
                .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                .findFirst();
    }

    /** Debian's and others; a server refuses to run as root, so it then runs as the user that the package made. */
    private static final class Installed implements Backend {

        private final Path programs;
        private final Path folder;
        private final int port;

        Installed(Path programs) throws IOException {
            this.programs = programs;
            this.folder = Files.createTempDirectory(
                    "postgres", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Path password = Files.writeString(folder.resolve("password"), PASSWORD);
            if (isRoot()) {
                run(List.of("chown", "-R", "postgres", folder.toString()));
            }
            run(
                    "initdb",
                    "-D",
                    data(),
                    "-U",
                    USER,
                    "-A",
                    "scram-sha-256",
                    "--pwfile=" + password,
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--no-sync");
            try (ServerSocket socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }
            start();
        }

        private String data() {
            return folder.resolve("data").toString();
        }

        private static boolean isRoot() {
            return "root".equals(System.getProperty("user.name"));
        }

        private void run(String program, String... arguments) throws IOException {
            List<String> command = new ArrayList<>();
            if (isRoot()) {
                command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
            }
            command.add(programs.resolve(program).toString());
            command.addAll(List.of(arguments));
            run(command);
        }

        private void run(List<String> command) throws IOException {
            Path log = Files.createTempFile("postgres", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    process.destroyForcibly();
                    throw new IOException(command + ": " + Files.readString(log));
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                throw new InterruptedIOException(command.toString());
            }
            Files.delete(log);
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public void start() throws IOException {
            run(
                    "pg_ctl",
                    "-w",
                    "-D",
                    data(),
                    "-l",
                    folder.resolve("log").toString(),
                    "-o",
                    "-p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1",
                    "start");
        }

        @Override
        public void stop() throws IOException {
            run("pg_ctl", "-w", "-D", data(), "-m", "immediate", "stop");
        }

        @Override
        public void close() throws IOException {
            stop();
            run(List.of("rm", "-rf", folder.toString()));
        }
    }

    private static final class Embedded implements Backend {

        private final EmbeddedPostgres server;

        Embedded() throws IOException, SQLException {
            server = EmbeddedPostgres.start();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE ROLE " + USER + " SUPERUSER LOGIN PASSWORD '" + PASSWORD + "'");
                askForPasswords(statement);
            }
        }

        /** It lets everybody in, else. */
        private static void askForPasswords(Statement statement) throws SQLException {
            String file;
            try (ResultSet row = statement.executeQuery("SHOW hba_file")) {
                row.next();
                file = row.getString(1);
            }
            statement.execute("COPY (SELECT 'host all all 127.0.0.1/32 scram-sha-256') TO '" + file + "'");
            statement.execute("SELECT pg_reload_conf()");
        }

        @Override
        public int port() {
            return server.getPort();
        }

        @Override
        public void start() throws IOException {
            throw new IOException("the server that Maven brings starts once");
        }

        @Override
        public void stop() throws IOException {
            server.close();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
