package eigendrift.experiment.nulls;

import eigendrift.config.NullModelConfig;
import eigendrift.dynamics.Observable;
import eigendrift.experiment.nulls.NullModel.NullSampled;
import eigendrift.experiment.nulls.NullModel.Observation;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.tracking.Tracker.LocalizationSummary;
import eigendrift.experiment.tracking.Tracker.VectorDisplacement;
import eigendrift.inference.Alternative;
import eigendrift.nullmodel.Comparison;
import eigendrift.nullmodel.Haar;
import eigendrift.nullmodel.HaarLayered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is compared with a null model, and how. */
record NullStatistics(Plan plan, NullModelConfig model) {

    private static final String EIGENVALUE = "eigenvalue";
    private static final String MASS = "mass";
    private static final String DISPLACEMENT = "displacement";

    /** One number of an observation or of a draw; {@code layer} from 1, 0 for none. */
    private record Key(int index, String name, int layer) {
        String label() {
            return layer == 0 ? name : "layer" + layer + "_" + name;
        }
    }

    /**
     * Every number of an observation that the model speaks of, beside the same of the draws.
     *
     * @param sampled in the order of their numbers; empty for closed forms alone
     */
    List<NullTest> cells(Observation seen, Collection<NullSampled> sampled) {
        List<Map<Key, Double>> draws = sampled.stream()
                .map(draw -> values(draw.vectors(), draw.moved()))
                .toList();
        List<NullTest> cells = new ArrayList<>();
        values(seen.vectors(), seen.moved()).forEach((key, observed) -> {
            Optional<Comparison> closed = closed(key, observed, seen);
            boolean exact = closed.isPresent() && Double.isFinite(closed.get().p());
            boolean drawn = draws.stream().allMatch(draw -> draw.containsKey(key));
            double[] sample = exact || !drawn
                    ? new double[0]
                    : draws.stream().mapToDouble(draw -> draw.get(key)).toArray();
            comparison(closed, observed, sample)
                    .ifPresent(comparison -> cells.add(
                            new NullTest(seen.step(), key.index(), key.label(), key.name(), comparison, sample)));
        });
        return cells;
    }

    /** Where only moments are known, p comes from draws. */
    private static Optional<Comparison> comparison(Optional<Comparison> closed, double observed, double[] sample) {
        if (sample.length == 0) {
            return closed;
        }
        Comparison drawn = Comparison.withDraws(observed, sample, Alternative.TWO_SIDED);
        return Optional.of(closed.map(c -> c.withP(drawn)).orElse(drawn));
    }

    private Map<Key, Double> values(List<LocalizationSummary> vectors, List<VectorDisplacement> moved) {
        Map<Key, Double> values = new LinkedHashMap<>();
        boolean moves = model instanceof NullModelConfig.Movement;
        for (LocalizationSummary vector : moves ? List.<LocalizationSummary>of() : vectors) {
            if (model instanceof NullModelConfig.Matrices) {
                values.put(new Key(vector.index(), EIGENVALUE, 0), vector.eigenvalue());
            }
            for (Observable observable : Observable.compared()) {
                double value = vector.values().of(observable);
                // An earlier version may have measured or drawn without it.
                if (!Double.isNaN(value)) {
                    values.put(new Key(vector.index(), observable.column(), 0), value);
                }
            }
            if (plan.measuredLayout().layers() > 1 && !(model instanceof NullModelConfig.HaarLayered)) {
                for (int layer = 1; layer <= vector.layerMasses().size(); layer++) {
                    values.put(
                            new Key(vector.index(), MASS, layer),
                            vector.layerMasses().get(layer - 1));
                }
            }
        }
        if (moves || model instanceof NullModelConfig.Haar) {
            moved.forEach(m -> values.put(new Key(m.index(), DISPLACEMENT, 0), m.displacement()));
        }
        return values;
    }

    private Optional<Comparison> closed(Key key, double observed, Observation seen) {
        if (model instanceof NullModelConfig.Haar) {
            Haar haar = new Haar(plan.measuredSize());
            return switch (key.name()) {
                case DISPLACEMENT ->
                    Optional.of(Comparison.withLaw(observed, haar.displacement(), Alternative.TWO_SIDED));
                // A sum of squares that is all of a vector may round to above 1, where there is no law.
                case MASS ->
                    Optional.of(Comparison.withLaw(
                            Math.min(1, observed),
                            haar.fraction(plan.layerSizes().get(key.layer() - 1)),
                            Alternative.TWO_SIDED));
                default ->
                    Observable.named(key.name())
                            .flatMap(haar::moments)
                            .map(moments -> Comparison.withMoments(observed, moments));
            };
        }
        if (model instanceof NullModelConfig.HaarLayered) {
            HaarLayered layered = new HaarLayered(
                    plan.layerSizes(), seen.vectors().get(key.index() - 1).layerMasses());
            return Observable.named(key.name())
                    .flatMap(layered::moments)
                    .map(moments -> Comparison.withMoments(observed, moments));
        }
        return Optional.empty();
    }
}
