package eigendrift.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;

/**
 * Standard error that bypasses the launcher's filter.
 *
 * <p>The JVM warns at each start that a module is incubating, and has no option against it. So the launcher filters the
 * JVM's standard error and passes the real one as another descriptor. The program writes to that one, so its output,
 * such as part of a progress bar, is not held back by the filter.
 */
final class StandardError {

    /** Number of the descriptor, set by the launcher. */
    private static final String DESCRIPTOR = "eigendrift.stderr";

    private StandardError() {}

    /** Replaces {@code System.err}, if the launcher passes a descriptor and opens {@code java.io}. */
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
            // Then all output goes through the filter, line by line.
        }
    }
}
