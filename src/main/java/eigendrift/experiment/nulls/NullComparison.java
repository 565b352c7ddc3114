package eigendrift.experiment.nulls;

import eigendrift.config.NullModelConfig;
import eigendrift.config.NullModelConfig.At;
import eigendrift.config.NullModelConfig.Directions;
import eigendrift.config.NullModelConfig.Movement;
import eigendrift.config.NullModelName;
import eigendrift.experiment.nulls.NullModel.BlockMeasurement;
import eigendrift.experiment.nulls.NullModel.Draw;
import eigendrift.experiment.nulls.NullModel.Ensemble;
import eigendrift.experiment.nulls.NullModel.Job;
import eigendrift.experiment.nulls.NullModel.NullAdjusted;
import eigendrift.experiment.nulls.NullModel.NullSummarized;
import eigendrift.experiment.nulls.NullModel.Observation;
import eigendrift.experiment.nulls.NullModel.Row;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.tracking.SpectrumRef;
import eigendrift.experiment.tracking.Tracker;
import eigendrift.experiment.tracking.Tracker.VectorDisplacement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decides which draws a null model still needs, and which comparisons it can write now.
 *
 * @param steps of the checkpoints
 */
record NullComparison(Plan plan, SortedSet<Long> steps) {

    NullComparison(Plan plan) {
        this(plan, plan.checkpointSteps());
    }

    /** The reported part of a tracker's event. */
    Observation observation(Tracker.DynamicsMeasured dynamics) {
        SpectrumRef spectrum =
                new SpectrumRef(dynamics.step(), dynamics.checkpoint(), dynamics.spectrum(), dynamics.angleBounds());
        boolean first = dynamics.pairs().isEmpty();
        Tracker.PairMeasured last =
                first ? null : dynamics.pairs().get(dynamics.pairs().size() - 1);
        List<VectorDisplacement> moved = first ? List.of() : last.moved();
        return new Observation(
                spectrum, dynamics.vectors().subList(0, dynamics.k()), first ? -1 : last.stepFrom(), moved);
    }

    NullModelConfig model(NullModelName name) {
        return models().filter(model -> model.name() == name).findFirst().orElseThrow();
    }

    private Stream<NullModelConfig> models() {
        return plan.config().nullModels().stream();
    }

    // ---- draws

    /** Draws that are wanted by now and not made, in a fixed order: first those that serve every run. */
    List<Job> missingDraws(NullState state) {
        Stream<Job> shared = models().filter(model -> model.at() instanceof At.Shared)
                .flatMap(model -> missing(model, new Ensemble.Shared(model.name()), state));
        Stream<Job> own = state.observed().entrySet().stream().flatMap(run -> run.getValue().values().stream()
                .flatMap(observation -> missingDraws(state, run.getKey(), observation).stream()));
        return Stream.concat(shared, own).toList();
    }

    /** Draws that {@code observation} of {@code run} wants for itself. */
    List<Job> missingDraws(NullState state, String run, Observation observation) {
        return models().filter(model -> !(model.at() instanceof At.Shared) && applies(model, observation))
                .flatMap(model -> missing(model, new Ensemble.Own(model.name(), run, observation.step()), state))
                .toList();
    }

    /** The rest of an ensemble, once what it is made from is measured. */
    List<Job> missingDraws(NullState state, Ensemble ensemble) {
        return missing(model(ensemble.model()), ensemble, state).toList();
    }

    private static Stream<Job> missing(NullModelConfig model, Ensemble ensemble, NullState state) {
        Job blocks = new BlockMeasurement(ensemble);
        if (model instanceof NullModelConfig.BlockGaussian && !state.has(blocks)) {
            return Stream.of(blocks);
        }
        return IntStream.range(0, model.sampling().draws())
                .<Job>mapToObj(index -> new Draw(ensemble, index))
                .filter(draw -> !state.has(draw));
    }

    /**
     * Draws that will have been made when everything is observed. For a run that has ended its actual observations
     * count: if it diverged or its probe failed, they are fewer than planned.
     */
    int totalDraws(NullState state) {
        return models().mapToInt(
                        model -> ensembles(model, state) * model.sampling().draws())
                .sum();
    }

    private int ensembles(NullModelConfig model, NullState state) {
        if (model.at() instanceof At.Shared) {
            return 1;
        }
        long planned = steps.stream()
                .filter(step -> isAt(model, step) && !(model instanceof Movement && step == steps.first()))
                .count();
        List<String> ended =
                plan.runs().stream().map(Run::name).filter(state::ended).toList();
        long showed = ended.stream()
                .flatMap(run -> state.observed(run).values().stream())
                .filter(seen -> applies(model, seen))
                .count();
        return (int) (planned * (plan.runs().size() - ended.size()) + showed);
    }

    private boolean applies(NullModelConfig model, Observation seen) {
        return isAt(model, seen.step())
                && !(model instanceof Movement && seen.moved().isEmpty());
    }

    private boolean isAt(NullModelConfig model, long step) {
        At at = model.at();
        if (at instanceof At.Steps some) {
            return some.steps().contains(step);
        }
        return at instanceof At.Shared
                || at instanceof At.All
                || step == steps.last()
                || at instanceof At.FirstAndLast && step == steps.first();
    }

    // ---- comparisons

    /** Where to look for what can be compared: at one model, run and step, or, where empty, at all of them. */
    record Scope(Optional<NullModelName> model, Optional<String> run, OptionalLong step) {

        static final Scope ALL = new Scope(Optional.empty(), Optional.empty(), OptionalLong.empty());

        /** The comparisons that a draw of {@code ensemble} can complete. */
        static Scope of(Ensemble ensemble) {
            Optional<Ensemble.Own> own = ensemble.own();
            return new Scope(
                    Optional.of(ensemble.model()),
                    own.map(Ensemble.Own::run),
                    own.map(one -> OptionalLong.of(one.step())).orElse(OptionalLong.empty()));
        }

        static Scope of(String run) {
            return new Scope(Optional.empty(), Optional.of(run), OptionalLong.empty());
        }

        static Scope of(String run, long step) {
            return new Scope(Optional.empty(), Optional.of(run), OptionalLong.of(step));
        }

        private boolean hasModel(NullModelConfig config) {
            return model.isEmpty() || model.get() == config.name();
        }

        private boolean hasRun(String name) {
            return run.isEmpty() || run.get().equals(name);
        }

        private boolean has(Observation seen) {
            return step.isEmpty() || step.getAsLong() == seen.step();
        }
    }

    /** Comparisons whose draws are all made and that are not written yet, in a fixed order. */
    List<NullModel.Event> due(NullState state, Scope scope) {
        List<NullModel.Event> due = new ArrayList<>();
        models().filter(scope::hasModel).forEach(model -> state.observed().keySet().stream()
                .filter(scope::hasRun)
                .forEach(run -> {
                    state.observed(run).values().stream().filter(scope::has).forEach(seen -> {
                        if (!state.summarized().contains(new NullState.Compared(model.name(), run, seen.step()))
                                && isReady(model, state, run, seen)) {
                            List<Row> rows = cells(model, state, run, seen).stream()
                                    .map(NullTest::row)
                                    .toList();
                            due.add(new NullSummarized(model.name(), run, seen.step(), rows));
                        }
                    });
                    family(model, state, run).ifPresent(due::add);
                }));
        return due;
    }

    /** The adjusted p-values of a run that has ended and has all its draws; empty if they are written already. */
    private Optional<NullModel.Event> family(NullModelConfig model, NullState state, String run) {
        boolean open = state.ended(run) && !state.adjusted().contains(new NullState.Family(model.name(), run));
        if (!open) {
            return Optional.empty();
        }
        Collection<Observation> told = state.observed(run).values().stream()
                .filter(seen -> model instanceof Directions || applies(model, seen))
                .toList();
        if (!told.stream().allMatch(seen -> isReady(model, state, run, seen))) {
            return Optional.empty();
        }
        List<NullTest> cells = told.stream()
                .flatMap(seen -> cells(model, state, run, seen).stream())
                .toList();
        boolean shared = model.at() instanceof At.Shared;
        return Optional.of(new NullAdjusted(model.name(), run, NullFamily.adjusted(cells, shared)));
    }

    /** Whether all draws for the observations so far are made. */
    boolean isComplete(NullState state) {
        return models().allMatch(model -> {
            int draws = model.sampling().draws();
            if (model.at() instanceof At.Shared) {
                return state.draws(new Ensemble.Shared(model.name())).size() >= draws;
            }
            return state.observed().entrySet().stream().allMatch(run -> run.getValue().values().stream()
                    .filter(seen -> applies(model, seen))
                    .allMatch(seen -> state.draws(new Ensemble.Own(model.name(), run.getKey(), seen.step()))
                                    .size()
                            >= draws));
        });
    }

    /** Whether the model applies to this observation and has all its draws. */
    private boolean isReady(NullModelConfig model, NullState state, String run, Observation seen) {
        return isDrawn(model, seen)
                ? draws(model, state, run, seen).size() >= model.sampling().draws()
                : model instanceof Directions;
    }

    private List<NullTest> cells(NullModelConfig model, NullState state, String run, Observation seen) {
        return new NullStatistics(plan, model)
                .cells(
                        seen,
                        isDrawn(model, seen) ? draws(model, state, run, seen).values() : List.of());
    }

    private boolean isDrawn(NullModelConfig model, Observation seen) {
        return model.sampling().draws() > 0 && applies(model, seen);
    }

    private static Map<Integer, NullModel.NullSampled> draws(
            NullModelConfig model, NullState state, String run, Observation seen) {
        boolean shared = model.at() instanceof At.Shared;
        return state.draws(
                shared ? new Ensemble.Shared(model.name()) : new Ensemble.Own(model.name(), run, seen.step()));
    }
}
