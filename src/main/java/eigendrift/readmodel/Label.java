package eigendrift.readmodel;

import java.util.Locale;

/** How a vector is followed from one time to another; rows of a table stand in this order. */
public enum Label {
    /** The vector itself, through changes of rank. */
    IDENTITY,
    /** Whichever vector has the i-th eigenvalue at each time. */
    RANK;

    /** Its word in tables. */
    public String csv() {
        return name().toLowerCase(Locale.ROOT);
    }
}
