package eigendrift.experiment;

import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.runtime.ActorInstrumentation;
import eigendrift.experiment.runtime.ActorStatistics;
import eigendrift.experiment.training.Trainer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Holds the trainers at a turn of theirs, counted over all, until the interruption is journaled. */
final class HeldTrainer implements ActorInstrumentation {

    private final int turn;
    private final Supplier<List<JournalEvent>> experiment;
    private final AtomicInteger turns = new AtomicInteger();
    private final CountDownLatch reached = new CountDownLatch(1);

    HeldTrainer(int turn, Supplier<List<JournalEvent>> experiment) {
        this.turn = turn;
        this.experiment = experiment;
    }

    /** Until a trainer is held. */
    void await() {
        try {
            if (!reached.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the trainers have only " + turns + " turns");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void hold() {
        if (turns.incrementAndGet() == turn) {
            reached.countDown();
            while (!experiment.get().contains(new Experiment.Cancelled())) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    @Override
    public <T> Behavior<T> around(Behavior<T> behavior) {
        return Behaviors.intercept(() -> new Interceptor<>(this), behavior);
    }

    @Override
    public List<ActorStatistics> statistics() {
        return List.of();
    }

    private static final class Interceptor<T> extends BehaviorInterceptor<T, T> {

        private final HeldTrainer held;

        @SuppressWarnings("unchecked")
        Interceptor(HeldTrainer held) {
            super((Class<T>) Object.class);
            this.held = held;
        }

        @Override
        public Behavior<T> aroundReceive(TypedActorContext<T> context, T message, ReceiveTarget<T> target) {
            if (message instanceof Trainer.Command
                    && message.getClass().getSimpleName().equals("Train")) {
                held.hold();
            }
            return target.apply(context, message);
        }
    }
}
