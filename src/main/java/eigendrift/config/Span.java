package eigendrift.config;

/** A length of training, {@code 5 epochs} or {@code 200 steps}. */
public sealed interface Span {

    record Epochs(int count) implements Span {}

    record Steps(long count) implements Span {}

    /** As it is written, such as {@code 5 epochs}. */
    default String text() {
        long count = this instanceof Epochs epochs ? epochs.count() : ((Steps) this).count();
        return count + (this instanceof Epochs ? " epoch" : " step") + (count == 1 ? "" : "s");
    }

    /** This span in steps, where one epoch has {@code stepsPerEpoch}. */
    default long steps(long stepsPerEpoch) {
        if (this instanceof Epochs epochs) {
            return Math.multiplyExact(epochs.count(), stepsPerEpoch);
        }
        return ((Steps) this).count();
    }
}
