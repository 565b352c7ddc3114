package eigendrift.dashboard;

import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** A request that is refused: what was expected, what was found, where, and what to do. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient StatusCode status;
    private final transient Said said;

    /** The body of the answer. */
    record Said(String expected, String found, String where, String maybe) {}

    Problem(StatusCode status, String expected, String found, String where, String maybe) {
        super("expected " + expected + ", found " + found + " at " + where, null, false, false);
        this.status = status;
        this.said = new Said(expected, found, where, maybe);
    }

    static Problem bad(String expected, String found, String where, String maybe) {
        return new Problem(StatusCodes.BAD_REQUEST, expected, found, where, maybe);
    }

    static Problem absent(String expected, String found, String where, String maybe) {
        return new Problem(StatusCodes.NOT_FOUND, expected, found, where, maybe);
    }

    StatusCode status() {
        return status;
    }

    Said said() {
        return said;
    }
}
