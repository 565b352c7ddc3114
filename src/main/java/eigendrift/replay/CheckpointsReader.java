package eigendrift.replay;

import eigendrift.experiment.HessianProbe;
import eigendrift.experiment.Ids;
import eigendrift.experiment.Run;
import eigendrift.experiment.Trainer;
import eigendrift.journal.EventLog;
import eigendrift.linalg.Blocks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the arrays of the scheduled checkpoints of an experiment, one checkpoint at a time. */
public final class CheckpointsReader {

    private record Place(HessianProbe.SpectrumMeasured spectrum, long sequenceNumber) {}

    private CheckpointsReader() {}

    /** Hands every checkpoint, by run and step, to {@code reader}, with the k leading eigenvectors of {@code analysis}. */
    public static void read(
            EventLog log, History history, String analysis, Blocks blocks, Consumer<CheckpointArrays> reader) {
        int k = history.loaded(analysis).config().probe().eigenpairs();
        for (Run run : history.plannedRuns()) {
            String probe = Ids.probe(
                            history.id(), run.name(), history.analysis(analysis).spectraOf())
                    .id();
            Map<Long, Place> spectra = new HashMap<>();
            log.read(
                    probe,
                    HessianProbe.SpectrumMeasured.class,
                    (event, number) -> spectra.put(event.step(), new Place(event, number)));
            log.read(Ids.trainer(history.id(), run.name()).id(), Trainer.CheckpointTaken.class, (event, number) -> {
                if (event.checkpoint().scheduled()) {
                    long step = event.checkpoint().step();
                    reader.accept(arrays(
                            log, run, blocks, event.checkpoint().parameters(), step, probe, spectra.get(step), k));
                }
            });
        }
    }

    private static CheckpointArrays arrays(
            EventLog log, Run run, Blocks blocks, double[] parameters, long step, String probe, Place place, int k) {
        if (place == null) {
            return new CheckpointArrays(run.name(), step, blocks, parameters, new double[0], new double[0][]);
        }
        int count = Math.min(k, place.spectrum().pairs().size());
        long first = place.sequenceNumber() - place.spectrum().pairs().size();
        List<double[]> vectors = new ArrayList<>();
        log.read(
                probe,
                first,
                first + count - 1,
                stored -> vectors.add(((HessianProbe.EigenvectorMeasured) stored.event()).vector()));
        double[] values = place.spectrum().pairs().stream()
                .limit(count)
                .mapToDouble(HessianProbe.Pair::value)
                .toArray();
        return new CheckpointArrays(run.name(), step, blocks, parameters, values, vectors.toArray(double[][]::new));
    }
}
