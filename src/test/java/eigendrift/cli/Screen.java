package eigendrift.cli;

import java.util.ArrayList;
import java.util.List;
import org.jline.builtins.ScreenTerminal;

/** What a terminal shows of what was written to it, as JLine's emulator of a VT100 has it. */
public final class Screen {

    private final ScreenTerminal terminal;
    private final int columns;
    private final int rows;

    public Screen(int columns, int rows) {
        this.terminal = new ScreenTerminal(columns, rows);
        this.columns = columns;
        this.rows = rows;
    }

    /** A line feed begins a new line, as the terminal's driver has it. */
    public void write(String text) {
        terminal.write(text.replace("\r\n", "\n").replace("\n", "\r\n"));
    }

    /** Its rows from the top, without blanks at their ends and without empty rows at the bottom. */
    public List<String> lines() {
        long[] cells = new long[columns * rows];
        int[] cursor = new int[2];
        terminal.dump(cells, 0, 0, rows, columns, cursor);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                line.append((char) (cells[row * columns + column] & 0xffff));
            }
            lines.add(line.toString().stripTrailing());
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }
}
