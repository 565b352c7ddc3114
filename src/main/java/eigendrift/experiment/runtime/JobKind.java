package eigendrift.experiment.runtime;

import java.util.Locale;

/** Work on the measuring threads. */
public enum JobKind {
    /** Everything that a probe measures at a checkpoint. */
    SPECTRUM(true),
    /** A tracker compares a spectrum with earlier ones. */
    COMPARISON(true),
    /** Mean squares of a Hessian's blocks, from which draws are made. */
    BLOCKS(false),
    /** A draw of a null model. */
    DRAW(false),
    /** Draws are compared with what was observed. */
    SUMMARY(false);

    private final boolean urgent;

    JobKind(boolean urgent) {
        this.urgent = urgent;
    }

    /** Whether it goes before those that are not: spectra do, draws of a null model do not. */
    boolean urgent() {
        return urgent;
    }

    /** In lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
