package eigendrift.journal;

import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.training.Trainer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes an experiment of large events that nobody has trained, for what is done with journals as such. */
public final class LargeExperiment {

    private static final int SERIALIZER = new EventSerializer().identifier();

    private static final Trainer.Diverged DIVERGED = new Trainer.Diverged(1, 1, "x".repeat(1 << 20));

    private LargeExperiment() {}

    /** @param megabytes how many events of a megabyte each */
    public static void write(Storage storage, String id, int megabytes) throws SQLException {
        List<RawEvent> events = new ArrayList<>();
        for (RawEvent event : samples(id)) {
            events.add(event);
        }
        String actor = PersistenceIds.trainer(id, "large").id();

        for (int i = 1; i <= megabytes; i++) {
            events.add(new RawEvent(
                    actor,
                    i,
                    "writer",
                    i,
                    "",
                    SERIALIZER,
                    EventCodecs.manifest(DIVERGED),
                    EventCodecs.write(DIVERGED)));
        }
        write(storage, id, events);
    }

    /** One event of each kind, as if one actor had written them all. */
    static List<RawEvent> samples(String id) {
        List<RawEvent> events = new ArrayList<>();
        SampleEvents.all()
                .forEach(event -> events.add(new RawEvent(
                        PersistenceIds.experiment(id).id(),
                        events.size() + 1L,
                        "writer",
                        events.size(),
                        "",
                        SERIALIZER,
                        EventCodecs.manifest(event),
                        EventCodecs.write(event))));
        return events;
    }

    static void write(Storage storage, String id, List<RawEvent> events) throws SQLException {
        storage.create();
        try (Connection connection = storage.openToWrite();
                ExperimentTransfer.Writer writer = new ExperimentTransfer.Writer(storage, connection, id)) {
            events.forEach(writer::write);
            connection.commit();
        }
    }
}
