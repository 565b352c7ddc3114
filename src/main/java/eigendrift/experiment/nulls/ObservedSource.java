package eigendrift.experiment.nulls;

import eigendrift.experiment.following.JournalReader;
import eigendrift.experiment.nulls.NullModel.Observation;
import eigendrift.experiment.tracking.SpectrumStore;
import eigendrift.experiment.training.Checkpoint;

/** Reads the weights and eigenvectors of one run that draws need from the journal. Blocks. */
record ObservedSource(JournalReader journal, String experiment, String run, String probe) {

    /** The weights at an observation. */
    double[] parameters(Observation seen) {
        return Checkpoint.read(journal, experiment, run, seen.spectrum().checkpoint())
                .parameters();
    }

    /** The eigenvectors at an observation, those of the buffer included. */
    double[][] vectors(Observation seen) {
        return new SpectrumStore(journal, experiment, run, probe)
                .get(seen.spectrum())
                .vectors();
    }
}
