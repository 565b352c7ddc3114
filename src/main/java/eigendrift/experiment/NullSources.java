package eigendrift.experiment;

import eigendrift.experiment.NullModel.Observation;

/** What the draws of a null model need of one run's past, read from the journal. Blocks. */
record NullSources(JournalReader journal, String experiment, String run, String probe) {

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
