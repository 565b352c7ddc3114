package eigendrift.cli;

import picocli.CommandLine.Option;

/** How progress is shown. */
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
            case AUTO -> Boolean.getBoolean(TERMINAL) ? new ProgressBars() : new PlainProgress(System.err);
        };
    }
}
