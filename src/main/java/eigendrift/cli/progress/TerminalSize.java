package eigendrift.cli.progress;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/** Rows and columns of the terminal, also after its window has changed. */
final class TerminalSize implements AutoCloseable {

    private static final String CHANGED = "WINCH";
    private static final File TERMINAL = new File("/dev/tty");
    private static final int USUAL_ROWS = 24;
    private static final int USUAL_COLUMNS = 80;
    private static final long TIMEOUT_SECONDS = 2;

    private final Object formerHandler;
    private volatile boolean changed;
    private int rows = USUAL_ROWS;
    private int columns = USUAL_COLUMNS;

    TerminalSize() {
        formerHandler = Signals.register(CHANGED, () -> changed = true);
        ask();
    }

    int rows() {
        refresh();
        return rows;
    }

    int columns() {
        refresh();
        return columns;
    }

    private void refresh() {
        if (changed) {
            changed = false;
            ask();
        }
    }

    /** Asks stty, which every system with terminals has, because a JVM does not know the size. */
    private void ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (stty.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                read(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            }
        } catch (IOException noTerminal) {
            // The usual size is kept.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Parses "30 120"; a terminal that does not know its size reports 0. */
    private void read(String answer) {
        String[] words = answer.trim().split(" ");
        if (words.length == 2 && answer.matches("[0-9 ]+\\s*") && !answer.startsWith("0") && !words[1].equals("0")) {
            rows = Integer.parseInt(words[0]);
            columns = Integer.parseInt(words[1]);
        }
    }

    @Override
    public void close() {
        Signals.unregister(CHANGED, formerHandler);
    }
}
