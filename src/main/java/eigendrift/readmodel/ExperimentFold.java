package eigendrift.readmodel;

import eigendrift.journal.EventFilter;
import eigendrift.journal.JournalTail;
import eigendrift.journal.StoredEvent;
import java.util.Set;

/**
 * What the events of one experiment say, up to one of them: they are added in the order of writing, each once, and at
 * any time the tables of an analysis can be asked for. They are those of the journal that ends there, so a fold that
 * was stopped and goes on, one that is asked after every event, and one that reads all at once give the same bytes.
 *
 * <p>Adding an event costs what it adds. Tables are views that later events do not change; rows of pairs of checkpoints
 * beyond a bound are in a temporary file. One thread adds; tables may be walked by others.
 */
public final class ExperimentFold {

    /**
     * An empty one.
     *
     * @param analyses whose tables will be asked for; what others measured is not read
     * @throws eigendrift.config.ConfigException if the journal has no such experiment or analysis
     */
    public static ExperimentFold of(JournalTail tail, String experiment, Set<String> analyses) {
        throw new UnsupportedOperationException();
    }

    /** The events that are folded: without weights and eigenvectors, which are nearly all bytes of a journal. */
    public EventFilter filter() {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads and adds the events behind {@link #offset}.
     *
     * @param most how many at most
     * @return whether all there are have been added
     * @throws eigendrift.journal.JournalDamagedException at a damaged event; those before it are added
     */
    public boolean advance(JournalTail tail, int most) {
        throw new UnsupportedOperationException();
    }

    /**
     * Adds one event.
     *
     * @throws IllegalArgumentException if it is not behind {@link #offset}
     */
    public void add(StoredEvent event) {
        throw new UnsupportedOperationException();
    }

    /** The ordering up to which the journal is folded. */
    public long offset() {
        throw new UnsupportedOperationException();
    }

    /** The experiment as a whole, as if a process wrote to it: whether one does is not in the journal. */
    public History history() {
        throw new UnsupportedOperationException();
    }

    /**
     * The tables of an analysis, without the images of units. Costs a walk over the runs; a table of many rows costs
     * as much as is walked of it.
     *
     * @throws eigendrift.config.ConfigException if there is no such analysis
     */
    public Tables tables(String analysis) {
        throw new UnsupportedOperationException();
    }

    /** The same with the images of units, for which an eigenvector is read for each run of the first seed. */
    public Tables tables(String analysis, JournalTail vectors) {
        throw new UnsupportedOperationException();
    }

    /**
     * The rows that events behind {@code ordering} have added or changed: of every table but {@code motion}, and of
     * {@code runs} all. Costs what it returns.
     */
    public Tables since(String analysis, long ordering) {
        throw new UnsupportedOperationException();
    }

    /**
     * One vector at every two checkpoints of a run; empty arrays where there is none such. Costs the number of pairs.
     *
     * @param index as in the table of displacements: the rank, or the number of the identity
     */
    public TwoTimeMap twoTimes(String analysis, String run, int index, Label label) {
        throw new UnsupportedOperationException();
    }
}
