package eigendrift.experiment.following;

/** An actor could not read from the journal what it needs to go on. */
public final class JournalReadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalReadException(String message, Throwable cause) {
        super(message, cause);
    }
}
