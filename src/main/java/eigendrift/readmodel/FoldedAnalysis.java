package eigendrift.readmodel;

import eigendrift.config.ExperimentConfig;
import eigendrift.config.NullModelConfig;
import eigendrift.config.NullModelName;
import eigendrift.config.reading.LoadedExperiment;
import eigendrift.config.reading.Setting;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.DataFacts;
import eigendrift.experiment.plan.Run;
import eigendrift.journal.JournalTail;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts the tables of one analysis together from the rows of its actors, by run in the order of the configuration.
 *
 * @param spectraOf the analysis whose spectra it uses
 */
record FoldedAnalysis(
        History history, String analysis, String spectraOf, LoadedExperiment loaded, List<Run> runs, ActorRows rows) {

    /** Everything there is, but the images of units. */
    Tables tables() {
        List<NullModelName> models =
                config().nullModels().stream().map(NullModelConfig::name).toList();
        NullRows nulls = rows.nullModel(analysis);
        Tables all = behind(0)
                .nulls(nulls.nulls(models, runs))
                .nullDraws(nulls.draws(models, runs))
                .configuration(Setting.of(loaded.json()))
                .build();
        List<Tables.Motion> motion = Views.lazy(() -> MotionRows.of(all.displacement(), all.weights()));
        return all.with()
                .identity(new Tables.Identity(
                        all.identity().ranks(), all.identity().changes(), motion))
                .build();
    }

    /** The same with the images of units of the runs of the first seed, as far as these are localized. */
    Tables tables(JournalTail vectors) {
        Tables all = tables();
        List<Tables.UnitImage> images = runs.stream()
                .filter(run -> run.seed() == config().seeds().get(0))
                .flatMap(run -> image(vectors, run.name()).stream())
                .toList();
        return all.with()
                .carriers(new Tables.Carriers(
                        all.carriers().neurons(), all.carriers().parameters(), images))
                .build();
    }

    private Optional<Tables.UnitImage> image(JournalTail vectors, String run) {
        return rows.tracker(run, analysis)
                .flatMap(TrackerRows::localized)
                .flatMap(measured -> UnitImages.of(
                        vectors,
                        PersistenceIds.probe(history.id(), run, spectraOf).id(),
                        rows.probe(run, spectraOf).firstVector(measured.step()),
                        run,
                        config().data().source(),
                        measured));
    }

    /** What the events behind {@code ordering} have added or changed. */
    Tables since(long ordering) {
        NullRows nulls = rows.nullModel(analysis);
        return behind(ordering)
                .nulls(nulls.nulls(ordering))
                .nullDraws(nulls.draws(ordering))
                .build();
    }

    private TablesBuilder behind(long ordering) {
        return Tables.builder()
                .runs(runs.stream().map(this::run).toList())
                .training(ofRuns(run -> Optional.of(rows.trainer(run).training.behind(ordering))))
                .spectrum(ofProbes(probe -> probe.spectrum(config().probe().eigenpairs(), ordering)))
                .missing(ofProbes(probe -> probe.missing.behind(ordering)))
                .estimates(new Tables.Estimates(
                        ofProbes(probe -> probe.density.behind(ordering)),
                        ofProbes(probe -> probe.trace.behind(ordering)),
                        ofProbes(probe -> probe.stability.behind(ordering)),
                        ofProbes(probe -> probe.checks.behind(ordering))))
                .localization(ofTrackers(tracker -> tracker.localization.vectors.behind(ordering)))
                .carriers(new Tables.Carriers(
                        ofTrackers(tracker -> tracker.localization.neurons.behind(ordering)),
                        ofTrackers(tracker -> tracker.localization.carriers.behind(ordering)),
                        List.of()))
                .alignment(ofTrackers(tracker -> tracker.alignment.behind(ordering)))
                .identity(new Tables.Identity(
                        ofTrackers(tracker -> tracker.identities.ranks.behind(ordering)),
                        ofTrackers(tracker -> tracker.identities.changes.behind(ordering)),
                        List.of()))
                .displacement(ofPairs(pairs -> pairs.displacement(ordering)))
                .subspace(ofPairs(pairs -> pairs.subspace(ordering)))
                .weights(ofPairs(pairs -> pairs.weights(ordering)));
    }

    private ExperimentConfig config() {
        return loaded.config();
    }

    private Tables.Run run(Run run) {
        return rows.trainer(run.name())
                .run(
                        run,
                        history.provenance().parameters(),
                        history.status(run),
                        history.data().map(DataFacts::baseline).orElse(Double.NaN));
    }

    private <R> List<R> ofRuns(Function<String, Optional<List<R>>> rowsOf) {
        return Views.concat(
                runs.stream().flatMap(run -> rowsOf.apply(run.name()).stream()).toList());
    }

    private <R> List<R> ofProbes(Function<ProbeRows, List<R>> rowsOf) {
        return ofRuns(run -> Optional.of(rowsOf.apply(rows.probe(run, spectraOf))));
    }

    private <R> List<R> ofTrackers(Function<TrackerRows, List<R>> rowsOf) {
        return ofRuns(run -> rows.tracker(run, analysis).map(rowsOf));
    }

    private <R> Collection<R> ofPairs(Function<PairRows, Collection<R>> rowsOf) {
        return Views.join(runs.stream()
                .flatMap(run -> rows.tracker(run.name(), analysis).stream())
                .map(tracker -> rowsOf.apply(tracker.pairs))
                .toList());
    }
}
