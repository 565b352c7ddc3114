package eigendrift.optimizer;

/** The loss of the batch of one update, for rules that evaluate it at other points than the present weights. */
@FunctionalInterface
public interface Objective {

    /**
     * The loss at {@code parameters} (length n, read).
     *
     * @param gradient its gradient there, length n, written
     */
    double evaluate(double[] parameters, double[] gradient);
}
