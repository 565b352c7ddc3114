package eigendrift.readmodel;

import eigendrift.config.DataConfig;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.experiment.tracking.Tracker.LocalizationMeasured;
import eigendrift.journal.EventLog;
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
     * @return empty where the inputs are no square image, or v₁ has no mass in the first layer
     */
    static Optional<Tables.UnitImage> of(
            EventLog log, String probe, String run, DataConfig.Source source, LocalizationMeasured measured) {
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
        double[] weights =
                Arrays.copyOfRange(firstVector(log, probe, measured.step()), unit * inputs, (unit + 1) * inputs);
        return Optional.of(new Tables.UnitImage(run, measured.step(), unit, masses.get(unit), weights));
    }

    /**
     * Reads v₁ at {@code step}: the event of the first eigenvector precedes {@code SpectrumMeasured} by k events, k
     * being the number of its vectors.
     */
    private static double[] firstVector(EventLog log, String probe, long step) {
        long[] first = {0};
        log.read(probe, HessianProbe.SpectrumMeasured.class, (event, number) -> {
            first[0] = event.step() == step ? number - event.pairs().size() : first[0];
        });
        double[][] vector = {{}};
        log.read(probe, first[0], first[0], stored -> {
            vector[0] = ((HessianProbe.EigenvectorMeasured) stored.event()).vector();
        });
        return vector[0];
    }
}
