package eigendrift.cli.progress;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lines at the bottom of a terminal, while other text on standard error scrolls above them. */
final class BarScreen implements AutoCloseable {

    private final PrintStream terminal;
    private final TerminalSize size = new TerminalSize();
    private final BottomLines bottom;
    private final PrintStream above;

    /** @param terminal standard error */
    BarScreen(PrintStream terminal) {
        this.terminal = terminal;
        this.bottom = new BottomLines(terminal);
        this.above = new PrintStream(new LinesAbove(bottom), true, StandardCharsets.UTF_8);
        System.setErr(above);
    }

    int columns() {
        return size.columns();
    }

    int rows() {
        return size.rows();
    }

    /** Lines narrower than the terminal, in place of the former ones. */
    void show(List<String> lines) {
        bottom.show(lines, columns());
    }

    /** The last lines stay. */
    @Override
    public void close() {
        System.setErr(terminal);
        above.close();
        size.close();
    }
}
