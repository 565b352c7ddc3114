package eigendrift.journal;

/** The operating system does not let this user do this here; the message says what is refused, where, and a way out. */
public final class JournalAccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalAccessException(String message) {
        super(message);
    }

    public JournalAccessException(String message, Throwable cause) {
        super(message, cause);
    }
}
