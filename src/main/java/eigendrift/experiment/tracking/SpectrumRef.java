package eigendrift.experiment.tracking;

import java.util.List;

/**
 * The place of a spectrum in the journal, and the error bounds of its vectors.
 *
 * @param checkpoint sequence number of the checkpoint among the trainer's events
 * @param spectrum sequence number of the spectrum among the probe's events; the events of its vectors are right before
 *     it
 * @param angleBounds bound on the sine of the error of each of its vectors
 */
public record SpectrumRef(long step, long checkpoint, long spectrum, List<Double> angleBounds) {

    int vectors() {
        return angleBounds.size();
    }
}
