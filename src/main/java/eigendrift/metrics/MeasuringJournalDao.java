package eigendrift.metrics;

import eigendrift.recording.JournalWrite;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.journal.dao.DefaultJournalDao;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * Writes events as the JDBC journal does, and measures how long a write takes until it is on the disk, with the events
 * and bytes of each kind. Slick keeps the meters of its connection pool to itself.
 *
 * <p>Bound by name: {@code jdbc-journal.dao}. A kind is what comes before the colon of an event's manifest.
 */
public class MeasuringJournalDao extends DefaultJournalDao {

    private final JournalMeter meter;

    /** Called by Pekko. */
    public MeasuringJournalDao(
            JdbcBackend.JdbcDatabaseDef database,
            JdbcProfile profile,
            JournalConfig config,
            Serialization serialization,
            ExecutionContext executor,
            Materializer materializer) {
        super(database, profile, config, serialization, executor, materializer);
        meter = ActorMetrics.of(materializer.system()).journal();
    }

    @Override
    public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> writes) {
        long start = System.nanoTime();
        return super.asyncWriteMessages(writes)
                .map(
                        results -> {
                            meter.wrote(System.nanoTime() - start);
                            return results;
                        },
                        ExecutionContext.parasitic$.MODULE$);
    }

    /** Counts before the writer is told, so that what an actor knows to be written is counted. */
    @Override
    public Future<BoxedUnit> writeJournalRows(
            Seq<Tuple2<JournalPekkoSerializationRow, scala.collection.immutable.Set<String>>> rows) {
        JournalWrite write = JournalWrite.begun();
        return super.writeJournalRows(rows)
                .map(
                        done -> {
                            write.ended(rows.size(), count(rows));
                            return done;
                        },
                        ExecutionContext.parasitic$.MODULE$);
    }

    /** @return bytes of all */
    private long count(Seq<Tuple2<JournalPekkoSerializationRow, scala.collection.immutable.Set<String>>> rows) {
        long bytes = 0;
        for (var row : CollectionConverters.asJava(rows)) {
            int length = row._1().eventPayload().length;
            meter.event(kind(row._1().eventSerManifest()), length);
            bytes += length;
        }
        return bytes;
    }

    private static String kind(String manifest) {
        int colon = manifest.lastIndexOf(':');
        return colon < 0 ? manifest : manifest.substring(0, colon);
    }
}
