package eigendrift.cli.metrics;

import eigendrift.metrics.live.LiveFile;
import eigendrift.metrics.live.LiveSample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/**
 * The newest sample on the alternate screen of a terminal, until q or Ctrl-C; the arrows choose the order of the rows.
 * What was on the terminal before is there again afterwards.
 */
public final class LiveScreen implements AutoCloseable {

    private static final long POLL_MILLIS = 100;
    private static final String HELP = "q leaves; ← → choose the column to sort by, ↑ ↓ the direction";

    private enum Key {
        LEAVE,
        LEFT,
        RIGHT,
        UP,
        DOWN,
        OTHER
    }

    private final Terminal terminal;
    private final Attributes former;
    private final Display display;
    private final boolean coloured;
    private final AtomicBoolean resized = new AtomicBoolean(true);
    private final AtomicBoolean left = new AtomicBoolean();
    private final AtomicBoolean restored = new AtomicBoolean();
    private final Thread atExit = new Thread(this::restore);
    private Size size = new Size();
    private SampleTable.Order order = SampleTable.Order.WORST_FIRST;

    /** @param coloured whether colours may be used beside bold type */
    public LiveScreen(boolean coloured) throws IOException {
        this.coloured = coloured;
        terminal = TerminalBuilder.builder()
                .system(true)
                .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                .build();
        terminal.handle(Terminal.Signal.WINCH, signal -> resized.set(true));
        terminal.handle(Terminal.Signal.INT, signal -> left.set(true));
        former = terminal.enterRawMode();
        // A signal that ends the program must not leave the terminal on the other screen.
        Runtime.getRuntime().addShutdownHook(atExit);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
        display = new Display(terminal, true);
    }

    /** Shows what {@code file} holds, anew each {@code interval}, until the user leaves. */
    public void run(LiveFile file, LiveSample first, Duration interval, boolean every) {
        KeyMap<Key> keys = keys();
        BindingReader reader = new BindingReader(terminal.reader());
        LiveSample sample = first;
        boolean ended = false;
        long next = System.nanoTime();
        boolean draw = true;
        while (!left.get()) {
            if (System.nanoTime() - next >= 0) {
                next = System.nanoTime() + interval.toNanos();
                Optional<LiveSample> now = file.read();
                ended = now.isEmpty();
                sample = now.orElse(sample);
                draw = true;
            }
            if (draw || resized.get()) {
                draw(new SampleTable(sample, true, every), ended);
            }
            draw = false;
            int character = reader.peekCharacter(POLL_MILLIS);
            if (character == NonBlockingReader.EOF) {
                return;
            }
            if (character != NonBlockingReader.READ_EXPIRED) {
                draw = true;
                press(reader.readBinding(keys, null, false));
            }
        }
    }

    private void press(Key key) {
        if (key == null) {
            return;
        }
        switch (key) {
            case LEAVE -> left.set(true);
            case LEFT -> order = order.left();
            case RIGHT -> order = order.right();
            case UP -> order = new SampleTable.Order(order.column(), false);
            case DOWN -> order = new SampleTable.Order(order.column(), true);
            case OTHER -> {}
        }
    }

    private KeyMap<Key> keys() {
        KeyMap<Key> keys = new KeyMap<>();
        keys.setNomatch(Key.OTHER);
        keys.setUnicode(Key.OTHER);
        keys.bind(Key.LEAVE, "q", "Q", KeyMap.ctrl('C'), KeyMap.ctrl('D'));
        keys.bind(Key.LEFT, KeyMap.key(terminal, Capability.key_left), "\033[D");
        keys.bind(Key.RIGHT, KeyMap.key(terminal, Capability.key_right), "\033[C");
        keys.bind(Key.UP, KeyMap.key(terminal, Capability.key_up), "\033[A");
        keys.bind(Key.DOWN, KeyMap.key(terminal, Capability.key_down), "\033[B");
        return keys;
    }

    private void draw(SampleTable table, boolean ended) {
        if (resized.getAndSet(false)) {
            size = terminal.getSize();
            // A terminal that does not know its size.
            if (size.getRows() <= 0 || size.getColumns() <= 0) {
                size = new Size(80, 24);
            }
            display.resize(size.getRows(), size.getColumns());
            display.reset();
            terminal.puts(Capability.clear_screen);
        }
        List<AttributedString> lines = new ArrayList<>();
        for (SampleTable.Line line : fitting(table.lines(order), size.getRows() - 1)) {
            lines.add(styled(line, ended));
        }
        lines.add(
                new AttributedString(ended ? "The process has ended; q leaves." : HELP, AttributedStyle.DEFAULT.faint())
                        .columnSubSequence(0, size.getColumns()));
        display.update(lines, -1);
    }

    /** Without the last actors where there are too many lines, then without what comes last. */
    private static List<SampleTable.Line> fitting(List<SampleTable.Line> lines, int rows) {
        List<SampleTable.Line> shown = new ArrayList<>(lines);
        for (int i = shown.size() - 1; i > 0 && shown.size() > rows; i--) {
            if (shown.get(i).kind() == SampleTable.Line.Kind.ACTOR) {
                shown.remove(i);
            }
        }
        return shown.subList(0, Math.max(0, Math.min(rows, shown.size())));
    }

    private AttributedString styled(SampleTable.Line line, boolean ended) {
        AttributedStyle style =
                switch (line.kind()) {
                    case TITLE -> AttributedStyle.BOLD;
                    case HEAD ->
                        coloured ? AttributedStyle.BOLD.foreground(AttributedStyle.CYAN) : AttributedStyle.BOLD;
                    default -> ended ? AttributedStyle.DEFAULT.faint() : AttributedStyle.DEFAULT;
                };
        return new AttributedString(line.text(), style).columnSubSequence(0, size.getColumns());
    }

    private void restore() {
        if (!restored.getAndSet(true)) {
            terminal.puts(Capability.cursor_normal);
            terminal.puts(Capability.exit_ca_mode);
            terminal.flush();
            terminal.setAttributes(former);
        }
    }

    @Override
    public void close() throws IOException {
        restore();
        Runtime.getRuntime().removeShutdownHook(atExit);
        terminal.close();
    }
}
