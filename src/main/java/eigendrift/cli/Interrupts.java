package eigendrift.cli;

import org.jline.utils.Signals;

/** Ctrl-C: the first asks for a clean end, the second leaves at once. */
final class Interrupts implements AutoCloseable {

    private static final String INTERRUPT = "INT";

    private final Object previous;

    private Interrupts(Object previous) {
        this.previous = previous;
    }

    /** From now on the first Ctrl-C runs {@code stop}. */
    static Interrupts on(Runnable stop) {
        return new Interrupts(Signals.register(INTERRUPT, () -> {
            Signals.register(INTERRUPT, () -> Runtime.getRuntime().halt(ExitCodes.INTERRUPTED));
            System.err.println("Interrupted: taking checkpoints. Ctrl-C again leaves at once.");
            stop.run();
        }));
    }

    /** Ctrl-C ends the program again. */
    @Override
    public void close() {
        Signals.unregister(INTERRUPT, previous);
    }
}
