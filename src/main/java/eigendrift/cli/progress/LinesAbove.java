package eigendrift.cli.progress;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Standard error while bars are shown: passes on whole lines, so that messages and the log appear above the bars. */
final class LinesAbove extends OutputStream {

    private final BottomLines bars;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    LinesAbove(BottomLines bars) {
        this.bars = bars;
    }

    @Override
    public synchronized void write(int one) {
        begun.write(one);
        if (one == '\n') {
            handOn();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        begun.write(bytes, from, length);
        if (length > 0 && bytes[from + length - 1] == '\n') {
            handOn();
        }
    }

    /** Writes an unfinished line. */
    @Override
    public synchronized void close() {
        if (begun.size() > 0) {
            write('\n');
        }
    }

    private void handOn() {
        bars.above(begun.toString(StandardCharsets.UTF_8));
        begun.reset();
    }
}
