package eigendrift.optimizer;

import eigendrift.config.ClippingConfig;
import eigendrift.linalg.Blas;

/**
 * Bounds gradients before an update sees them: first each entry to ±value, then the norm by g ← min(1, c/(‖g‖ + 1e-6))
 * g (Pascanu, Mikolov and Bengio 2013), as torch.nn.utils.clip_grad_value_ and clip_grad_norm_.
 */
public record Clipping(ClippingConfig bounds) {

    private static final double TINY = 1e-6;

    /** Changes {@code gradient} in place. */
    public void apply(double[] gradient) {
        bounds.value().ifPresent(value -> {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = Math.max(-value, Math.min(value, gradient[i]));
            }
        });
        bounds.norm().ifPresent(norm -> {
            double factor = norm / (Blas.norm(gradient.length, gradient, 0) + TINY);
            if (factor < 1) {
                Blas.scale(gradient.length, factor, gradient, 0);
            }
        });
    }

    /** The objective with its gradients clipped. */
    public Objective apply(Objective objective) {
        return (parameters, gradient) -> {
            double loss = objective.evaluate(parameters, gradient);
            apply(gradient);
            return loss;
        };
    }
}
