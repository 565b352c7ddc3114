package eigendrift.metrics;

import eigendrift.metrics.live.LiveSample.Pool;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread pool whose tasks are measured. Costs three clock readings a task. */
final class MeasuredPool extends AbstractExecutorService {

    private final ExecutorService pool;
    private final PoolMeter meter;

    MeasuredPool(ExecutorService pool, PoolMeter meter) {
        this.pool = pool;
        this.meter = meter;
    }

    Pool sample(String name) {
        return meter.sample(name, pool instanceof ThreadPoolExecutor threads ? threads.getMaximumPoolSize() : 0);
    }

    @Override
    public void execute(Runnable task) {
        Runnable measured = meter.queued(task);
        try {
            pool.execute(measured);
        } catch (RejectedExecutionException e) {
            meter.refused();
            throw e;
        }
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return pool.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return pool.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return pool.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return pool.awaitTermination(timeout, unit);
    }
}
