package eigendrift.metrics;

import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;
import org.apache.pekko.dispatch.ThreadPoolExecutorConfigurator;

/**
 * The thread pool of a dispatcher, with its tasks measured: how long each waits for a thread and works.
 *
 * <p>Bound by name: {@code executor = "eigendrift.metrics.MeasuringExecutor"} in place of {@code thread-pool-executor},
 * whose section it reads. {@link ActorMetrics} finds the pools of all dispatchers in {@code eigendrift.dispatchers}.
 */
public final class MeasuringExecutor extends ExecutorServiceConfigurator {

    private final ThreadPoolExecutorConfigurator pool;

    /** Outlives the threads: a dispatcher without work gives them up, and later makes new ones. */
    private final PoolMeter meter = new PoolMeter(System::nanoTime);

    /** Called by Pekko. */
    public MeasuringExecutor(Config dispatcher, DispatcherPrerequisites prerequisites) {
        super(dispatcher, prerequisites);
        pool = new ThreadPoolExecutorConfigurator(dispatcher.getConfig("thread-pool-executor"), prerequisites);
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
        ExecutorServiceFactory unmeasured = pool.createExecutorServiceFactory(id, threads);
        return () -> new MeasuredPool(unmeasured.createExecutorService(), meter);
    }
}
