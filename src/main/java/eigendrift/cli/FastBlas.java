package eigendrift.cli;

import eigendrift.linalg.Blas;

/** Whether matrix products are as fast as this program means them to be. */
public final class FastBlas {

    private FastBlas() {}

    /** Says on standard error that they are not; nothing where they are. */
    public static void warnUnless() {
        if (!Blas.isFast()) {
            System.err.println(
                    "eigendrift: matrix products are slow, without OpenBLAS: " + Blas.implementation()
                            + ", temporary folder = " + System.getProperty("java.io.tmpdir")
                            + ".\nMaybe name a folder in which programs may be executed: EIGENDRIFT_OPTS=-Djava.io.tmpdir=DIR.");
        }
    }
}
