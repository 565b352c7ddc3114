package eigendrift.readmodel;

import eigendrift.config.reading.LoadedExperiment;
import eigendrift.experiment.following.ActorKind;
import eigendrift.experiment.following.ActorName;
import eigendrift.experiment.plan.DataFacts;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.tracking.Tracker.DynamicsMeasured;
import eigendrift.journal.EventFilter;
import eigendrift.journal.EventFilter.Actors;
import eigendrift.journal.JournalDamagedException;
import eigendrift.journal.JournalTail;
import eigendrift.journal.StoredEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the events of one experiment say, up to one of them: they are added in the order of writing, each once, and at
 * any time the tables of an analysis can be asked for. They are those of the journal that ends there, so a fold that
 * was stopped and goes on, one that is asked after every event, and one that reads all at once give the same bytes.
 *
 * <p>Adding an event costs what it adds. Tables are views that later events do not change; rows of pairs of checkpoints
 * beyond a bound are in a temporary file. One thread adds and asks for tables; these may be walked by others.
 */
public final class ExperimentFold {

    private final EventFilter filter;
    private final HistoryFold history;
    private final ActorRows rows;
    private final RowStore store = new RowStore();
    private final Map<String, LoadedExperiment> configurations = new HashMap<>();
    private long offset;

    private ExperimentFold(EventFilter filter) {
        this.filter = filter;
        this.history = new HistoryFold(filter.experiment());
        this.rows = new ActorRows(filter.experiment(), this::tracker);
    }

    /**
     * An empty one.
     *
     * @param analyses whose tables will be asked for; what others measured is not read
     * @throws eigendrift.config.ConfigException if the journal has no such experiment or analysis
     */
    public static ExperimentFold of(JournalTail tail, String experiment, Collection<String> analyses) {
        List<Actors> events = ActorRows.events(History.read(tail, experiment), analyses);
        events.add(new Actors(ActorKind.EXPERIMENT, null, null));
        return new ExperimentFold(EventFilter.of(experiment).actors(events));
    }

    /** All that the journal has of the tables of {@code analyses}. */
    public static ExperimentFold read(JournalTail tail, String experiment, Collection<String> analyses) {
        ExperimentFold fold = of(tail, experiment, analyses);
        fold.advance(tail, Integer.MAX_VALUE);
        return fold;
    }

    /**
     * The tables of an analysis for a summary, at the cost of the checkpoints alone: of what is compared the last
     * checkpoint with the one before it; of null models the draws.
     */
    public static Tables latest(JournalTail tail, History history, String analysis) {
        String experiment = history.id();
        List<Actors> events = ActorRows.summary(history, analysis);
        events.add(new Actors(ActorKind.EXPERIMENT, null, null));
        ExperimentFold fold = new ExperimentFold(EventFilter.of(experiment).actors(events));
        fold.advance(tail, Integer.MAX_VALUE);
        for (Run run : history.plannedRuns(analysis)) {
            ActorName tracker = new ActorName(ActorKind.TRACKER, experiment, run.name(), analysis);
            fold.rows.addLatest(tracker, tail.last(tracker.id(), DynamicsMeasured.class, 2), fold.offset);
        }
        return fold.tables(history, analysis);
    }

    /** The events that are folded: without weights and eigenvectors, which are nearly all bytes of a journal. */
    public EventFilter filter() {
        return filter;
    }

    /**
     * Reads and adds the events behind {@link #offset}.
     *
     * @param most how many at most
     * @return whether all there are have been added
     * @throws eigendrift.journal.JournalDamagedException at a damaged event; those before it are added
     */
    public boolean advance(JournalTail tail, int most) {
        int[] count = {0};
        long read = tail.read(filter, offset, Long.MAX_VALUE, most, event -> {
            add(event);
            count[0]++;
        });
        offset = Math.max(offset, read);
        return count[0] < most;
    }

    /**
     * Adds one event.
     *
     * @throws IllegalArgumentException if it is not behind {@link #offset}
     */
    public void add(StoredEvent event) {
        if (event.ordering() <= offset) {
            throw new IllegalArgumentException(
                    "expected an event behind ordering " + offset + ", found one at " + event.ordering());
        }
        ActorName name = ActorName.parse(event.persistenceId())
                .orElseThrow(() -> new JournalDamagedException(
                        "expected the persistence id of an actor, found " + event.persistenceId()));
        if (name.kind() == ActorKind.EXPERIMENT) {
            history.add(event);
        } else {
            rows.add(name, event);
        }
        offset = event.ordering();
    }

    /** Made at the tracker's first event, which follows those of the experiment that plan it. */
    private TrackerRows tracker(ActorName name) {
        History now = history();
        return new TrackerRows(
                name.run(),
                loaded(now, name.analysis()).config().network().activation(),
                now.data().map(DataFacts::features).orElse(List.of()),
                now.provenance().parameters(),
                store);
    }

    private LoadedExperiment loaded(History now, String analysis) {
        return configurations.computeIfAbsent(now.analysis(analysis).configuration(), text -> now.loaded(analysis));
    }

    /** The ordering up to which the journal is folded. */
    public long offset() {
        return offset;
    }

    /**
     * The experiment as a whole, as if a process wrote to it: whether one does is not in the journal (see
     * {@link History#withoutProcess}).
     *
     * @throws IllegalStateException if its first event has not been added
     */
    public History history() {
        return history.history().orElseThrow(() -> new IllegalStateException("no event of " + filter.experiment()));
    }

    /**
     * The tables of an analysis, without the images of units. Costs a walk over the runs; a table of many rows costs
     * as much as is walked of it.
     *
     * @param now {@link #history}, with what the caller knows of the process
     * @throws eigendrift.config.ConfigException if there is no such analysis
     */
    public Tables tables(History now, String analysis) {
        return folded(now, analysis).tables();
    }

    /** The same with the images of units, for which an eigenvector is read for each run of the first seed. */
    public Tables tables(History now, String analysis, JournalTail vectors) {
        return folded(now, analysis).tables(vectors);
    }

    /**
     * The rows that events behind {@code ordering} have added or changed: of every table but {@code motion} and
     * {@code configuration}, and of {@code runs} all. Costs what it returns.
     */
    public Tables since(History now, String analysis, long ordering) {
        return folded(now, analysis).since(ordering);
    }

    private FoldedAnalysis folded(History now, String analysis) {
        LoadedExperiment loaded = loaded(now, analysis);
        return new FoldedAnalysis(
                now, analysis, now.analysis(analysis).spectraOf(), loaded, History.plannedRuns(loaded.config()), rows);
    }

    /**
     * One vector at every two checkpoints of a run; without steps where there is none such. Costs the square of the
     * number of checkpoints.
     *
     * @param index as in the table of displacements: the rank, or the number of the identity
     */
    public TwoTimeMap twoTimes(String analysis, String run, int index, Label label) {
        return rows.tracker(run, analysis)
                .map(tracker -> tracker.pairs.twoTimes(index, label))
                .orElse(TwoTimeMap.empty(new long[0]));
    }
}
