package eigendrift.dashboard;

import java.util.LinkedHashMap;
import java.util.Map;

/** The folds of the analyses that were looked at last. */
final class Folds implements AutoCloseable {

    /** How many are kept: each holds the tables of its analysis. */
    private static final int KEPT = 6;

    private final Journal journal;

    /** In the order of their last use. */
    private final Map<Key, LiveFold> folds = new LinkedHashMap<>(KEPT, 1, true);

    private record Key(String experiment, String analysis) {}

    Folds(Journal journal) {
        this.journal = journal;
    }

    /** @throws eigendrift.config.ConfigException if there is no such experiment or analysis */
    synchronized LiveFold of(String experiment, String analysis) {
        Key key = new Key(experiment, analysis);
        LiveFold known = folds.get(key);
        if (known != null && known.isCurrent()) {
            return known;
        }
        LiveFold fresh = new LiveFold(journal, experiment, analysis);
        LiveFold former = folds.put(key, fresh);
        if (former != null) {
            former.close();
        }
        if (folds.size() > KEPT) {
            Key eldest = folds.keySet().iterator().next();
            folds.remove(eldest).close();
        }
        return fresh;
    }

    @Override
    public synchronized void close() {
        folds.values().forEach(LiveFold::close);
        folds.clear();
    }
}
