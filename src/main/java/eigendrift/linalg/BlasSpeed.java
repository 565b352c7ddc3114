package eigendrift.linalg;

import java.util.Optional;

/** Whether matrix products are as fast as this program means them to be. */
public final class BlasSpeed {

    private BlasSpeed() {}

    /** Says that they are not, and what to do; empty where they are. */
    public static Optional<String> warning() {
        return Blas.isFast()
                ? Optional.empty()
                : Optional.of("eigendrift: matrix products are slow, without OpenBLAS: " + Blas.implementation()
                        + ", temporary folder = " + System.getProperty("java.io.tmpdir")
                        + ".\nMaybe name a folder in which programs may be executed:"
                        + " EIGENDRIFT_OPTS=-Djava.io.tmpdir=DIR.");
    }
}
