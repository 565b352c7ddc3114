package eigendrift.cli.progress;

import picocli.CommandLine.Option;

/** The option {@code --progress}. */
public final class ProgressOption {

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

    /** Of an experiment. */
    public ProgressDisplay display() {
        return switch (mode) {
            case OFF -> ProgressDisplay.NONE;
            case PLAIN -> new PlainProgress(System.err);
            case AUTO -> hasBars() ? new ProgressBars(System.err) : new PlainProgress(System.err);
        };
    }

    /** Of a command that does one thing after the other. */
    public StageProgress stages() {
        return switch (mode) {
            case OFF -> StageProgress.NONE;
            case PLAIN -> new StageLines(System.err);
            case AUTO -> hasBars() ? new StageBars(System.err) : new StageLines(System.err);
        };
    }

    /** A terminal that calls itself dumb cannot move its cursor. */
    private static boolean hasBars() {
        String kind = System.getenv("TERM");
        return Boolean.getBoolean(TERMINAL) && kind != null && !kind.isEmpty() && !kind.equals("dumb");
    }
}
