package eigendrift.study;

import java.util.Locale;

/** Where two runs are compared. */
public enum Matching {
    /** Over the same steps. */
    STEP,
    /** At the first checkpoints with a training loss that both reach. */
    LOSS;

    /** Its word in tables. */
    public String csv() {
        return name().toLowerCase(Locale.ROOT);
    }
}
