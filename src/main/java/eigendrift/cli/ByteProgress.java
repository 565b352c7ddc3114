package eigendrift.cli;

import eigendrift.cli.metrics.Quantity;
import eigendrift.journal.ExperimentCopy;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** How far a copy is: one line that is rewritten on a terminal, a line every few seconds elsewhere. */
final class ByteProgress implements ExperimentCopy.Progress {

    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);

    private final String verb;
    private final PrintStream out;
    private final boolean terminal;
    private final long pause;
    private long next;

    /** @param verb what is done, such as {@code copied} */
    ByteProgress(String verb, PrintStream out, boolean terminal) {
        this.verb = verb;
        this.out = out;
        this.terminal = terminal;
        this.pause = (terminal ? ON_TERMINAL : ELSEWHERE).toNanos();
        this.next = System.nanoTime() + pause;
    }

    @Override
    public void done(ExperimentCopy.Amount done, ExperimentCopy.Amount all) {
        tell(String.format(
                Locale.ROOT,
                "%s %,d of %,d events, %s of %s",
                verb,
                done.events(),
                all.events(),
                Quantity.bytes(done.bytes()),
                Quantity.bytes(all.bytes())));
    }

    /** Shows {@code line} if the last is long enough ago. */
    void tell(String line) {
        long now = System.nanoTime();
        if (now < next) {
            return;
        }
        next = now + pause;
        // The rest of a longer line before is erased.
        out.print(terminal ? "\r" + line + "\u001b[K" : line + System.lineSeparator());
        out.flush();
    }
}
