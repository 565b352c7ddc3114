package eigendrift.dynamics;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Observables for rows that tests make up. */
public final class LocalizationValues {

    private LocalizationValues() {}

    public static ObservableValues of(double ipr, double entropy) {
        return ObservableValues.of(Map.of(Observable.IPR, ipr, Observable.ENTROPY, entropy));
    }

    /** Any further ones are ½. */
    public static ObservableValues of(
            double ipr, double entropy, double renyiHalf, double renyiInfinity, double largestMass, double biasMass) {
        Map<Observable, Double> values = new EnumMap<>(Observable.class);
        Observable.measured().forEach(observable -> values.put(observable, .5));
        values.put(Observable.IPR, ipr);
        values.put(Observable.ENTROPY, entropy);
        values.put(Observable.RENYI_HALF, renyiHalf);
        values.put(Observable.RENYI_INFINITY, renyiInfinity);
        values.put(Observable.LARGEST_MASS, largestMass);
        values.put(Observable.BIAS_MASS, biasMass);
        return ObservableValues.of(values);
    }

    /** As a journal has it that was written before some were measured. */
    public static ObservableValues without(ObservableValues values, Observable... later) {
        SortedMap<String, Double> byColumn = new TreeMap<>(values.byColumn());
        for (Observable observable : later) {
            byColumn.remove(observable.column());
        }
        return new ObservableValues(byColumn);
    }
}
