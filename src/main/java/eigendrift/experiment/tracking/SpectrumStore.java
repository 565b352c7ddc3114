package eigendrift.experiment.tracking;

import eigendrift.experiment.following.JournalReader;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.experiment.training.Checkpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Eigenvectors and weights of earlier checkpoints: the most recently used in memory, the others read from the journal.
 *
 * <p>Reading blocks; not for the default dispatcher. Used by one thread at a time.
 */
public final class SpectrumStore {

    /** Bytes of vectors kept in memory for a run; others are read again. */
    static final long BUDGET = 64L << 20;

    private final JournalReader journal;
    private final String experiment;
    private final String run;
    private final String probe;
    private final Map<Long, Entry> entries = new LinkedHashMap<>(16, .75f, true);
    private long bytes;

    /** @param vectors one row a vector */
    public record Entry(double[] parameters, double[][] vectors) {
        long bytes() {
            return 8L * parameters.length * (1 + vectors.length);
        }
    }

    /** @param probe persistence id of the probe whose spectra are read */
    public SpectrumStore(JournalReader journal, String experiment, String run, String probe) {
        this.journal = journal;
        this.experiment = experiment;
        this.run = run;
        this.probe = probe;
    }

    public Entry get(SpectrumRef spectrum) {
        Entry entry = entries.get(spectrum.step());
        if (entry == null) {
            entry = new Entry(parameters(spectrum), vectors(spectrum));
            entries.put(spectrum.step(), entry);
            bytes += entry.bytes();
            evict();
        }
        return entry;
    }

    private void evict() {
        var oldest = entries.values().iterator();
        while (bytes > BUDGET && entries.size() > 1) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    private double[] parameters(SpectrumRef spectrum) {
        return checkpoint(spectrum).parameters();
    }

    /** Read from the journal each time. */
    Checkpoint checkpoint(SpectrumRef spectrum) {
        return Checkpoint.read(journal, experiment, run, spectrum.checkpoint());
    }

    /** Read from the journal each time. */
    HessianProbe.SpectrumMeasured measured(SpectrumRef spectrum) {
        return (HessianProbe.SpectrumMeasured)
                journal.read(probe, spectrum.spectrum(), spectrum.spectrum()).get(0);
    }

    private double[][] vectors(SpectrumRef spectrum) {
        return journal.read(probe, spectrum.spectrum() - spectrum.vectors(), spectrum.spectrum() - 1).stream()
                .map(event -> ((HessianProbe.EigenvectorMeasured) event).vector())
                .toArray(double[][]::new);
    }
}
