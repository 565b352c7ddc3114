package eigendrift.linalg;

import java.util.Optional;

/** A warning where matrix products are slow, for want of OpenBLAS. */
public final class BlasSpeed {

    private BlasSpeed() {}

    /** Says that products are slow and what to do; empty where they are fast. */
    public static Optional<String> warning() {
        return Blas.isFast()
                ? Optional.empty()
                : Optional.of("eigendrift: matrix products are slow, without OpenBLAS: " + Blas.implementation()
                        + ", temporary folder = " + System.getProperty("java.io.tmpdir")
                        + ".\nMaybe name a folder in which programs may be executed:"
                        + " EIGENDRIFT_OPTS=-Djava.io.tmpdir=DIR.");
    }
}
