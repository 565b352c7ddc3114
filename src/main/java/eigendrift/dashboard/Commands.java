package eigendrift.dashboard;

import java.util.Locale;

/** What takes commands for the experiment of this process. */
public interface Commands {

    /** None changes a number of the experiment. */
    enum Command {
        /** Withholds the next slices of training. */
        PAUSE,
        CONTINUE,
        /** Has every run take a checkpoint beyond its schedule, which the probe skips. */
        CHECKPOINT,
        /** As Ctrl-C does. */
        STOP;

        /** Its word in requests. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The id of the experiment. */
    String experiment();

    /** Passes the command on and does not wait for its effect. */
    void carryOut(Command command);
}
