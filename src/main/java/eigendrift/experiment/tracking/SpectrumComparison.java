package eigendrift.experiment.tracking;

import eigendrift.config.Lags;
import eigendrift.config.ProbeConfig;
import eigendrift.dynamics.Clusters;
import eigendrift.dynamics.Displacement;
import eigendrift.dynamics.Identities;
import eigendrift.dynamics.Localization;
import eigendrift.dynamics.Overlaps;
import eigendrift.dynamics.PrincipalAngles;
import eigendrift.dynamics.Subspaces;
import eigendrift.dynamics.WeightDisplacement;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe.Pair;
import eigendrift.experiment.probing.HessianProbe.SpectrumMeasured;
import eigendrift.experiment.tracking.Tracker.DynamicsMeasured;
import eigendrift.experiment.tracking.Tracker.Event;
import eigendrift.experiment.tracking.Tracker.IdentitiesMatched;
import eigendrift.experiment.tracking.Tracker.LocalizationMeasured;
import eigendrift.experiment.tracking.Tracker.LocalizationSummary;
import eigendrift.experiment.tracking.Tracker.PairAngles;
import eigendrift.experiment.tracking.Tracker.PairMeasured;
import eigendrift.experiment.tracking.Tracker.SubspacesMeasured;
import eigendrift.experiment.tracking.Tracker.VectorDisplacement;
import eigendrift.network.ParameterLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Computes a tracker's events for one spectrum: what it shows by itself, and compared with earlier ones. */
record SpectrumComparison(Plan plan, Run run, SpectrumStore store) {

    /**
     * @param sequenceNumber of {@code now} among the probe's events
     * @return what the spectrum shows by itself, the angles to earlier ones, the identities, and last the dynamics
     */
    List<Event> of(SpectrumMeasured now, long sequenceNumber, Tracker.State state) {
        List<SpectrumRef> earlier = state.spectra();
        int measured = now.pairs().size();
        int k = Math.min(measured, plan.config().probe().eigenpairs());
        SpectrumRef ref = new SpectrumRef(now.step(), now.checkpoint(), sequenceNumber, bounds(now));
        SpectrumStore.Entry entry = store.get(ref);
        double[][] leading = Arrays.copyOf(entry.vectors(), k);
        ParameterLayout layout = plan.architecture().layout();
        List<Localization> localized = new ArrayList<>();
        List<LocalizationSummary> vectors = new ArrayList<>();
        for (int i = 0; i < measured; i++) {
            localized.add(Localization.of(entry.vectors()[i], layout));
            vectors.add(LocalizationSummary.of(i + 1, now.pairs().get(i).value(), localized.get(i)));
        }
        List<PairMeasured> pairs = new ArrayList<>();
        List<PairAngles> angles = new ArrayList<>();
        for (int place = 0; place < earlier.size(); place++) {
            if (lags().compares(place, earlier.size())) {
                pairs.add(pair(earlier.get(place), ref, entry, k));
                angles.add(angles(earlier.get(place), leading));
            }
        }
        return List.of(
                new LocalizationMeasured(now.step(), plan.architecture().widths(), localized.subList(0, k)),
                new AlignmentMeasurement(plan, run).of(now, store.checkpoint(ref), leading),
                new SubspacesMeasured(now.step(), angles),
                identities(now, entry, state),
                new DynamicsMeasured(
                        now.step(),
                        sequenceNumber,
                        now.checkpoint(),
                        ref.angleBounds(),
                        k,
                        vectors,
                        gradientFraction(now, k),
                        updateFraction(earlier, entry, leading),
                        pairs));
    }

    private IdentitiesMatched identities(SpectrumMeasured now, SpectrumStore.Entry entry, Tracker.State state) {
        List<SpectrumRef> earlier = state.spectra();
        Clusters clusters = clusters(now, earlier);
        if (earlier.isEmpty() || state.identities().isEmpty()) {
            Identities first = Identities.first(now.pairs().size());
            return new IdentitiesMatched(now.step(), first.ofRank(), clusters.ofRank(), List.of());
        }
        Identities before = state.identities().get();
        Map<Integer, double[]> lost = new TreeMap<>();
        state.lastSeen().forEach((identity, sighting) -> {
            if (!before.ofRank().contains(identity) && lags().compares(sighting.spectrum(), earlier.size())) {
                double[] seen = store.get(earlier.get(sighting.spectrum())).vectors()[sighting.rank()];
                lost.put(identity, Overlaps.between(new double[][] {seen}, entry.vectors())[0]);
            }
        });
        double[][] q =
                Overlaps.between(store.get(earlier.get(earlier.size() - 1)).vectors(), entry.vectors());
        Identities.Step step =
                before.step(q, clusters, lost, plan.config().tracker().identityThreshold(), plan.ranks());
        return new IdentitiesMatched(now.step(), step.identities().ofRank(), clusters.ofRank(), step.changes());
    }

    private Clusters clusters(SpectrumMeasured now, List<SpectrumRef> earlier) {
        double[] values = now.pairs().stream().mapToDouble(Pair::value).toArray();
        double[] errors = now.pairs().stream().mapToDouble(Pair::residual).toArray();
        double share = plan.config().tracker().clusterDrift();
        if (share > 0 && !earlier.isEmpty()) {
            List<Pair> then = store.measured(earlier.get(earlier.size() - 1)).pairs();
            for (int i = 0; i < Math.min(errors.length, then.size()); i++) {
                errors[i] += share * Math.abs(values[i] - then.get(i).value());
            }
        }
        return Clusters.of(values, errors);
    }

    private static List<Double> bounds(SpectrumMeasured spectrum) {
        return spectrum.pairs().stream().map(Pair::angleBound).toList();
    }

    private Lags lags() {
        return plan.config().tracker().lags();
    }

    private PairMeasured pair(SpectrumRef from, SpectrumRef to, SpectrumStore.Entry now, int reported) {
        SpectrumStore.Entry then = store.get(from);
        double[][] q = Overlaps.between(then.vectors(), now.vectors());
        int k = Math.min(reported, q.length);
        List<VectorDisplacement> moved = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            Displacement displacement = Displacement.between(
                    then.vectors()[i],
                    now.vectors()[i],
                    from.angleBounds().get(i),
                    to.angleBounds().get(i));
            moved.add(VectorDisplacement.of(i + 1, displacement));
        }
        return new PairMeasured(
                from.step(),
                Arrays.stream(q).flatMapToDouble(Arrays::stream).boxed().toList(),
                moved,
                Subspaces.overlap(q, k),
                WeightDisplacement.meanSquare(then.parameters(), now.parameters()));
    }

    /** Principal angles between the leading vectors then and now. */
    private PairAngles angles(SpectrumRef from, double[][] leading) {
        double[][] then = store.get(from).vectors();
        double[][] before = Arrays.copyOf(then, Math.min(leading.length, then.length));
        double[] angles = PrincipalAngles.between(before, leading).angles();
        return new PairAngles(from.step(), Arrays.stream(angles).boxed().toList());
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

    /**
     * Share of the last weight change in the leading subspace; NaN for the first checkpoint, and for a preconditioned
     * operator, whose coordinates P^{1/2} w change with P.
     */
    private double updateFraction(List<SpectrumRef> earlier, SpectrumStore.Entry now, double[][] leading) {
        if (earlier.isEmpty() || plan.config().probe().operator() == ProbeConfig.Operator.PRECONDITIONED) {
            return Double.NaN;
        }
        double[] update = now.parameters().clone();
        double[] then = store.get(earlier.get(earlier.size() - 1)).parameters();
        for (int j = 0; j < update.length; j++) {
            update[j] -= then[j];
        }
        return Subspaces.fraction(leading, update);
    }
}
