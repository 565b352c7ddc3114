package eigendrift.cli.progress;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The clock of one bar. It starts when there is something to do, and stops when that is done. What is left is estimated
 * from the pace of the last minute, or of the last {@link #ADVANCES} advances where they took longer: an average since
 * the start would count the time in which the cores had other work.
 */
final class Pace {

    private static final long WINDOW = Duration.ofMinutes(1).toNanos();
    private static final int ADVANCES = 8;

    private record Advance(long nanos, long done) {}

    private final Deque<Advance> advances = new ArrayDeque<>();
    private long started;
    private long now;
    private boolean running;
    private boolean begun;
    private long done;
    private long total;

    /** At the time {@code nanos}, {@code doneNow} of {@code totalNow} is done. */
    void update(long nanos, long doneNow, long totalNow) {
        boolean work = doneNow < totalNow;
        if (work && !begun) {
            begun = true;
            started = nanos;
            // What was done before the start does not count for the pace.
            done = doneNow;
        }
        if (work || running) {
            now = nanos;
        }
        if (begun && doneNow > done) {
            advances.addLast(new Advance(nanos, doneNow));
            while (advances.size() > ADVANCES && nanos - second().nanos() >= WINDOW) {
                advances.removeFirst();
            }
        }
        running = work;
        done = doneNow;
        total = totalNow;
    }

    private Advance second() {
        Advance first = advances.removeFirst();
        Advance second = advances.getFirst();
        advances.addFirst(first);
        return second;
    }

    /** Since the start, or from the start to the end; zero if there was nothing to do. */
    Duration elapsed() {
        return begun ? Duration.ofNanos(now - started) : Duration.ZERO;
    }

    /** Empty where nothing is left to do, and before the second advance, because one alone gives no pace. */
    Optional<Duration> left() {
        if (!running || advances.size() < 2) {
            return Optional.empty();
        }
        Advance first = advances.getFirst();
        Advance last = advances.getLast();
        double perUnit = (last.nanos() - first.nanos()) / (double) (last.done() - first.done());
        double left = perUnit * (total - done) - (now - last.nanos());
        return Optional.of(Duration.ofNanos(Math.max(0, Math.round(left))));
    }
}
