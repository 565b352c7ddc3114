package eigendrift.readmodel;

import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.experiment.training.Trainer;
import eigendrift.journal.EventLog;
import eigendrift.journal.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast a run trained and how closely its probe followed, from the times at which events were written.
 *
 * @param stepsPerSecond median over log intervals, so that an interruption does not count; NaN with less than two rows
 * @param products curvature products spent by the probe
 * @param waiting checkpoints taken and not yet measured
 * @param meanLagSeconds from the checkpoint to its spectrum
 */
public record RunPace(
        String run,
        double stepsPerSecond,
        long products,
        int measured,
        int waiting,
        double meanLagSeconds,
        double maxLagSeconds) {

    private static final double MILLIS = 1e3;

    /** Reads the pace of the first analysis of {@code run}. */
    public static RunPace of(EventLog log, String experiment, Run run) {
        Clock clock = new Clock();
        log.read(PersistenceIds.trainer(experiment, run.name()).id(), clock::trained);
        log.read(
                PersistenceIds.probe(experiment, run.name(), PersistenceIds.FIRST_ANALYSIS)
                        .id(),
                clock::probed);
        return clock.pace(run.name());
    }

    private static final class Clock {
        private final List<Double> rates = new ArrayList<>();
        private final Map<Long, Instant> taken = new HashMap<>();
        private final List<Double> lags = new ArrayList<>();
        private long products;
        private long step = -1;
        private Instant time;

        void trained(StoredEvent stored) {
            if (stored.event() instanceof Trainer.StepsTaken taken) {
                long millis =
                        step < 0 ? 0 : Duration.between(time, stored.written()).toMillis();
                if (millis > 0) {
                    rates.add(MILLIS * (taken.row().step() - step) / millis);
                }
                step = taken.row().step();
                time = stored.written();
            } else if (stored.event() instanceof Trainer.CheckpointTaken checkpoint
                    && checkpoint.checkpoint().scheduled()) {
                taken.put(stored.sequenceNumber(), stored.written());
            }
        }

        void probed(StoredEvent stored) {
            if (stored.event() instanceof HessianProbe.DensityMeasured density) {
                // Each node cost one product.
                density.draws().forEach(draw -> products += draw.nodes().length);
            } else if (stored.event() instanceof HessianProbe.TraceMeasured trace) {
                products += trace.products();
            } else if (stored.event() instanceof HessianProbe.SpectrumMeasured spectrum) {
                products += spectrum.products();
                Instant since = taken.get(spectrum.checkpoint());
                lags.add(Duration.between(since, stored.written()).toMillis() / MILLIS);
            }
        }

        RunPace pace(String run) {
            return new RunPace(
                    run,
                    median(),
                    products,
                    lags.size(),
                    taken.size() - lags.size(),
                    lags.stream().mapToDouble(lag -> lag).average().orElse(Double.NaN),
                    lags.stream().mapToDouble(lag -> lag).max().orElse(Double.NaN));
        }

        private double median() {
            return rates.isEmpty()
                    ? Double.NaN
                    : rates.stream().sorted().skip(rates.size() / 2).findFirst().orElseThrow();
        }
    }
}
