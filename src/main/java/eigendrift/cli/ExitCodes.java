package eigendrift.cli;

import eigendrift.config.ConfigException;
import eigendrift.dashboard.PortTakenException;
import eigendrift.experiment.following.JournalReadException;
import eigendrift.files.DataException;
import eigendrift.journal.JournalAccessException;
import eigendrift.journal.JournalDamagedException;
import eigendrift.journal.JournalFullException;
import eigendrift.journal.JournalLockedException;
import eigendrift.journal.JournalUnreachableException;
import eigendrift.report.export.OutputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Exit codes, and which failure means which. */
final class ExitCodes {

    static final int OK = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;
    static final int DIVERGED = 3;
    static final int JOURNAL_DAMAGED = 4;
    static final int JOURNAL_LOCKED = 5;
    static final int DISK_FULL = 6;
    static final int UNREACHABLE = 7;
    static final int HUNG_UP = 129;
    static final int INTERRUPTED = 130;
    static final int TERMINATED = 143;

    /** 128 and the number of SIGPIPE, as other programs end. */
    static final int CLOSED_PIPE = 141;

    /** The operating system's message for a closed pipe. */
    private static final String CLOSED = "Broken pipe";

    private ExitCodes() {}

    static int onUsage(CommandLine.ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        line.getErr().println("eigendrift: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr());
        line.getErr().println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
        return USAGE;
    }

    static int onFailure(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        int code = of(failure);
        if (code == CLOSED_PIPE) {
            return code;
        }
        if (code == FAILURE && failure.getCause() instanceof OutputException output) {
            return onFailure(output, line, parsed);
        }
        Throwable told = code == FAILURE ? failure : decisive(failure);
        line.getErr().println("eigendrift: " + where(failure) + message(told));
        if (code == FAILURE && !(failure instanceof OutputException)) {
            LoggerFactory.getLogger(Main.class).error("failure", failure);
        }
        return code;
    }

    static int onOutOfMemory(PrintWriter err) {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        err.println("eigendrift: expected to fit into memory, found the heap of " + heap + " MiB full.\n"
                + "Maybe set EIGENDRIFT_OPTS=-Xmx" + 2 * heap + "m, or ask for less: data.samples, network.hidden,"
                + " probe.eigenpairs.");
        return FAILURE;
    }

    /** The exit code of the first cause that has a code of its own. */
    static int of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            int code = ofItself(cause);
            if (code != FAILURE) {
                return code;
            }
        }
        return FAILURE;
    }

    private static Throwable decisive(Throwable failure) {
        Throwable cause = failure;
        while (ofItself(cause) == FAILURE) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static int ofItself(Throwable failure) {
        if (failure instanceof ConfigException
                || failure instanceof DataException
                || failure instanceof PortTakenException
                || failure instanceof JournalAccessException) {
            return USAGE;
        }
        if (failure instanceof JournalLockedException || failure instanceof SQLException e && has(e, "SQLITE_BUSY")) {
            return JOURNAL_LOCKED;
        }
        if (failure instanceof JournalUnreachableException) {
            return UNREACHABLE;
        }
        if (failure instanceof IOException && CLOSED.equals(failure.getMessage())) {
            return CLOSED_PIPE;
        }
        if (diskFull(failure)) {
            return DISK_FULL;
        }
        if (failure instanceof JournalDamagedException) {
            return failure.getCause() != null && diskFull(failure.getCause()) ? DISK_FULL : JOURNAL_DAMAGED;
        }
        return failure instanceof SQLException e && (has(e, "SQLITE_CORRUPT") || has(e, "SQLITE_NOTADB"))
                ? JOURNAL_DAMAGED
                : FAILURE;
    }

    private static boolean has(SQLException failure, String code) {
        return String.valueOf(failure.getMessage()).contains(code);
    }

    private static boolean diskFull(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof JournalFullException
                || failure instanceof SQLException && message.contains("SQLITE_FULL")
                || failure instanceof FileSystemException && message.contains("No space left on device")
                || failure instanceof IOException && message.contains("No space left on device");
    }

    /** What an actor was reading when it failed, if that is known. */
    private static String where(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JournalReadException) {
                return cause.getMessage() + ": ";
            }
        }
        return "";
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
