package eigendrift.metrics;

import java.util.function.LongSupplier;
import org.apache.pekko.actor.setup.Setup;

/** The clock of {@link ActorMetrics} in place of {@link System#nanoTime}, for an actor system that is made with it. */
final class MetricsClock extends Setup {

    private final LongSupplier nanos;

    MetricsClock(LongSupplier nanos) {
        this.nanos = nanos;
    }

    LongSupplier nanos() {
        return nanos;
    }
}
