package eigendrift.journal;

/** A stored record is not what was written; the message says which and how. */
public final class JournalDamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalDamagedException(String message) {
        super(message);
    }

    public JournalDamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}
