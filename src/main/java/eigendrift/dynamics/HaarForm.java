package eigendrift.dynamics;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * Moments of an observable of a uniformly random direction: what one layer of mass m and n parameters adds to mean
 * and variance.
 * Layers are independent of each other; a direction that is random among all parameters is one layer of mass 1.
 */
public interface HaarForm {

    /** IPR = Σ m_l² IPR_l: mean 3/(n + 2), variance 24(n − 1)/((n + 2)²(n + 4)(n + 6)) of one layer. */
    HaarForm IPR = new HaarForm() {
        @Override
        public double mean(double m, double n) {
            return m * m * (3 / (n + 2));
        }

        @Override
        public double variance(double m, double n) {
            return m * m * m * m * (24 * (n - 1) / ((n + 2) * (n + 2) * (n + 4) * (n + 6)));
        }
    };

    /**
     * S = Σ m_l (S_l − ln m_l): mean ψ(n/2 + 1) − ψ(3/2), variance 3/(n + 2) ψ′(3/2) − ψ′(n/2 + 1) of one layer
     * (Archer, Park and
     * Pillow 2013, for Dirichlet parameters 1/2).
     */
    HaarForm ENTROPY = new HaarForm() {
        @Override
        public double mean(double m, double n) {
            return m > 0 ? m * (Digamma.value(n / 2 + 1) - Digamma.value(1.5) - StrictMath.log(m)) : 0;
        }

        @Override
        public double variance(double m, double n) {
            return m * m * (3 / (n + 2) * Trigamma.value(1.5) - Trigamma.value(n / 2 + 1));
        }
    };

    double mean(double m, double n);

    double variance(double m, double n);
}
