package eigendrift.journal;

import eigendrift.experiment.following.JournalEvent;
import java.time.Instant;

/** An event as stored in the journal. */
public record StoredEvent(EventHead head, JournalEvent event) {

    public long ordering() {
        return head.ordering();
    }

    public String persistenceId() {
        return head.persistenceId();
    }

    public long sequenceNumber() {
        return head.sequenceNumber();
    }

    public Instant written() {
        return head.written();
    }

    public String manifest() {
        return head.manifest();
    }
}
