package eigendrift.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** The output of a command that ran in this process. */
record Said(int code, String out, String err) {

    private static final Set<String> WRITING = Set.of("run", "resume", "extend", "replay");

    /** Carries out a command on the journal in {@code folder}, without progress. */
    static Said by(Path folder, String... arguments) {
        Stream<String> options = WRITING.contains(arguments[0])
                ? Stream.of("--journal", folder.toString(), "--progress", "off")
                : Stream.of("--journal", folder.toString());
        return by(Stream.concat(Stream.of(arguments), options).toArray(String[]::new));
    }

    /** Carries out a command that has no journal. */
    static Said by(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            int code = Main.run(arguments);
            return new Said(code, written.toString(StandardCharsets.UTF_8), said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
