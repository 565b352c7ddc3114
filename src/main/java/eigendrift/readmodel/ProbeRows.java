package eigendrift.readmodel;

import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.experiment.probing.HessianProbe.DensityMeasured;
import eigendrift.experiment.probing.HessianProbe.ProbeFailed;
import eigendrift.experiment.probing.HessianProbe.ProductChecked;
import eigendrift.experiment.probing.HessianProbe.SpectrumMeasured;
import eigendrift.experiment.probing.HessianProbe.StabilityMeasured;
import eigendrift.experiment.probing.HessianProbe.TraceMeasured;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes rows of the events of one probe. */
final class ProbeRows {

    /** The events that rows are made of. */
    static final Set<Class<? extends JournalEvent>> KINDS = Set.of(
            SpectrumMeasured.class,
            ProbeFailed.class,
            DensityMeasured.class,
            TraceMeasured.class,
            StabilityMeasured.class,
            ProductChecked.class);

    final Rows<Tables.MissingSpectrum> missing = new Rows<>();
    final Rows<Tables.Density> density = new Rows<>();
    final Rows<Tables.Trace> trace = new Rows<>();
    final Rows<Tables.Stability> stability = new Rows<>();
    final Rows<Tables.Check> checks = new Rows<>();

    private final String run;
    private final Rows<Tables.Spectrum> spectrum = new Rows<>();

    /** Of each step the sequence number of the event of its first eigenvector. */
    private final Map<Long, Long> firstVectors = new HashMap<>();

    ProbeRows(String run) {
        this.run = run;
    }

    /** The rows of the {@code k} leading pairs; analyses with fewer pairs may share a probe. */
    List<Tables.Spectrum> spectrum(int k, long behind) {
        return spectrum.behind(behind).stream().filter(row -> row.index() <= k).toList();
    }

    /** The sequence number of the event of the first eigenvector at {@code step}; 0 where there is none. */
    long firstVector(long step) {
        return firstVectors.getOrDefault(step, 0L);
    }

    void add(HessianProbe.Event event, long sequenceNumber, long ordering) {
        if (event instanceof SpectrumMeasured measured) {
            addSpectrum(measured, ordering);
            // The events of the eigenvectors stand right before that of their spectrum.
            firstVectors.put(measured.step(), sequenceNumber - measured.pairs().size());
        } else if (event instanceof ProbeFailed failed) {
            missing.add(new Tables.MissingSpectrum(run, failed.step(), failed.reason()), ordering);
        } else if (event instanceof DensityMeasured measured) {
            addDensity(measured, ordering);
        } else if (event instanceof TraceMeasured measured) {
            trace.add(
                    new Tables.Trace(
                            run,
                            measured.step(),
                            measured.method(),
                            measured.estimate(),
                            measured.standardError(),
                            measured.products()),
                    ordering);
        } else if (event instanceof StabilityMeasured measured) {
            stability.add(
                    new Tables.Stability(
                            run,
                            measured.step(),
                            measured.operator(),
                            measured.sharpness(),
                            measured.threshold(),
                            measured.learningRate()),
                    ordering);
        } else if (event instanceof ProductChecked checked) {
            checks.add(new Tables.Check(run, checked.step(), checked.method(), checked.check()), ordering);
        }
    }

    private void addSpectrum(SpectrumMeasured measured, long ordering) {
        for (int i = 0; i < measured.pairs().size(); i++) {
            HessianProbe.Pair pair = measured.pairs().get(i);
            spectrum.add(
                    new Tables.Spectrum(
                            run,
                            measured.step(),
                            i + 1,
                            pair.value(),
                            pair.residual(),
                            pair.gap(),
                            pair.angleBound(),
                            measured.products(),
                            measured.converged()),
                    ordering);
        }
    }

    private void addDensity(DensityMeasured measured, long ordering) {
        for (int draw = 0; draw < measured.draws().size(); draw++) {
            HessianProbe.Quadrature quadrature = measured.draws().get(draw);
            for (int node = 0; node < quadrature.nodes().length; node++) {
                density.add(
                        new Tables.Density(
                                run,
                                measured.step(),
                                draw + 1,
                                quadrature.nodes()[node],
                                quadrature.weights()[node],
                                measured.width()),
                        ordering);
            }
        }
    }
}
