package eigendrift.recording;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** {@code eigendrift.JournalWrite}: events of a transaction, from handing them over to their being on the disk. */
@Name("eigendrift.JournalWrite")
@Label("Journal Write")
@Category("Eigendrift")
@StackTrace(false)
public final class JournalWrite extends Event {

    @Label("Events")
    private int events;

    @Label("Bytes")
    @DataAmount
    private long bytes;

    private JournalWrite() {}

    public static JournalWrite begun() {
        JournalWrite write = new JournalWrite();
        write.begin();
        return write;
    }

    public void ended(int eventsWritten, long bytesWritten) {
        events = eventsWritten;
        bytes = bytesWritten;
        commit();
    }
}
