package eigendrift.metrics;

import com.typesafe.config.Config;
import org.apache.pekko.dispatch.RequiresMessageQueue;
import org.apache.pekko.persistence.jdbc.journal.JdbcAsyncWriteJournal;
import scala.PartialFunction;
import scala.runtime.BoxedUnit;

/**
 * The JDBC journal, measured as an actor.
 *
 * <p>Bound by name: {@code jdbc-journal.class}. Its mailbox is a {@link MeasuringMailbox} where
 * {@code pekko.actor.mailbox.requirements} binds that to {@link MeasuringMailbox.MeasuringQueue}.
 */
public final class MeasuringJournal extends JdbcAsyncWriteJournal
        implements RequiresMessageQueue<MeasuringMailbox.MeasuringQueue> {

    private final MeasuredActor actor;

    /** Called by Pekko. */
    public MeasuringJournal(Config config) {
        super(config);
        actor = ActorMetrics.of(context().system()).actor(self().path());
    }

    @Override
    public void aroundReceive(PartialFunction<Object, BoxedUnit> receive, Object message) {
        long start = System.nanoTime();
        try {
            super.aroundReceive(receive, message);
        } finally {
            actor.processed(message, System.nanoTime() - start);
        }
    }
}
