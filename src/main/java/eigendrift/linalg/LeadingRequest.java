package eigendrift.linalg;

import java.util.function.BooleanSupplier;

/**
 * Which eigenpairs to find, how exactly, and at what price.
 *
 * @param pairs k, the number of eigenpairs
 * @param tolerance bound on ‖Av − θv‖ / |θ₁|
 * @param maxProducts after this number the solver stops and returns what it has; at least 3k + 3
 * @param cancelled asked before each product; the solver throws {@link java.util.concurrent.CancellationException} on
 *     true
 */
public record LeadingRequest(int pairs, Which which, double tolerance, int maxProducts, BooleanSupplier cancelled) {

    public LeadingRequest {
        if (pairs < 1) {
            throw new IllegalArgumentException("pairs should be at least 1, found pairs = " + pairs);
        }
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException(
                    "tolerance should be in (0, 1), found tolerance = " + tolerance + ".\nMaybe 1e-6");
        }
        if (maxProducts < minProducts(pairs)) {
            throw new IllegalArgumentException("maxProducts should be at least " + minProducts(pairs) + " for " + pairs
                    + " pairs, found maxProducts = " + maxProducts);
        }
    }

    /**
     * Never cancelled, with a limit on products that only an operator reaches on which the solver does not converge.
     */
    public static LeadingRequest of(int pairs, Which which, double tolerance) {
        return new LeadingRequest(pairs, which, tolerance, Math.max(2000, minProducts(pairs)), () -> false);
    }

    /** k to span the space, k to certify, and k + 3 to improve. */
    private static int minProducts(int pairs) {
        return 3 * pairs + 3;
    }
}
