package eigendrift.journal;

import eigendrift.experiment.following.Patience;
import eigendrift.metrics.MeasuringJournalDao;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.NotUsed;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.scaladsl.Source;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.collection.immutable.Set;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * Writes again what a database that was away has not taken, so that an actor sees a slow write and no failure; what
 * recovery reads, it reads again too. Whether the first attempt was committed before the connection broke is not known:
 * where its events are found, written by the same actor, it was.
 *
 * <p>Bound by name: {@code jdbc-journal.dao}.
 */
public final class PatientJournalDao extends MeasuringJournalDao {

    /** An event of this number is there already; SQLite says it in words. */
    private static final String DUPLICATE = "23505";

    private static final String DUPLICATE_IN_SQLITE = "SQLITE_CONSTRAINT";

    private final Materializer materializer;
    private final Patience.Said said = new Patience.Said();

    /** Called by Pekko. */
    public PatientJournalDao(
            JdbcBackend.JdbcDatabaseDef database,
            JdbcProfile profile,
            JournalConfig config,
            Serialization serialization,
            ExecutionContext executor,
            Materializer materializer) {
        super(database, profile, config, serialization, executor, materializer);
        this.materializer = materializer;
    }

    @Override
    public Future<BoxedUnit> writeJournalRows(Seq<Tuple2<JournalPekkoSerializationRow, Set<String>>> rows) {
        AtomicBoolean again = new AtomicBoolean();
        return FutureConverters.asScala(Patience.OF_A_RUN.attempt(() -> attempt(rows, again.getAndSet(true)), said));
    }

    @Override
    public Future<Object> highestSequenceNr(String persistenceId, long from) {
        return FutureConverters.asScala(Patience.OF_A_RUN.attempt(
                () -> FutureConverters.asJava(super.highestSequenceNr(persistenceId, from)), said));
    }

    /** Recovery asks for a few at a time, so that an attempt may hold them all. */
    @Override
    public Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> messages(
            String persistenceId, long from, long to, long most) {
        return org.apache.pekko.stream.javadsl.Source.completionStage(Patience.OF_A_RUN.attempt(
                        () -> super.messages(persistenceId, from, to, most)
                                .asJava()
                                .runWith(Sink.seq(), materializer),
                        said))
                .mapConcat(events -> events)
                .asScala();
    }

    private CompletionStage<BoxedUnit> attempt(
            Seq<Tuple2<JournalPekkoSerializationRow, Set<String>>> rows, boolean again) {
        CompletionStage<BoxedUnit> written = FutureConverters.asJava(write(rows));
        return again
                ? written.exceptionallyCompose(failure -> isDuplicate(failure)
                        ? requireOwn(rows.head()._1(), failure)
                        : CompletableFuture.failedStage(failure))
                : written;
    }

    private Future<BoxedUnit> write(Seq<Tuple2<JournalPekkoSerializationRow, Set<String>>> rows) {
        return super.writeJournalRows(rows);
    }

    /** All rows were one transaction, so that the first stands for all. */
    private CompletionStage<BoxedUnit> requireOwn(JournalPekkoSerializationRow row, Throwable failure) {
        long number = row.sequenceNumber();
        return messages(row.persistenceId(), number, number, 1)
                .asJava()
                .runWith(Sink.headOption(), materializer)
                .thenCompose(found ->
                        found.isPresent() && found.get().get()._1().writerUuid().equals(row.writer())
                                ? CompletableFuture.completedStage(BoxedUnit.UNIT)
                                : CompletableFuture.failedStage(failure));
    }

    private static boolean isDuplicate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e
                    && (DUPLICATE.equals(e.getSQLState())
                            || String.valueOf(e.getMessage()).contains(DUPLICATE_IN_SQLITE))) {
                return true;
            }
        }
        return false;
    }
}
