package eigendrift.dashboard;

import java.io.IOException;

/** The server cannot listen at the port asked for; the message says why, and what to do. */
public final class PortTakenException extends IOException {
    private static final long serialVersionUID = 1L;

    PortTakenException(String message, IOException cause) {
        super(message, cause);
    }
}
