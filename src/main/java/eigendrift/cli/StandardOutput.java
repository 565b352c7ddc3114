package eigendrift.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Standard output that remembers why a write failed, which {@link PrintStream} forgets: a command whose output is lost
 * must not end as if it had been read.
 */
final class StandardOutput extends FilterOutputStream {

    private IOException failure;

    StandardOutput(OutputStream out) {
        super(out);
    }

    /** Replaces {@code System.out}. */
    static StandardOutput install() {
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(output, false, charset("stdout")));
        return output;
    }

    /** The charset of a stream as the launcher sets it, which is UTF-8. */
    static Charset charset(String stream) {
        String name = System.getProperty(stream + ".encoding", System.getProperty("sun." + stream + ".encoding"));
        return name == null ? Charset.defaultCharset() : Charset.forName(name);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /**
     * The exit code of a command that ended with {@code code}: that code if it is a failure, otherwise the code for
     * lost output if writing failed. A reader that closes the pipe early, such as {@code head}, is not reported.
     */
    int ended(int code) {
        System.out.flush();
        if (failure == null) {
            return code;
        }
        int why = ExitCodes.of(failure);
        if (why != ExitCodes.CLOSED_PIPE) {
            System.err.println("eigendrift: cannot write standard output: " + failure.getMessage()
                    + ".\nMaybe send it elsewhere; what is in the journal is kept.");
        }
        return code == ExitCodes.OK ? why : code;
    }
}
