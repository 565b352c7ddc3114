package eigendrift.journal;

/** The database server does not answer; the message says which and why. */
public final class JournalUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
