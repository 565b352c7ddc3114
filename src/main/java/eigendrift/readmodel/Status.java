package eigendrift.readmodel;

import java.util.Locale;

/** How far a run, or a whole experiment, has come. */
public enum Status {
    /** Not begun. */
    WAITING,
    RUNNING,
    /** Training is withheld, by the user. */
    PAUSED,
    /** Neither at its end nor interrupted, but no process writes it: killed, or the machine stopped. */
    STOPPED,
    /** By the user; it can be resumed. */
    INTERRUPTED,
    COMPLETED,
    /** Ended early, as the loss was not finite. */
    DIVERGED;

    /** Its word in tables and on the terminal. */
    public String csv() {
        return name().toLowerCase(Locale.ROOT);
    }
}
