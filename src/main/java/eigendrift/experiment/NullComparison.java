package eigendrift.experiment;

import eigendrift.config.NullModelConfig;
import eigendrift.config.NullModelConfig.At;
import eigendrift.experiment.NullModel.Draw;
import eigendrift.experiment.NullModel.Ensemble;
import eigendrift.experiment.NullModel.NullSampled;
import eigendrift.experiment.NullModel.NullSummarized;
import eigendrift.experiment.NullModel.Observation;
import eigendrift.experiment.NullModel.Row;
import eigendrift.experiment.NullModel.State;
import eigendrift.experiment.Tracker.Moved;
import eigendrift.experiment.Tracker.VectorMeasured;
import eigendrift.linalg.Blocks;
import eigendrift.linalg.Streams;
import eigendrift.linalg.Workers;
import eigendrift.nullmodel.Comparison;
import eigendrift.nullmodel.Haar;
import eigendrift.nullmodel.HaarLayered;
import eigendrift.nullmodel.NullWeights;
import eigendrift.nullmodel.Tail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a null model computes: which draws are wanted, the draws, and the comparisons. */
record NullComparison(Plan plan) {

    /** Null models do not depend on the seeds of the runs that they are compared with. */
    private static final Streams STREAMS = new Streams(0);

    /** Draws without a run serve all runs. */
    private static final String EVERY_RUN = "";

    private static final long EVERY_STEP = -1;

    /** What is compared, of the vectors of a spectrum. */
    private enum Statistic {
        EIGENVALUE("eigenvalue", VectorMeasured::eigenvalue),
        IPR("ipr", VectorMeasured::ipr),
        ENTROPY("entropy", VectorMeasured::entropy);

        private final String label;
        private final ToDoubleFunction<VectorMeasured> of;

        Statistic(String label, ToDoubleFunction<VectorMeasured> of) {
            this.label = label;
            this.of = of;
        }
    }

    /** The reported part of a tracker's event. */
    Observation observation(Tracker.DynamicsMeasured dynamics) {
        int k = dynamics.k();
        List<Moved> moved = dynamics.pairs().isEmpty()
                ? List.of()
                : dynamics.pairs().get(dynamics.pairs().size() - 1).moved();
        return new Observation(
                dynamics.step(), dynamics.checkpoint(), dynamics.vectors().subList(0, k), moved);
    }

    /** Draws that are wanted by now and not made, in a fixed order. */
    List<Draw> missingDraws(State state) {
        Stream<Draw> shared =
                sampled(NullModelConfig.Initialization.class).flatMap(model -> draws(shared(model), model.draws()));
        Stream<Draw> own = state.observed().entrySet().stream().flatMap(run -> run.getValue().values().stream()
                .flatMap(observation -> missingDraws(state, run.getKey(), observation)));
        return Stream.concat(shared.filter(draw -> !made(state, draw)), own).toList();
    }

    /** Draws that {@code observation} of {@code run} wants for itself. */
    Stream<Draw> missingDraws(State state, String run, Observation observation) {
        return sampled(NullModelConfig.ShuffledWeights.class)
                .filter(model -> applies(model.at(), observation.step()))
                .flatMap(model -> draws(new Ensemble(model.type(), run, observation.step()), model.draws()))
                .filter(draw -> !made(state, draw));
    }

    /** Draws that will have been made when everything is observed. */
    int totalDraws() {
        int shared = sampled(NullModelConfig.Initialization.class)
                .mapToInt(NullModelConfig.Initialization::draws)
                .sum();
        int perRun = sampled(NullModelConfig.ShuffledWeights.class)
                .mapToInt(model -> model.draws()
                        * (int) plan.checkpointSteps().stream()
                                .filter(step -> applies(model.at(), step))
                                .count())
                .sum();
        return shared + perRun * plan.runs().size();
    }

    private <M extends NullModelConfig> Stream<M> sampled(Class<M> kind) {
        return plan.config().nullModels().stream().filter(kind::isInstance).map(kind::cast);
    }

    private static Ensemble shared(NullModelConfig model) {
        return new Ensemble(model.type(), EVERY_RUN, EVERY_STEP);
    }

    private static Stream<Draw> draws(Ensemble ensemble, int count) {
        return IntStream.range(0, count).mapToObj(index -> new Draw(ensemble, index));
    }

    private static boolean made(State state, Draw draw) {
        return state.draws().getOrDefault(draw.ensemble(), Map.of()).containsKey(draw.index());
    }

    private boolean applies(At at, long step) {
        SortedSet<Long> steps = plan.checkpointSteps();
        if (at instanceof At.Steps some) {
            return some.steps().contains(step);
        }
        return at instanceof At.All || step == steps.last() || at instanceof At.FirstAndLast && step == steps.first();
    }

    /** Measures a random Hessian as the probe measures a real one. Blocks while it reads a checkpoint. */
    NullSampled draw(Draw draw, State state, JournalReader journal, Workers workers) {
        Ensemble ensemble = draw.ensemble();
        double[] parameters;
        if (ensemble.run().equals(EVERY_RUN)) {
            parameters = plan.freshWeights(STREAMS.stream("null/" + ensemble.model(), draw.index()));
        } else {
            Observation observation = state.observed().get(ensemble.run()).get(ensemble.step());
            parameters = NullWeights.shuffledWeights(
                    journal.checkpoint(plan.id(), ensemble.run(), observation.checkpoint())
                            .parameters(),
                    plan.architecture().blocks(),
                    STREAMS.stream("null/" + ensemble.model() + "/" + ensemble.run(), ensemble.step(), draw.index()));
        }
        return new Measurement(plan, workers)
                .ofNull(
                        draw,
                        parameters,
                        STREAMS.stream("null-start/" + ensemble.model() + "/" + ensemble.run(), draw.index()));
    }

    /** Comparisons for which everything is there and that are not written yet, in a fixed order. */
    List<NullSummarized> due(State state) {
        List<NullSummarized> due = new ArrayList<>();
        for (NullModelConfig model : plan.config().nullModels()) {
            state.observed().forEach((run, observations) -> observations.values().stream()
                    .filter(seen -> !state.summarized().contains(new Ensemble(model.type(), run, seen.step())))
                    .map(seen -> rows(model, state, run, seen)
                            .map(rows -> new NullSummarized(model.type(), run, seen.step(), rows)))
                    .flatMap(Optional::stream)
                    .forEach(due::add));
        }
        return due;
    }

    /** Empty where the model says nothing of this observation, or not yet. */
    private Optional<List<Row>> rows(NullModelConfig model, State state, String run, Observation seen) {
        if (model instanceof NullModelConfig.Haar) {
            return Optional.of(haar(seen));
        }
        if (model instanceof NullModelConfig.HaarLayered) {
            return Optional.of(layered(seen));
        }
        if (model instanceof NullModelConfig.Initialization initialization) {
            return sampledRows(state, shared(model), initialization.draws(), seen);
        }
        NullModelConfig.ShuffledWeights shuffled = (NullModelConfig.ShuffledWeights) model;
        return applies(shuffled.at(), seen.step())
                ? sampledRows(state, new Ensemble(model.type(), run, seen.step()), shuffled.draws(), seen)
                : Optional.empty();
    }

    private List<Row> haar(Observation seen) {
        Haar haar = new Haar(plan.measuredSize());
        List<Row> rows = new ArrayList<>();
        for (VectorMeasured vector : seen.vectors()) {
            rows.add(row(vector, Statistic.IPR.label, Comparison.withMoments(vector.ipr(), haar.ipr())));
            rows.add(row(vector, Statistic.ENTROPY.label, Comparison.withMoments(vector.entropy(), haar.entropy())));
        }
        for (Moved moved : seen.moved()) {
            Comparison comparison = Comparison.withLaw(moved.displacement(), haar.displacement(), Tail.UPPER);
            rows.add(row(moved.index(), "displacement", comparison));
        }
        return rows;
    }

    private List<Row> layered(Observation seen) {
        List<Integer> sizes = layerSizes();
        List<Row> rows = new ArrayList<>();
        for (VectorMeasured vector : seen.vectors()) {
            HaarLayered layered = new HaarLayered(sizes, vector.layerMasses());
            rows.add(row(vector, Statistic.IPR.label, Comparison.withMoments(vector.ipr(), layered.ipr())));
            rows.add(row(vector, Statistic.ENTROPY.label, Comparison.withMoments(vector.entropy(), layered.entropy())));
        }
        return rows;
    }

    private List<Integer> layerSizes() {
        Blocks blocks = plan.architecture().blocks();
        return IntStream.rangeClosed(1, blocks.layers())
                .mapToObj(blocks::layerSize)
                .toList();
    }

    private static Optional<List<Row>> sampledRows(State state, Ensemble ensemble, int count, Observation seen) {
        Map<Integer, List<VectorMeasured>> draws = state.draws().getOrDefault(ensemble, Map.of());
        if (draws.size() < count) {
            return Optional.empty();
        }
        List<Row> rows = new ArrayList<>();
        for (VectorMeasured vector : seen.vectors()) {
            for (Statistic statistic : Statistic.values()) {
                double[] sample = draws.values().stream()
                        .mapToDouble(drawn -> statistic.of.applyAsDouble(drawn.get(vector.index() - 1)))
                        .toArray();
                rows.add(row(
                        vector,
                        statistic.label,
                        Comparison.withDraws(statistic.of.applyAsDouble(vector), sample, Tail.TWO_SIDED)));
            }
        }
        return Optional.of(rows);
    }

    private static Row row(VectorMeasured vector, String statistic, Comparison comparison) {
        return row(vector.index(), statistic, comparison);
    }

    private static Row row(int index, String statistic, Comparison comparison) {
        return new Row(
                index,
                statistic,
                comparison.observed(),
                comparison.mean(),
                comparison.sd(),
                comparison.z(),
                comparison.p());
    }
}
