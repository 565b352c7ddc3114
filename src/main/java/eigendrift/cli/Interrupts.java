package eigendrift.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.utils.Signals;

/**
 * Ctrl-C, SIGTERM and the SIGHUP of a terminal that is closed. The first of them runs the action of that moment; after
 * that Ctrl-C ends the program at once. A signal that was ignored when the program started, as SIGHUP is under nohup,
 * stays so.
 */
final class Interrupts implements AutoCloseable {

    private static final String CTRL_C = "INT";

    /** 128 plus the number of the signal, as in shells. */
    private static final Map<String, Integer> EXIT_CODES =
            Map.of(CTRL_C, ExitCodes.INTERRUPTED, "TERM", ExitCodes.TERMINATED, "HUP", ExitCodes.HUNG_UP);

    /**
     * Timeout and other supervisors send the same signal to a process and to its group; that is one request, not two.
     */
    private static final Duration ONE_REQUEST = Duration.ofMillis(250);

    private static final Runnable TAKEN = () -> {};

    private final Map<String, Object> previous = new LinkedHashMap<>();
    private final AtomicReference<Runnable> first = new AtomicReference<>();
    private volatile int exitCode;
    private volatile long at;

    private Interrupts() {
        first.set(leave("Interrupted before it began: nothing is written."));
        EXIT_CODES.keySet().forEach(name -> previous.put(name, Signals.register(name, () -> received(name))));
    }

    /** From now on the first interrupt ends the program with a message. */
    static Interrupts watch() {
        return new Interrupts();
    }

    /**
     * From now on the first interrupt runs {@code action}. If the first has come already and is ending the program,
     * waits for the end.
     */
    void begin(Runnable action) throws InterruptedException {
        if (!replace(action)) {
            Thread.currentThread().join();
        }
    }

    /**
     * From now on the first interrupt says {@code message} and ends the program.
     *
     * @return false if the first has come before
     */
    boolean end(String message) {
        return replace(leave(message));
    }

    /** The exit code of the first interrupt. */
    int exitCode() {
        return exitCode;
    }

    private boolean replace(Runnable action) {
        Runnable former = first.get();
        return former != TAKEN && first.compareAndSet(former, action);
    }

    private Runnable leave(String message) {
        return () -> {
            System.err.println(message);
            System.exit(exitCode);
        };
    }

    /** As the first Ctrl-C; never ends the program at once. */
    void request() {
        takeFirst(CTRL_C);
    }

    private boolean takeFirst(String name) {
        Runnable action = first.getAndSet(TAKEN);
        if (action == TAKEN) {
            return false;
        }
        at = System.nanoTime();
        exitCode = EXIT_CODES.get(name);
        action.run();
        return true;
    }

    /** Called on a thread of its own for each signal. */
    private void received(String name) {
        if (!takeFirst(name) && name.equals(CTRL_C) && System.nanoTime() - at > ONE_REQUEST.toNanos()) {
            Runtime.getRuntime().halt(ExitCodes.INTERRUPTED);
        }
    }

    /** The signals end the program again. */
    @Override
    public void close() {
        previous.forEach(Signals::unregister);
    }
}
