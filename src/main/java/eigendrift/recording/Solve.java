package eigendrift.recording;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** {@code eigendrift.Solve}: leading eigenpairs of an operator, with their certificates. */
@Name("eigendrift.Solve")
@Label("Solve")
@Category("Eigendrift")
@StackTrace(false)
public final class Solve extends Event {

    @Label("Size")
    private int size;

    @Label("Pairs")
    private int pairs;

    @Label("Products")
    private int products;

    @Label("Converged")
    private boolean converged;

    private Solve() {}

    /** A solve for {@code pairs} eigenpairs of an operator on vectors of {@code size} entries begins. */
    public static Solve begun(int size, int pairs) {
        Solve solve = new Solve();
        solve.size = size;
        solve.pairs = pairs;
        solve.begin();
        return solve;
    }

    public void ended(int productsSpent, boolean allConverged) {
        products = productsSpent;
        converged = allConverged;
        commit();
    }
}
