package eigendrift.experiment;

import eigendrift.config.ProbeConfig;
import eigendrift.dynamics.Displacement;
import eigendrift.dynamics.Overlaps;
import eigendrift.dynamics.Subspaces;
import eigendrift.dynamics.WeightDisplacement;
import eigendrift.experiment.HessianProbe.Pair;
import eigendrift.experiment.HessianProbe.SpectrumMeasured;
import eigendrift.experiment.Tracker.DynamicsMeasured;
import eigendrift.experiment.Tracker.Moved;
import eigendrift.experiment.Tracker.PairMeasured;
import eigendrift.experiment.Tracker.VectorMeasured;
import eigendrift.linalg.Blocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a tracker computes: one spectrum by itself and beside earlier ones. */
record SpectrumComparison(Plan plan, SpectrumStore store) {

    /**
     * @param sequenceNumber of {@code now} among the probe's events
     * @param earlier where the spectra before it stand, oldest first
     */
    DynamicsMeasured of(SpectrumMeasured now, long sequenceNumber, List<SpectrumRef> earlier) {
        int measured = now.pairs().size();
        int k = Math.min(measured, plan.config().probe().eigenpairs());
        SpectrumRef ref = new SpectrumRef(now.step(), now.checkpoint(), sequenceNumber, bounds(now));
        SpectrumStore.Entry entry = store.get(ref);
        Blocks blocks = plan.architecture().blocks();
        List<VectorMeasured> vectors = new ArrayList<>();
        for (int i = 0; i < measured; i++) {
            vectors.add(VectorMeasured.of(i + 1, now.pairs().get(i).value(), entry.vectors()[i], blocks));
        }
        List<PairMeasured> pairs = new ArrayList<>();
        for (int place = 0; place < earlier.size(); place++) {
            if (wanted(earlier.size() - place)) {
                pairs.add(pair(earlier.get(place), ref, entry, k));
            }
        }
        return new DynamicsMeasured(
                now.step(),
                sequenceNumber,
                now.checkpoint(),
                ref.angleBounds(),
                k,
                vectors,
                gradientFraction(now, k),
                updateFraction(earlier, entry, k),
                pairs);
    }

    private static List<Double> bounds(SpectrumMeasured spectrum) {
        return spectrum.pairs().stream().map(Pair::angleBound).toList();
    }

    private boolean wanted(int lag) {
        return plan.config().tracker().lags().map(lags -> lags.contains(lag)).orElse(true);
    }

    private PairMeasured pair(SpectrumRef from, SpectrumRef to, SpectrumStore.Entry now, int reported) {
        SpectrumStore.Entry then = store.get(from);
        double[][] q = Overlaps.between(then.vectors(), now.vectors());
        int k = Math.min(reported, q.length);
        List<Moved> moved = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            Displacement displacement = Displacement.between(
                    then.vectors()[i],
                    now.vectors()[i],
                    from.angleBounds().get(i),
                    to.angleBounds().get(i));
            moved.add(new Moved(
                    i + 1,
                    displacement.overlap(),
                    displacement.displacement(),
                    displacement.angle(),
                    displacement.bound()));
        }
        return new PairMeasured(
                from.step(),
                Arrays.stream(q).flatMapToDouble(Arrays::stream).boxed().toList(),
                moved,
                Subspaces.overlap(q, k),
                WeightDisplacement.meanSquare(then.parameters(), now.parameters()));
    }

    /** ‖P_k g‖²/‖g‖² from the coefficients that the probe kept. */
    private static double gradientFraction(SpectrumMeasured spectrum, int k) {
        double sum = 0;
        for (Pair pair : spectrum.pairs().subList(0, k)) {
            double c = pair.gradientCoefficient() / spectrum.gradientNorm();
            sum += c * c;
        }
        return sum;
    }

    /** NaN for the first, and where the vectors live in coordinates P^{1/2} w that change with P. */
    private double updateFraction(List<SpectrumRef> earlier, SpectrumStore.Entry now, int k) {
        if (earlier.isEmpty() || plan.config().probe().operator() == ProbeConfig.Operator.PRECONDITIONED) {
            return Double.NaN;
        }
        double[] update = now.parameters().clone();
        double[] then = store.get(earlier.get(earlier.size() - 1)).parameters();
        for (int j = 0; j < update.length; j++) {
            update[j] -= then[j];
        }
        return Subspaces.fraction(Arrays.copyOf(now.vectors(), k), update);
    }
}
