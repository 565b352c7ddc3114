package eigendrift.dynamics;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Observables of one direction.
 *
 * @param byColumn those that were measured; also such as only another version of the program knows
 */
public record ObservableValues(SortedMap<String, Double> byColumn) {

    public ObservableValues {
        byColumn = Collections.unmodifiableSortedMap(new TreeMap<>(byColumn));
    }

    public static ObservableValues of(Map<Observable, Double> measured) {
        SortedMap<String, Double> byColumn = new TreeMap<>();
        measured.forEach((observable, value) -> byColumn.put(observable.column(), value));
        return new ObservableValues(byColumn);
    }

    static ObservableValues of(Masses masses) {
        SortedMap<String, Double> byColumn = new TreeMap<>();
        Observable.measured().forEach(observable -> byColumn.put(observable.column(), observable.measure(masses)));
        return new ObservableValues(byColumn);
    }

    /** NaN where it was not measured. */
    public double of(Observable observable) {
        return observable.value(measured -> byColumn.getOrDefault(measured.column(), Double.NaN));
    }

    /** Without the others; of one that is derived, with what it is derived from. */
    public ObservableValues only(List<Observable> kept) {
        Set<String> columns =
                kept.stream().map(observable -> observable.origin().column()).collect(Collectors.toSet());
        SortedMap<String, Double> byColumn = new TreeMap<>(this.byColumn);
        byColumn.keySet().retainAll(columns);
        return new ObservableValues(byColumn);
    }

    /** All of these and of {@code others}, which count less. */
    public ObservableValues or(ObservableValues others) {
        SortedMap<String, Double> all = new TreeMap<>(others.byColumn);
        all.putAll(byColumn);
        return new ObservableValues(all);
    }
}
