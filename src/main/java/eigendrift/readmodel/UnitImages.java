package eigendrift.readmodel;

import eigendrift.config.DataConfig;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.experiment.tracking.Tracker.LocalizationMeasured;
import eigendrift.journal.EventRecord;
import eigendrift.journal.JournalDamagedException;
import eigendrift.journal.JournalTail;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The incoming weights of first-layer units in leading eigenvectors, where inputs are square images. */
final class UnitImages {

    private UnitImages() {}

    /**
     * Of the first-layer unit with the largest mass in v₁. Reads one eigenvector.
     *
     * @param probe persistence id of the probe that measured the vectors
     * @param firstVector sequence number of the event of v₁
     * @return empty where the inputs are no square image, or v₁ has no mass in the first layer
     */
    static Optional<Tables.UnitImage> of(
            JournalTail tail,
            String probe,
            long firstVector,
            String run,
            DataConfig.Source source,
            LocalizationMeasured measured) {
        int inputs = measured.widths().get(0);
        int side = (int) Math.round(Math.sqrt(inputs));
        boolean images = source instanceof DataConfig.Bundled || source instanceof DataConfig.Idx;
        if (!images || side * side != inputs) {
            return Optional.empty();
        }
        List<Double> masses = measured.vectors()
                .get(0)
                .neurons()
                .masses()
                .subList(0, measured.widths().get(1));
        int unit = 0;
        for (int i = 1; i < masses.size(); i++) {
            unit = masses.get(i) > masses.get(unit) ? i : unit;
        }
        if (masses.get(unit) == 0) {
            return Optional.empty();
        }
        double[] weights = Arrays.copyOfRange(vector(tail, probe, firstVector), unit * inputs, (unit + 1) * inputs);
        return Optional.of(new Tables.UnitImage(run, measured.step(), unit, masses.get(unit), weights));
    }

    private static double[] vector(JournalTail tail, String probe, long sequenceNumber) {
        EventRecord stored = tail.event(probe, sequenceNumber)
                .orElseThrow(() -> new JournalDamagedException(
                        probe + ", event " + sequenceNumber + ": expected an eigenvector, found nothing"));
        return stored.event()
                .map(event -> ((HessianProbe.EigenvectorMeasured) event).vector())
                .orElseThrow(() -> new JournalDamagedException(stored.damage()));
    }
}
