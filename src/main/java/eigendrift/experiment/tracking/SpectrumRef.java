package eigendrift.experiment.tracking;

import java.util.List;

/**
 * Where a spectrum stands in the journal, and how sure its vectors are.
 *
 * @param checkpoint sequence number of the checkpoint among the trainer's events
 * @param spectrum sequence number of the spectrum among the probe's events; its vectors stand right before it
 * @param angleBounds bound on the sine of the error of each of its vectors
 */
public record SpectrumRef(long step, long checkpoint, long spectrum, List<Double> angleBounds) {

    int vectors() {
        return angleBounds.size();
    }
}
