package eigendrift.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import eigendrift.cli.progress.PlainProgress;
import eigendrift.cli.progress.ProgressBars;
import eigendrift.cli.progress.ProgressDisplay;
import java.io.OutputStream;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/** The option {@code --progress}. */
final class ProgressOption {

    enum Mode {
        AUTO,
        PLAIN,
        OFF
    }

    /** Set by the launcher, which can ask whether standard error is a terminal. */
    private static final String TERMINAL = "eigendrift.terminal";

    @Option(
            names = "--progress",
            paramLabel = "auto|plain|off",
            defaultValue = "auto",
            description = "Bars on a terminal and a line every few seconds elsewhere, lines, or nothing"
                    + " (default: ${DEFAULT-VALUE}).")
    private Mode mode;

    ProgressDisplay display() {
        return switch (mode) {
            case OFF -> ProgressDisplay.NONE;
            case PLAIN -> new PlainProgress(System.err);
            case AUTO -> hasBars() ? new ProgressBars(System.err) : new PlainProgress(System.err);
        };
    }

    /** How far a copy is; {@code verb} is what is done, such as {@code copied}. */
    ByteProgress bytes(String verb) {
        return mode == Mode.OFF
                ? new ByteProgress(verb, new PrintStream(OutputStream.nullOutputStream(), false, UTF_8), false)
                : new ByteProgress(verb, System.err, mode == Mode.AUTO && hasBars());
    }

    /** A terminal that calls itself dumb cannot move its cursor. */
    private static boolean hasBars() {
        String kind = System.getenv("TERM");
        return Boolean.getBoolean(TERMINAL) && kind != null && !kind.isEmpty() && !kind.equals("dumb");
    }
}
