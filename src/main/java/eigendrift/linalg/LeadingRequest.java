package eigendrift.linalg;

/**
 * Which eigenpairs to find, how exactly, and at what price.
 *
 * @param pairs k, the number of eigenpairs
 * @param tolerance bound on ‖Av − θv‖ / |θ₁|
 * @param maxProducts after which to stop and hand over what there is; at least 3k + 3
 */
public record LeadingRequest(int pairs, Which which, double tolerance, int maxProducts) {

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

    /** With a limit on products that only a hopeless case meets. */
    public static LeadingRequest of(int pairs, Which which, double tolerance) {
        return new LeadingRequest(pairs, which, tolerance, Math.max(2000, minProducts(pairs)));
    }

    /** k to span the space, k to certify, and k + 3 to improve. */
    private static int minProducts(int pairs) {
        return 3 * pairs + 3;
    }
}
