package eigendrift.dynamics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Observables for rows that tests make up. */
public final class LocalizationValues {

    private LocalizationValues() {}

    public static ObservableValues of(double ipr, double entropy) {
        return ObservableValues.of(Map.of(Observable.IPR, ipr, Observable.ENTROPY, entropy));
    }

    public static ObservableValues of(
            double ipr, double entropy, double renyiHalf, double renyiInfinity, double largestMass, double biasMass) {
        return ObservableValues.of(Map.of(
                Observable.IPR, ipr,
                Observable.ENTROPY, entropy,
                Observable.RENYI_HALF, renyiHalf,
                Observable.RENYI_INFINITY, renyiInfinity,
                Observable.LARGEST_MASS, largestMass,
                Observable.BIAS_MASS, biasMass));
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
