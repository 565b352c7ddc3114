package eigendrift.optimizer;

import eigendrift.config.UpdateRule;
import eigendrift.network.ParameterLayout;
import java.util.List;

/**
 * Momentum made orthogonal, for weight matrices (Jordan 2024); biases follow AdamW.
 *
 * <p>For each matrix W of r rows and c columns, with momentum μ and weight decay w: B ← μ B + G; O = orthogonal(G + μ
 * B), or orthogonal(B) without Nesterov; W ← (1 − η w) W − η √max(1, r/c) O, where {@link Orthogonal} brings all
 * singular values near 1. All matrices, the first and last and those of one row or column included. Biases: AdamW with
 * the rate η times a ratio. 10 r c min(r, c) multiplications a matrix for each of 5 iterations.
 */
final class Muon extends StatefulOptimizer {

    private final UpdateRule.Muon rule;
    private final List<ParameterLayout.Parameter> parameters;
    private final double[] momentum = vector("momentum");
    private final double[] first = vector("first-moment");
    private final double[] second = vector("second-moment");
    private final Orthogonal orthogonal;
    private final double[] direction;

    Muon(UpdateRule.Muon rule, ParameterLayout layout) {
        super(rule, layout.size());
        this.rule = rule;
        this.parameters = layout.parameters();
        int longest = this.parameters.stream()
                .filter(block -> !block.isBias())
                .mapToInt(ParameterLayout.Parameter::length)
                .max()
                .orElse(0);
        orthogonal = new Orthogonal(longest);
        direction = new double[longest];
    }

    @Override
    void update(double[] p, double[] gradient, double learningRate, long t) {
        for (ParameterLayout.Parameter block : parameters) {
            if (block.isBias()) {
                bias(block, p, gradient, learningRate * rule.biasRate(), t);
            } else {
                matrix(block, p, gradient, learningRate);
            }
        }
    }

    /** Only of a bias: the norm of a matrix is not 0 where it divides. */
    @Override
    double divisor(int i) {
        boolean bias = parameters.stream()
                .anyMatch(block -> block.isBias() && i >= block.offset() && i < block.offset() + block.length());
        return bias ? Math.sqrt(second[i]) + rule.epsilon() : 1;
    }

    private void matrix(ParameterLayout.Parameter block, double[] p, double[] gradient, double rate) {
        int offset = block.offset();
        double mu = rule.momentum();
        for (int i = 0; i < block.length(); i++) {
            double g = gradient[offset + i];
            double b = mu * momentum[offset + i] + g;
            momentum[offset + i] = b;
            direction[i] = rule.nesterov() ? g + mu * b : b;
        }
        orthogonal.apply(block.rows(), block.columns(), direction);
        double scale = rate * Math.sqrt(Math.max(1, (double) block.rows() / block.columns()));
        double keep = 1 - rate * rule.weightDecay();
        for (int i = 0; i < block.length(); i++) {
            p[offset + i] = keep * p[offset + i] - scale * direction[i];
        }
    }

    private void bias(ParameterLayout.Parameter block, double[] p, double[] gradient, double rate, long t) {
        double beta1 = rule.beta1(), beta2 = rule.beta2();
        double scaled = rate / (1 - StrictMath.pow(beta1, t));
        double correction = 1 / Math.sqrt(1 - StrictMath.pow(beta2, t));
        double keep = 1 - rate * rule.weightDecay();
        for (int i = block.offset(); i < block.offset() + block.length(); i++) {
            double g = gradient[i];
            first[i] = beta1 * first[i] + (1 - beta1) * g;
            second[i] = beta2 * second[i] + (1 - beta2) * g * g;
            p[i] = keep * p[i] - scaled * first[i] / (Math.sqrt(second[i]) * correction + rule.epsilon());
        }
    }
}
