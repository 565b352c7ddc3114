package eigendrift.readmodel;

import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.experiment.training.Checkpoint;
import eigendrift.experiment.training.Trainer;
import eigendrift.journal.EventLog;
import eigendrift.linalg.LanczosQuadrature;
import eigendrift.network.ParameterLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the arrays of the scheduled checkpoints of an experiment, one checkpoint at a time. */
public final class CheckpointsReader {

    private final EventLog log;
    private final ParameterLayout layout;
    private final int k;
    private final Run run;
    private final String probe;
    private final Map<Long, Place> spectra = new HashMap<>();
    private final Map<Long, LanczosQuadrature> densities = new HashMap<>();

    private record Place(HessianProbe.SpectrumMeasured spectrum, long sequenceNumber) {}

    private CheckpointsReader(EventLog log, ParameterLayout layout, int k, Run run, String probe) {
        this.log = log;
        this.layout = layout;
        this.k = k;
        this.run = run;
        this.probe = probe;
        log.read(
                probe,
                HessianProbe.SpectrumMeasured.class,
                (event, number) -> spectra.put(event.step(), new Place(event, number)));
        log.read(
                probe,
                HessianProbe.DensityMeasured.class,
                (event, number) -> densities.put(
                        event.step(),
                        LanczosQuadrature.mean(event.draws().stream()
                                .map(draw -> new LanczosQuadrature(draw.nodes(), draw.weights()))
                                .toList())));
    }

    /**
     * Hands every checkpoint, by run and step, to {@code reader}, with the k leading eigenvectors of {@code analysis}.
     */
    public static void read(
            EventLog log, History history, String analysis, ParameterLayout layout, Consumer<CheckpointArrays> reader) {
        int k = history.loaded(analysis).config().probe().eigenpairs();
        String spectraOf = history.analysis(analysis).spectraOf();
        for (Run run : history.plannedRuns(analysis)) {
            String probe =
                    PersistenceIds.probe(history.id(), run.name(), spectraOf).id();
            CheckpointsReader arrays = new CheckpointsReader(log, layout, k, run, probe);
            log.read(
                    PersistenceIds.trainer(history.id(), run.name()).id(),
                    Trainer.CheckpointTaken.class,
                    (event, number) -> {
                        if (event.checkpoint().scheduled()) {
                            reader.accept(arrays.at(event.checkpoint()));
                        }
                    });
        }
    }

    private CheckpointArrays at(Checkpoint checkpoint) {
        Place place = spectra.get(checkpoint.step());
        return new CheckpointArrays(
                run.name(),
                checkpoint.step(),
                layout,
                checkpoint.parameters(),
                place == null ? new double[0] : values(place),
                place == null ? new double[0][] : vectors(place),
                Optional.ofNullable(densities.get(checkpoint.step())));
    }

    private double[] values(Place place) {
        return place.spectrum().pairs().stream()
                .limit(k)
                .mapToDouble(HessianProbe.Pair::value)
                .toArray();
    }

    private double[][] vectors(Place place) {
        int measured = place.spectrum().pairs().size();
        long first = place.sequenceNumber() - measured;
        List<double[]> vectors = new ArrayList<>();
        log.read(
                probe,
                first,
                first + Math.min(k, measured) - 1,
                stored -> vectors.add(((HessianProbe.EigenvectorMeasured) stored.event()).vector()));
        return vectors.toArray(double[][]::new);
    }
}
