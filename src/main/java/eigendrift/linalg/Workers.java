package eigendrift.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Threads that a computation may use.
 *
 * <p>Who calls {@link #forEach} takes part in the work, so {@code threads = 1} needs no executor and cannot deadlock. Which
 * thread does which task is not determined; tasks must write to places of their own.
 */
public record Workers(int threads, Executor executor) {

    /** The calling thread alone. */
    public static final Workers SINGLE = new Workers(1, Runnable::run);

    /** Runs {@code task} for 0 .. count − 1 and returns when all are done. */
    public void forEach(int count, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                task.accept(i);
            }
        };
        List<CompletableFuture<Void>> helpers = new ArrayList<>();
        for (int t = 1; t < Math.min(threads, count); t++) {
            helpers.add(CompletableFuture.runAsync(worker, executor));
        }
        RuntimeException failure = null;
        try {
            worker.run();
        } catch (RuntimeException e) {
            failure = e;
        }
        for (CompletableFuture<Void> helper : helpers) {
            try {
                helper.join();
            } catch (CompletionException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
