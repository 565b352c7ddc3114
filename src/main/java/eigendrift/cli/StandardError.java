package eigendrift.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;

/**
 * Standard error past the launcher's filter.
 *
 * <p>The JVM says at each start that a module incubates, and has no option to leave it at that. So the launcher puts a
 * filter behind the JVM's standard error, and passes the real one as another descriptor, which is ours: what the
 * program says, such as half a line of a progress bar, goes there as it comes.
 */
final class StandardError {

    /** Number of the descriptor, set by the launcher. */
    private static final String DESCRIPTOR = "eigendrift.stderr";

    private StandardError() {}

    /** Stands in for {@code System.err} from now on, if the launcher says so and opens {@code java.io}. */
    static void install() {
        Integer number = Integer.getInteger(DESCRIPTOR);
        if (number == null) {
            return;
        }
        try {
            Constructor<FileDescriptor> constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            FileOutputStream out = new FileOutputStream(constructor.newInstance(number));
            System.setErr(new PrintStream(out, true, StandardOutput.charset("stderr")));
        } catch (ReflectiveOperationException | RuntimeException closed) {
            // Then all goes through the filter, line by line.
        }
    }
}
