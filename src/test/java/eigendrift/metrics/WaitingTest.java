package eigendrift.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import eigendrift.metrics.live.Histogram;
import eigendrift.metrics.live.LiveSample;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting times of work whose lengths are known, by a clock that only the work moves. */
@Timeout(60)
class WaitingTest {

    /** A histogram's step is 1/8 of its value wide. */
    private static final double STEP = 1. / 8;

    private final AtomicLong clock = new AtomicLong();

    private void pass(long millis) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private sealed interface Command {
        record Hold(CountDownLatch held, CountDownLatch free) implements Command {}

        record Work(CountDownLatch done) implements Command {}
    }

    private Behavior<Command> worker() {
        return Behaviors.receive(Command.class)
                .onMessage(Command.Hold.class, hold -> {
                    hold.held.countDown();
                    hold.free.await();
                    return Behaviors.same();
                })
                .onMessage(Command.Work.class, work -> {
                    pass(10);
                    work.done.countDown();
                    return Behaviors.same();
                })
                .build();
    }

    /** They wait 0, 10, 20 ... 990 ms. */
    @Test
    void messagesWaitForThoseBeforeThem() throws Exception {
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(),
                "waiting",
                ActorSystemSetup.create(BootstrapSetup.create(ConfigFactory.load()), new MetricsClock(clock::get)));
        ActorTestKit kit = ActorTestKit.create(system);
        try {
            ActorRef<Command> actor = kit.spawn(
                    MeasuringInterceptor.measured(worker()),
                    "worker",
                    Props.empty().withMailboxFromConfig("eigendrift.mailbox"));
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch free = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(100);
            actor.tell(new Command.Hold(held, free));
            held.await();
            IntStream.range(0, 100).forEach(i -> actor.tell(new Command.Work(done)));
            free.countDown();
            done.await();

            LiveSample.Messages work = ActorMetrics.of(system).sample("", "").actors().get(0).messages().stream()
                    .filter(row -> row.message().equals("Work"))
                    .findFirst()
                    .orElseThrow();
            assertThat(work.mailbox().total().count()).isEqualTo(100);
            assertThat(work.mailbox().total().meanSeconds()).isCloseTo(.495, within(1e-9));
            assertThat(work.mailbox().total().maxSeconds()).isCloseTo(.99, within(1e-9));
            assertThat(work.mailbox().total().quantileSeconds(.5)).isCloseTo(.49, within(.49 * STEP));
        } finally {
            kit.shutdownTestKit();
        }
    }

    /** Two tasks at a time pass 100 ms together, so that the pairs wait 0, 100, 200 and 300 ms. */
    @Test
    void tasksWaitForAThread() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        MeasuredPool pool = new MeasuredPool(threads, new PoolMeter(clock::get));
        CyclicBarrier together = new CyclicBarrier(2, () -> pass(100));
        CountDownLatch submitted = new CountDownLatch(1);
        IntStream.range(0, 8)
                .forEach(i -> pool.execute(() -> {
                    try {
                        submitted.await();
                        together.await();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }));
        submitted.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        LiveSample.Pool sample = pool.sample("measuring");
        assertThat(sample.size()).isEqualTo(2);
        assertThat(sample.busy()).isZero();
        assertThat(sample.queued()).isZero();
        assertThat(seconds(sample.waiting().total()))
                .usingElementComparator((a, b) -> Math.abs(a - b) <= STEP * b ? 0 : Double.compare(a, b))
                .containsExactly(0., 0., .1, .1, .2, .2, .3, .3);
        assertThat(sample.waiting().total().totalSeconds()).isCloseTo(1.2, within(1e-9));
        assertThat(sample.working().total().totalSeconds()).isCloseTo(.8, within(1e-9));
    }

    private static List<Double> seconds(Histogram durations) {
        int count = (int) durations.count();
        return IntStream.rangeClosed(1, count)
                .mapToObj(rank -> durations.quantileSeconds((double) rank / count))
                .toList();
    }

    @Test
    void jobsWaitFromTheRequestAndCountTheirThreads() {
        JobMeter draws = new JobMeter(clock::get);
        JobMeter.Ticket first = draws.queued();
        JobMeter.Ticket second = draws.queued();
        pass(50);
        String said = first.run(3, () -> {
            assertThat(draws.sample("draw").running()).isEqualTo(1);
            assertThat(draws.sample("draw").queued()).isEqualTo(1);
            assertThat(draws.sample("draw").threads()).isEqualTo(3);
            pass(200);
            return "done";
        });
        assertThat(said).isEqualTo("done");
        second.run(1, () -> {
            pass(100);
            return null;
        });

        LiveSample.Jobs jobs = draws.sample("draw");
        assertThat(DoubleStream.of(jobs.queued(), jobs.running(), jobs.threads())
                        .sum())
                .isZero();
        assertThat(jobs.waiting().total().totalSeconds()).isCloseTo(.05 + .25, within(1e-9));
        assertThat(jobs.waiting().total().maxNanos())
                .isEqualTo(Duration.ofMillis(250).toNanos());
        assertThat(jobs.working().total().totalSeconds()).isCloseTo(.3, within(1e-9));
        assertThat(jobs.threadSeconds()).isCloseTo(3 * .2 + .1, within(1e-9));
    }
}
