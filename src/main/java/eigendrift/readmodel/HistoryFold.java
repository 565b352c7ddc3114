package eigendrift.readmodel;

import eigendrift.experiment.Experiment;
import eigendrift.experiment.Experiment.AnalysisPlanned;
import eigendrift.experiment.Experiment.ExperimentExtended;
import eigendrift.experiment.Experiment.RunStatus;
import eigendrift.experiment.following.ActorKind;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.DataFacts;
import eigendrift.experiment.runtime.ActorStatistics;
import eigendrift.journal.EventFilter;
import eigendrift.journal.JournalDamagedException;
import eigendrift.journal.JournalTail;
import eigendrift.journal.StoredEvent;
import eigendrift.readmodel.History.Extension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the history of one experiment of its events, which are added in their order. */
public final class HistoryFold {

    private final String id;
    private Experiment.Planned planned;
    private Instant written;
    private final List<Extension> extensions = new ArrayList<>();
    private final Map<String, RunStatus> runs = new LinkedHashMap<>();
    private final Map<String, AnalysisPlanned> analyses = new LinkedHashMap<>();
    private final Set<String> completedAnalyses = new LinkedHashSet<>();
    private boolean completed;
    private boolean cancelled;
    private boolean paused;
    private List<ActorStatistics> actors = List.of();
    private DataFacts data;
    private long offset;

    /** Of {@code experiment}, without events so far. */
    public HistoryFold(String experiment) {
        this.id = experiment;
    }

    /** Reads and adds the events behind those that it has; costs what it adds. */
    public void advance(JournalTail tail) {
        EventFilter own = EventFilter.of(id).actors(List.of(new EventFilter.Actors(ActorKind.EXPERIMENT, null, null)));
        offset = tail.read(own, offset, Long.MAX_VALUE, Integer.MAX_VALUE, this::add);
    }

    void add(StoredEvent stored) {
        if (!(stored.event() instanceof Experiment.Event event)) {
            throw new JournalDamagedException(stored.persistenceId() + ", event " + stored.sequenceNumber()
                    + ": expected an event of an experiment, found " + stored.manifest());
        }
        if (event instanceof Experiment.Planned first) {
            planned = first;
            written = stored.written();
        } else if (event instanceof Experiment.DataRead read) {
            data = read.facts();
        } else if (event instanceof AnalysisPlanned analysis) {
            analyses.put(analysis.analysis(), analysis);
        } else if (event instanceof Experiment.AnalysisCompleted analysis) {
            completedAnalyses.add(analysis.analysis());
        } else if (event instanceof ExperimentExtended extended) {
            extend(extended, stored.written());
        } else if (event instanceof Experiment.RunStarted run) {
            runs.put(run.run(), RunStatus.STARTED);
        } else if (event instanceof Experiment.RunCompleted run) {
            runs.put(run.run(), RunStatus.COMPLETED);
        } else if (event instanceof Experiment.RunFailed run) {
            runs.put(run.run(), RunStatus.DIVERGED);
        } else if (event instanceof Experiment.Completed) {
            completed = true;
        } else if (event instanceof Experiment.Cancelled) {
            cancelled = true;
        } else if (event instanceof Experiment.Resumed) {
            cancelled = false;
        } else if (event instanceof Experiment.Paused) {
            paused = true;
        } else if (event instanceof Experiment.Continued) {
            paused = false;
        } else if (event instanceof Experiment.ActorsMeasured measured) {
            actors = measured.statistics();
        }
    }

    /** Replaces configuration and status as {@link eigendrift.experiment.ExperimentState} does. */
    private void extend(ExperimentExtended event, Instant made) {
        AnalysisPlanned first = analyses.get(PersistenceIds.FIRST_ANALYSIS);
        extensions.add(new Extension(made, first.configuration(), event));
        analyses.put(
                PersistenceIds.FIRST_ANALYSIS,
                new AnalysisPlanned(PersistenceIds.FIRST_ANALYSIS, event.configuration(), first.spectraOf()));
        completedAnalyses.remove(PersistenceIds.FIRST_ANALYSIS);
        event.reopened().forEach(run -> runs.put(run, RunStatus.STARTED));
        completed = false;
    }

    /** As of the last event; empty before the first. */
    public Optional<History> history() {
        return planned == null
                ? Optional.empty()
                : Optional.of(new History(
                        id,
                        planned.configuration(),
                        planned.provenance(),
                        written,
                        List.copyOf(extensions),
                        Collections.unmodifiableMap(new LinkedHashMap<>(runs)),
                        Collections.unmodifiableMap(new LinkedHashMap<>(analyses)),
                        Collections.unmodifiableSet(new LinkedHashSet<>(completedAnalyses)),
                        completed,
                        cancelled,
                        paused,
                        actors,
                        false,
                        Optional.ofNullable(data)));
    }
}
