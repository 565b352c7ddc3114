package eigendrift.linalg;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import eigendrift.natives.NativeLibraries;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.global.openblas_full;

/**
 * Finds the OpenBLAS binary that bytedeco carries and hands it to netlib.
 *
 * <p>Netlib reads the path of the library from a system property once, at first use, so this class must be the first to
 * touch it. OpenBLAS is told to use one thread: this program runs shards of the data in parallel itself. Bytedeco loads
 * two copies of the library and sets the number of threads of the first, {@code openblas_nolapack}; netlib must be
 * given that one, or it runs with as many threads as there are cores.
 */
final class OpenBlas {

    /** Where bytedeco unpacks its libraries, once for all processes. */
    private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

    private static final String NETLIB_LIBRARY = "libnetlibblasjni.so";

    private static final String PATH_PROPERTY = "dev.ludovic.netlib.blas.nativeLibPath";

    /**
     * Held, because a logger that nothing refers to is collected and loses its level. {@link #DESCRIPTION} says what it
     * would log.
     */
    private static final Logger NETLIB_LOG = Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");

    /** Whether the native library was loaded; {@link SymmetricEigen} needs to know. */
    static final boolean LOADED;

    static final String DESCRIPTION;

    /** Whether products of few operations have kernels of their own, which read the operands in place. */
    static final boolean SMALL_KERNELS;

    /** OpenBLAS's names of the processors with 512-bit vectors, the only ones of x86 for which it has such kernels. */
    private static final Set<String> CORES_WITH_SMALL_KERNELS = Set.of("SkylakeX", "Cooperlake", "SapphireRapids");

    private static final BLAS INSTANCE;

    static {
        BLAS instance;
        String description;
        String core = "";
        boolean loaded;
        try {
            if (System.getProperty(CACHE_PROPERTY) == null) {
                NativeLibraries.folder()
                        .ifPresent(folder -> System.setProperty(
                                CACHE_PROPERTY, folder.resolve("openblas").toString()));
            }
            File folder = new File(Loader.load(openblas.class)).getParentFile();
            if (System.getProperty(PATH_PROPERTY) == null) {
                System.setProperty(PATH_PROPERTY, library(folder).getPath());
            }
            openblas.blas_set_num_threads(1);
            NETLIB_LOG.setLevel(Level.OFF);
            instance = NativeBLAS.getInstance();
            forgetUnpacked();
            core = openblas_full.openblas_get_corename().getString();
            description = "OpenBLAS " + openblas.class.getPackage().getImplementationVersion() + " " + core;
            loaded = true;
        } catch (LinkageError | RuntimeException e) {
            instance = JavaBLAS.getInstance();
            description = instance.getClass().getSimpleName() + " (no OpenBLAS: " + reason(e) + ")";
            loaded = false;
        }
        INSTANCE = instance;
        DESCRIPTION = description;
        LOADED = loaded;
        SMALL_KERNELS = CORES_WITH_SMALL_KERNELS.contains(core);
    }

    private OpenBlas() {}

    static BLAS blas() {
        return INSTANCE;
    }

    /**
     * Eigenvalues (ascending, into {@code w}) and unit eigenvectors (row i for w_i, into {@code a}) of a symmetric n x
     * n matrix, by divide and conquer (LAPACK's dsyevd); of {@code a} the upper triangle is read. Needs
     * {@link #LOADED}.
     *
     * @return 0, or LAPACK's code of failure
     */
    static int symmetricEigen(int n, double[] a, double[] w) {
        // Column-major, the upper triangle of rows is the lower one, and eigenvectors are columns.
        return openblas.LAPACKE_dsyevd(openblas.LAPACK_COL_MAJOR, (byte) 'V', (byte) 'L', n, a, n, w);
    }

    /**
     * Netlib unpacks its own library in each process and deletes it at the end, which kill -9 prevents. So this deletes
     * the file at once, where the system lists the files that are mapped into memory: a mapped library needs its file
     * no more.
     */
    private static void forgetUnpacked() {
        try (Stream<String> mapped = Files.lines(Path.of("/proc/self/maps"))) {
            mapped.filter(line -> line.contains("/" + NETLIB_LIBRARY))
                    .map(line -> new File(line.substring(line.indexOf('/'))))
                    .forEach(File::delete);
        } catch (IOException | UncheckedIOException elsewhere) {
            // The file then stays until the process ends.
        }
    }

    private static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return String.valueOf(first.getMessage()).lines().findFirst().orElse("");
    }

    private static File library(File folder) {
        for (String name :
                new String[] {"libopenblas_nolapack.so.0", "libopenblas_nolapack.0.dylib", "libopenblas_nolapack.dll"
                }) {
            File file = new File(folder, name);
            if (file.exists()) {
                return file;
            }
        }
        throw new UnsatisfiedLinkError("no libopenblas_nolapack in " + folder);
    }
}
