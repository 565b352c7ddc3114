package eigendrift.cli.progress;

import java.io.PrintStream;
import java.time.Duration;

/** Prints one line every few seconds; while nothing changes, one a minute, as a sign that the program is running. */
final class PlainLines {

    static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final PrintStream out;
    private long last = System.nanoTime();
    private String said = "";

    PlainLines(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        long now = System.nanoTime();
        Duration wait = line.equals(said) ? SILENCE : INTERVAL;
        if (now - last >= wait.toNanos()) {
            last = now;
            said = line;
            out.println(line);
        }
    }
}
