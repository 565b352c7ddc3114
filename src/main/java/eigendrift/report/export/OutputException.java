package eigendrift.report.export;

import java.io.IOException;

/** A file cannot be written; the message says which, why, and what to do. */
public final class OutputException extends IOException {
    private static final long serialVersionUID = 1L;

    OutputException(String message, IOException cause) {
        super(message, cause);
    }
}
