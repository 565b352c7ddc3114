package eigendrift.journal;

/** Another process writes to this journal. */
public final class JournalLockedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalLockedException(String message) {
        super(message);
    }
}
