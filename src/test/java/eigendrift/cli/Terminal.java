package eigendrift.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The program on a pseudo-terminal of 120 x 30, as {@code script} of util-linux makes it. What is typed goes through
 * the terminal's driver, which makes a signal of Ctrl-C.
 */
record Terminal(Process script, Path said) {

    static final int COLUMNS = 120;
    static final int ROWS = 30;

    private static final long TIMEOUT_SECONDS = 240;
    private static final char CTRL_C = 3;

    /** Starts a command in {@code folder}; its standard output goes to {@code out}, only the rest to the terminal. */
    static Terminal start(Path folder, String out, List<String> command) throws IOException {
        String line = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Path said = Files.createTempFile(folder, "terminal", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                        "script",
                        "--quiet",
                        "--return",
                        "--command",
                        "stty rows " + ROWS + " cols " + COLUMNS + "; exec " + line + " > " + out,
                        "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("TERM", "xterm");
        builder.environment().put("SHELL", "/bin/sh");
        builder.environment().put("EIGENDRIFT_JAVA_HOME", System.getProperty("java.home"));
        try {
            return new Terminal(builder.start(), said);
        } catch (IOException e) {
            throw new IOException("this test needs the program script of util-linux (Debian: bsdutils)", e);
        }
    }

    void pressCtrlC() throws IOException {
        type(String.valueOf(CTRL_C));
    }

    void type(String keys) throws IOException {
        script.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        script.getOutputStream().flush();
    }

    /** Sends a signal such as TERM to the JVM. */
    void send(String signal) throws Exception {
        ProcessHandle java = script.descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow();
        new ProcessBuilder("kill", "-" + signal, Long.toString(java.pid()))
                .start()
                .waitFor();
    }

    /** @return exit code; 128 + n if signal n killed it */
    int await() throws Exception {
        if (!script.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            script.descendants().forEach(ProcessHandle::destroyForcibly);
            script.destroyForcibly();
            throw new AssertionError("no end after " + TIMEOUT_SECONDS + " s; said:\n" + text());
        }
        return script.exitValue();
    }

    String text() throws IOException {
        return Files.readString(said, StandardCharsets.UTF_8);
    }
}
