package eigendrift.experiment;

import eigendrift.config.NullModelConfig;
import eigendrift.config.NullModelConfig.At;
import eigendrift.experiment.NullModel.Draw;
import eigendrift.experiment.NullModel.Ensemble;
import eigendrift.experiment.NullModel.NullAdjusted;
import eigendrift.experiment.NullModel.NullSummarized;
import eigendrift.experiment.NullModel.Observation;
import eigendrift.experiment.NullModel.Row;
import eigendrift.experiment.Tracker.Moved;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which draws a null model wants, and which comparisons it can write by now. */
record NullComparison(Plan plan) {

    /** The reported part of a tracker's event. */
    Observation observation(Tracker.DynamicsMeasured dynamics) {
        SpectrumRef spectrum =
                new SpectrumRef(dynamics.step(), dynamics.checkpoint(), dynamics.spectrum(), dynamics.angleBounds());
        boolean first = dynamics.pairs().isEmpty();
        Tracker.PairMeasured last =
                first ? null : dynamics.pairs().get(dynamics.pairs().size() - 1);
        List<Moved> moved = first ? List.of() : last.moved();
        return new Observation(
                spectrum, dynamics.vectors().subList(0, dynamics.k()), first ? -1 : last.stepFrom(), moved);
    }

    NullModelConfig model(String name) {
        return models().filter(model -> model.name().equals(name)).findFirst().orElseThrow();
    }

    private Stream<NullModelConfig> models() {
        return plan.config().nullModels().stream();
    }

    // ---- draws

    /** Draws that are wanted by now and not made, in a fixed order: first those that serve every run. */
    List<Draw> missingDraws(NullState state) {
        Stream<Draw> shared = models().filter(model -> model.at() instanceof At.Shared)
                .flatMap(model -> missing(model, Ensemble.shared(model.name()), state));
        Stream<Draw> own = state.observed().entrySet().stream().flatMap(run -> run.getValue().values().stream()
                .flatMap(observation -> missingDraws(state, run.getKey(), observation).stream()));
        return Stream.concat(shared, own).toList();
    }

    /** Draws that {@code observation} of {@code run} wants for itself. */
    List<Draw> missingDraws(NullState state, String run, Observation observation) {
        return models().filter(model -> !(model.at() instanceof At.Shared) && applies(model, observation))
                .flatMap(model -> missing(model, new Ensemble(model.name(), run, observation.step()), state))
                .toList();
    }

    /** The rest of an ensemble, once what it is made from is measured. */
    List<Draw> missingDraws(NullState state, Ensemble ensemble) {
        return missing(model(ensemble.model()), ensemble, state).toList();
    }

    private static Stream<Draw> missing(NullModelConfig model, Ensemble ensemble, NullState state) {
        Draw blocks = new Draw(ensemble, Draw.BLOCKS);
        if (model instanceof NullModelConfig.BlockGaussian && !state.has(blocks)) {
            return Stream.of(blocks);
        }
        return IntStream.range(0, model.sampling().draws())
                .mapToObj(index -> new Draw(ensemble, index))
                .filter(draw -> !state.has(draw));
    }

    /** Draws that will have been made when everything is observed. */
    int totalDraws() {
        SortedSet<Long> steps = plan.checkpointSteps();
        return models().mapToInt(model -> {
                    long ensembles = model.at() instanceof At.Shared
                            ? 1
                            : plan.runs().size()
                                    * steps.stream()
                                            .filter(step ->
                                                    isAt(model, step) && !(moves(model) && step == steps.first()))
                                            .count();
                    return (int) ensembles * model.sampling().draws();
                })
                .sum();
    }

    private boolean applies(NullModelConfig model, Observation seen) {
        return isAt(model, seen.step()) && !(moves(model) && seen.moved().isEmpty());
    }

    private boolean isAt(NullModelConfig model, long step) {
        At at = model.at();
        SortedSet<Long> steps = plan.checkpointSteps();
        if (at instanceof At.Steps some) {
            return some.steps().contains(step);
        }
        return at instanceof At.Shared
                || at instanceof At.All
                || step == steps.last()
                || at instanceof At.FirstAndLast && step == steps.first();
    }

    private static boolean moves(NullModelConfig model) {
        return model instanceof NullModelConfig.Static || model instanceof NullModelConfig.RandomWalk;
    }

    // ---- comparisons

    /** Comparisons for which everything is there and that are not written yet, in a fixed order. */
    List<NullModel.Event> due(NullState state) {
        List<NullModel.Event> due = new ArrayList<>();
        models().forEach(model -> state.observed().forEach((run, observations) -> {
            observations.values().stream()
                    .filter(seen -> !state.summarized().contains(new Ensemble(model.name(), run, seen.step())))
                    .forEach(seen -> cells(model, state, run, seen).ifPresent(cells -> {
                        List<Row> rows = cells.stream().map(NullCell::row).toList();
                        due.add(new NullSummarized(model.name(), run, seen.step(), rows));
                    }));
            Ensemble family = new Ensemble(model.name(), run, Ensemble.EVERY_STEP);
            if (state.ended().contains(run) && !state.adjusted().contains(family)) {
                family(model, state, run, observations.values())
                        .ifPresent(cells -> due.add(new NullAdjusted(model.name(), run, NullFamily.adjusted(cells))));
            }
        }));
        return due;
    }

    private Optional<List<NullCell>> family(
            NullModelConfig model, NullState state, String run, Collection<Observation> observations) {
        List<NullCell> all = new ArrayList<>();
        for (Observation seen : observations) {
            Optional<List<NullCell>> cells = cells(model, state, run, seen);
            if (cells.isEmpty() && (isClosed(model) || applies(model, seen))) {
                return Optional.empty();
            }
            cells.ifPresent(all::addAll);
        }
        return Optional.of(all);
    }

    /** Empty where the model says nothing of this observation, or not yet. */
    private Optional<List<NullCell>> cells(NullModelConfig model, NullState state, String run, Observation seen) {
        boolean shared = model.at() instanceof At.Shared;
        boolean drawn = model.sampling().draws() > 0 && applies(model, seen);
        Ensemble ensemble = shared ? Ensemble.shared(model.name()) : new Ensemble(model.name(), run, seen.step());
        var draws = state.draws(ensemble);
        if (!drawn && !isClosed(model)
                || drawn && draws.size() < model.sampling().draws()) {
            return Optional.empty();
        }
        int time = new ArrayList<>(state.observed().get(run).keySet()).indexOf(seen.step());
        List<NullModel.NullSampled> sampled = drawn ? List.copyOf(draws.values()) : List.of();
        return Optional.of(new NullStatistics(plan, model).cells(seen, sampled, shared ? time : 0));
    }

    private static boolean isClosed(NullModelConfig model) {
        return model instanceof NullModelConfig.Haar || model instanceof NullModelConfig.HaarLayered;
    }
}
