package eigendrift.readmodel;

import eigendrift.config.ConfigException;
import eigendrift.config.ExperimentConfig;
import eigendrift.config.reading.ExperimentReader;
import eigendrift.config.reading.LoadedExperiment;
import eigendrift.experiment.Experiment.AnalysisPlanned;
import eigendrift.experiment.Experiment.ExperimentExtended;
import eigendrift.experiment.Experiment.RunStatus;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.DataFacts;
import eigendrift.experiment.plan.Provenance;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.runtime.ActorStatistics;
import eigendrift.journal.JournalTail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One experiment as a whole, from the events of {@code Experiment}.
 *
 * @param configuration as it was begun
 * @param planned when it was begun
 * @param extensions those made since, oldest first
 * @param runs those that have started
 * @param analyses by name, in the order in which they were planned
 * @param completedAnalyses their names
 * @param cancelled whether it was interrupted and not yet resumed
 * @param paused whether training is withheld
 * @param actors what the actors cost, at the last measurement
 * @param stopped whether it is neither complete nor interrupted and no process writes to it: the process was killed
 * @param data description of the data; older journals have none
 */
public record History(
        String id,
        String configuration,
        Provenance provenance,
        Instant planned,
        List<Extension> extensions,
        Map<String, RunStatus> runs,
        Map<String, AnalysisPlanned> analyses,
        Set<String> completedAnalyses,
        boolean completed,
        boolean cancelled,
        boolean paused,
        List<ActorStatistics> actors,
        boolean stopped,
        Optional<DataFacts> data) {

    /**
     * More runs, or longer ones.
     *
     * @param before the configuration that {@code event} replaced
     */
    public record Extension(Instant made, String before, ExperimentExtended event) {}

    /**
     * Reads the experiment {@code id}.
     *
     * @throws ConfigException if the journal has no such experiment
     */
    public static History read(JournalTail tail, String id) {
        HistoryFold fold = new HistoryFold(id);
        fold.advance(tail);
        return fold.history().orElseThrow(() -> {
            List<String> known = tail.experiments();
            return new ConfigException("expected the id of an experiment in the journal, found id = " + id + ".\n"
                    + (known.isEmpty()
                            ? "The journal has none yet."
                            : "Maybe one of " + String.join(", ", known) + "."));
        });
    }

    /** The configuration of an analysis. */
    public LoadedExperiment loaded(String analysis) {
        return ExperimentReader.parse(analysis(analysis).configuration(), List.of());
    }

    /** @throws ConfigException if there is no such analysis */
    public AnalysisPlanned analysis(String name) {
        AnalysisPlanned analysis = analyses.get(name);
        if (analysis == null) {
            throw new ConfigException("expected an analysis of " + id + ", found analysis = " + name
                    + ".\nMaybe one of " + String.join(", ", analyses.keySet()) + ".");
        }
        return analysis;
    }

    /** All runs in their order, optimizers first, with those that have not started. */
    public List<Run> plannedRuns() {
        return plannedRuns(PersistenceIds.FIRST_ANALYSIS);
    }

    /** The runs of an analysis in their order: fewer than there are where the experiment has been extended since. */
    public List<Run> plannedRuns(String analysis) {
        return plannedRuns(loaded(analysis).config());
    }

    static List<Run> plannedRuns(ExperimentConfig config) {
        List<Run> all = new ArrayList<>();
        config.optimizers().forEach(optimizer -> config.seeds().forEach(seed -> all.add(new Run(optimizer, seed))));
        return all;
    }

    /**
     * How much an analysis that was made before an extension covers, such as "4 of 6 runs"; empty if it covers
     * everything.
     */
    public Optional<String> coverage(String analysis) {
        ExperimentConfig all = loaded(PersistenceIds.FIRST_ANALYSIS).config();
        ExperimentConfig own = loaded(analysis).config();
        List<String> fewer = new ArrayList<>();
        int runs = plannedRuns(analysis).size();
        if (runs < plannedRuns().size()) {
            fewer.add(runs + " of " + plannedRuns().size() + " runs");
        }
        if (!own.training().length().equals(all.training().length())) {
            fewer.add(own.training().length().text() + " of "
                    + all.training().length().text());
        }
        return fewer.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", fewer));
    }

    /** A row for each input that has a name or was centred. */
    public List<InputRow> inputRows() {
        return data.map(facts -> IntStream.range(0, Math.max(facts.features().size(), facts.shift().length))
                        .mapToObj(i -> new InputRow(
                                i,
                                facts.features().isEmpty()
                                        ? ""
                                        : facts.features().get(i),
                                facts.divisor(),
                                facts.shift().length == 0 ? 0 : facts.shift()[i],
                                facts.scale().length == 0 ? 1 : facts.scale()[i]))
                        .toList())
                .orElse(List.of());
    }

    /** The same, where no process writes to it any more. */
    public History withoutProcess() {
        return new History(
                id,
                configuration,
                provenance,
                planned,
                extensions,
                runs,
                analyses,
                completedAnalyses,
                completed,
                cancelled,
                paused,
                actors,
                true,
                data);
    }

    /** As of one of its runs. */
    public Status status(Run run) {
        RunStatus status = runs.get(run.name());
        if (status == null) {
            return Status.WAITING;
        }
        return switch (status) {
            case STARTED -> open();
            case COMPLETED -> Status.COMPLETED;
            case DIVERGED -> Status.DIVERGED;
        };
    }

    /** As of the whole experiment. */
    public Status status() {
        boolean analysed = completedAnalyses.containsAll(analyses.keySet());
        return completed && analysed && !cancelled ? Status.COMPLETED : open();
    }

    /** Of what has begun and not ended. */
    private Status open() {
        if (cancelled) {
            return Status.INTERRUPTED;
        }
        if (stopped) {
            return Status.STOPPED;
        }
        return paused ? Status.PAUSED : Status.RUNNING;
    }
}
