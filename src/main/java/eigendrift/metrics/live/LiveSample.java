package eigendrift.metrics.live;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one process has measured so far, and in the last seconds.
 *
 * @param startMillis when the process began, in milliseconds since 1970
 * @param experiment its name in the journal
 * @param url where the process serves its page; empty if it does not
 * @param sampledMillis when this was measured, in milliseconds since 1970
 * @param windowSeconds how long the windows are: ten seconds, or less where the process is younger
 * @param actors by kind
 * @param jobs work on the measuring threads, by kind
 */
public record LiveSample(
        long pid,
        long startMillis,
        String experiment,
        String url,
        long sampledMillis,
        double windowSeconds,
        List<Actors> actors,
        List<Jobs> jobs,
        List<Pool> pools,
        Journal journal,
        Jvm jvm) {

    private static final double MILLIS = 1e3;

    /** Durations since the process began, and in the window. */
    public record Measured(Histogram total, Histogram window) {

        /** The window is everything, until {@link #since} says otherwise. */
        public static Measured of(Histogram total) {
            return new Measured(total, total);
        }

        Measured since(Measured earlier) {
            return new Measured(total, total.since(earlier.total));
        }
    }

    /** A count since the process began, and in the window. */
    public record Counted(long total, long window) {

        public static Counted of(long total) {
            return new Counted(total, total);
        }

        Counted since(Counted earlier) {
            return new Counted(total, total - earlier.total);
        }
    }

    /**
     * The actors of one kind together.
     *
     * @param count how many have a mailbox now
     * @param waiting messages in their mailboxes now
     * @param peak most that ever waited in one mailbox
     * @param failures messages on which an actor threw
     */
    public record Actors(
            String actor,
            int count,
            int waiting,
            int peak,
            long failures,
            Measured mailbox,
            Measured processing,
            List<Messages> messages) {

        Actors since(Actors earlier) {
            return new Actors(
                    actor,
                    count,
                    waiting,
                    peak,
                    failures,
                    mailbox.since(earlier.mailbox),
                    processing.since(earlier.processing),
                    each(messages, earlier.messages, Messages::message, Messages::since));
        }
    }

    /** Messages of one type to actors of one kind. */
    public record Messages(String message, long failures, Measured mailbox, Measured processing) {

        Messages since(Messages earlier) {
            return new Messages(
                    message, failures, mailbox.since(earlier.mailbox), processing.since(earlier.processing));
        }
    }

    /**
     * Work of one kind on the measuring threads.
     *
     * @param queued waiting now, for a grant or for a thread
     * @param running now
     * @param threads that those running were granted
     * @param threadSeconds seconds times threads of all that have ended
     * @param waiting from the request to the beginning
     * @param working from the beginning to the end
     */
    public record Jobs(
            String kind,
            int queued,
            int running,
            int threads,
            double threadSeconds,
            Measured waiting,
            Measured working) {

        Jobs since(Jobs earlier) {
            return new Jobs(
                    kind,
                    queued,
                    running,
                    threads,
                    threadSeconds,
                    waiting.since(earlier.waiting),
                    working.since(earlier.working));
        }
    }

    /**
     * A thread pool.
     *
     * @param size threads that it may have
     * @param busy threads that work now
     * @param queued tasks that wait now
     */
    public record Pool(String pool, int size, int busy, int queued, Measured waiting, Measured working) {

        Pool since(Pool earlier) {
            return new Pool(pool, size, busy, queued, waiting.since(earlier.waiting), working.since(earlier.working));
        }
    }

    /** @param writing from the request to write events to their being on the disk */
    public record Journal(Measured writing, List<Events> events) {

        Journal since(Journal earlier) {
            return new Journal(
                    writing.since(earlier.writing), each(events, earlier.events, Events::kind, Events::since));
        }
    }

    /** @param bytes of the events' payloads */
    public record Events(String kind, Counted count, Counted bytes) {

        Events since(Events earlier) {
            return new Events(kind, count.since(earlier.count), bytes.since(earlier.bytes));
        }
    }

    /**
     * @param heapMax −1 if there is no limit
     * @param cpuSeconds of all threads of the process
     * @param collecting pauses of the garbage collector
     */
    public record Jvm(long heapUsed, long heapCommitted, long heapMax, double cpuSeconds, Measured collecting) {

        Jvm since(Jvm earlier) {
            return new Jvm(heapUsed, heapCommitted, heapMax, cpuSeconds, collecting.since(earlier.collecting));
        }
    }

    /** The same with the window that began with {@code earlier}, a former sample of the same process. */
    public LiveSample since(LiveSample earlier) {
        return new LiveSample(
                pid,
                startMillis,
                experiment,
                url,
                sampledMillis,
                (sampledMillis - earlier.sampledMillis) / MILLIS,
                each(actors, earlier.actors, Actors::actor, Actors::since),
                each(jobs, earlier.jobs, Jobs::kind, Jobs::since),
                each(pools, earlier.pools, Pool::pool, Pool::since),
                journal.since(earlier.journal),
                jvm.since(earlier.jvm));
    }

    /** Each row since its former state; a row that is new stays as it is. */
    private static <R> List<R> each(List<R> rows, List<R> earlier, Function<R, String> key, BiFunction<R, R, R> since) {
        Map<String, R> former = earlier.stream().collect(Collectors.toMap(key, row -> row));
        return rows.stream()
                .map(row -> former.containsKey(key.apply(row)) ? since.apply(row, former.get(key.apply(row))) : row)
                .toList();
    }
}
