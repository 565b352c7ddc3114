package eigendrift.spectrum;

import java.util.List;

/**
 * Leading eigenpairs in the order of the request (largest first for largest algebraic), then its buffer.
 *
 * @param pairs at most as many as asked for; fewer where n is smaller
 * @param products Hessian-vector products spent, certificates included
 * @param converged whether every residual holds the tolerance, and no eigenvalue was seen that leads and is missing
 */
public record Spectrum(List<Eigenpair> pairs, int products, boolean converged) {
    public Spectrum {
        pairs = List.copyOf(pairs);
    }
}
