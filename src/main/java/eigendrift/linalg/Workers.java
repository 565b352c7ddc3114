package eigendrift.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Threads that a computation may use.
 *
 * <p>The caller of {@link #forEach} takes part in the work and never waits for a task that the executor has not begun,
 * so a busy executor costs time but cannot deadlock. Which thread does which task is not determined; tasks must write
 * to places of their own.
 */
public record Workers(int threads, Executor executor) {

    /** The calling thread alone. */
    public static final Workers SINGLE = new Workers(1, Runnable::run);

    /** Runs {@code task} for 0 .. count − 1 and returns when all are done; throws the first failure it meets. */
    public void forEach(int count, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                task.accept(i);
            }
        };
        List<FutureTask<Void>> helpers = new ArrayList<>();
        for (int t = 1; t < Math.min(threads, count); t++) {
            FutureTask<Void> helper = new FutureTask<>(work, null);
            helpers.add(helper);
            executor.execute(helper);
        }
        FutureTask<Void> own = new FutureTask<>(work, null);
        own.run();
        // By now every task has begun, so a helper that starts now ends at once; a helper that has started does not run
        // twice.
        helpers.forEach(FutureTask::run);
        helpers.add(own);
        helpers.forEach(Workers::join);
    }

    private static void join(FutureTask<Void> part) {
        try {
            part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while computing", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
