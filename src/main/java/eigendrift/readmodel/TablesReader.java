package eigendrift.readmodel;

import eigendrift.config.ExperimentConfig;
import eigendrift.config.reading.Setting;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.DataFacts;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.experiment.tracking.Tracker;
import eigendrift.experiment.training.LogRow;
import eigendrift.experiment.training.Trainer;
import eigendrift.journal.EventLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the tables of one analysis from the journal. */
public final class TablesReader {

    private final EventLog log;
    private final History history;
    private final String analysis;
    private final ExperimentConfig config;
    private final int k;
    private final Map<String, Integer> places = new HashMap<>();
    private final Tables tables = new Tables(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new SortedRows<>(this::inOrder, RowFormat.displacement()),
            SortedRows.asAdded(RowFormat.subspace()),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new Tables.Carriers(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()),
            new Tables.Estimates(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()),
            new Tables.Identity(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()),
            SortedRows.asAdded(RowFormat.weights()),
            new ArrayList<>(),
            new ArrayList<>());

    private TablesReader(EventLog log, History history, String analysis) {
        this.log = log;
        this.history = history;
        this.analysis = analysis;
        this.config = history.loaded(analysis).config();
        this.k = config.probe().eigenpairs();
    }

    public static Tables read(EventLog log, History history, String analysis) {
        TablesReader reader = new TablesReader(log, history, analysis);
        reader.addConfiguration();
        history.plannedRuns(analysis).forEach(run -> {
            reader.addRun(run);
            reader.addTracked(run);
        });
        Tables tables = reader.tables;
        tables.identity().motion().addAll(MotionRows.of(tables.displacement(), tables.weights()));
        new NullRows(log, history, analysis, tables).add();
        return tables;
    }

    /**
     * The same for a summary, at the cost of the checkpoints alone: of what is compared the last checkpoint with the
     * one before it; of null models the draws.
     */
    public static Tables readLatest(EventLog log, History history, String analysis) {
        TablesReader reader = new TablesReader(log, history, analysis);
        reader.addConfiguration();
        history.plannedRuns(analysis).forEach(run -> {
            reader.addRun(run);
            reader.addLatest(run);
        });
        new NullRows(log, history, analysis, reader.tables).addDraws();
        return reader.tables;
    }

    /** Compares by run in the order of the runs, then by index, label and the two steps. */
    private int inOrder(Tables.Displacement a, Tables.Displacement b) {
        int compared = a.run().equals(b.run()) ? 0 : places.get(a.run()) - places.get(b.run());
        compared = compared != 0 ? compared : Integer.compare(a.index(), b.index());
        compared = compared != 0 ? compared : a.label().compareTo(b.label());
        compared = compared != 0 ? compared : Long.compare(a.stepFrom(), b.stepFrom());
        return compared != 0 ? compared : Long.compare(a.stepTo(), b.stepTo());
    }

    /** Adds the rows of the trainer's and the probe's events. */
    private void addRun(Run run) {
        places.put(run.name(), places.size());
        String trainer = PersistenceIds.trainer(history.id(), run.name()).id();
        log.read(trainer, Trainer.StepsTaken.class, (event, number) -> addTraining(run, event.row()));
        Tables.Training last = null;
        for (Tables.Training row : tables.training()) {
            last = row.run().equals(run.name()) ? row : last;
        }
        tables.runs()
                .add(new Tables.Run(
                        run.name(),
                        run.optimizer().name(),
                        run.seed(),
                        history.provenance().parameters(),
                        history.status(run),
                        last == null ? 0 : last.step(),
                        last == null ? Double.NaN : last.trainLoss(),
                        last == null ? Double.NaN : last.trainAccuracy(),
                        history.data().map(DataFacts::baseline).orElse(Double.NaN),
                        deadUnits(trainer)));
        String probe = probe(run);
        log.read(probe, HessianProbe.SpectrumMeasured.class, (event, number) -> addSpectrum(run, event));
        log.read(probe, HessianProbe.ProbeFailed.class, (event, number) -> tables.missing()
                .add(new Tables.MissingSpectrum(run.name(), event.step(), event.reason())));
        log.read(probe, HessianProbe.DensityMeasured.class, (event, number) -> addDensity(run, event));
        log.read(probe, HessianProbe.TraceMeasured.class, (event, number) -> addTrace(run, event));
        log.read(probe, HessianProbe.StabilityMeasured.class, (event, number) -> addStability(run, event));
        log.read(probe, HessianProbe.ProductChecked.class, (event, number) -> tables.estimates()
                .checks()
                .add(new Tables.Check(run.name(), event.step(), event.method(), event.check())));
    }

    private String probe(Run run) {
        String spectraOf = history.analysis(analysis).spectraOf();
        return PersistenceIds.probe(history.id(), run.name(), spectraOf).id();
    }

    private String tracker(Run run) {
        return PersistenceIds.tracker(history.id(), run.name(), analysis).id();
    }

    private void addConfiguration() {
        tables.configuration().addAll(Setting.of(history.loaded(analysis).json()));
    }

    private DynamicsRows dynamicsRows(Run run) {
        return new DynamicsRows(
                run.name(),
                config.network().activation(),
                history.data().map(DataFacts::features).orElse(List.of()),
                tables);
    }

    private void addTracked(Run run) {
        IdentityRows identities = new IdentityRows(run.name(), tables.identity(), tables.displacement());
        DynamicsRows dynamics = dynamicsRows(run);
        log.read(tracker(run), stored -> {
            if (stored.event() instanceof Tracker.Event event) {
                identities.add(event);
                dynamics.add(event);
            }
            if (stored.event() instanceof Tracker.DynamicsMeasured measured) {
                measured.pairs().forEach(pair -> addMoved(run, measured.step(), pair));
                measured.pairs().forEach(pair -> addWeights(run, measured.step(), pair));
            }
        });
        if (run.seed() == config.seeds().get(0)) {
            dynamics.localized()
                    .flatMap(at -> UnitImages.of(
                            log, probe(run), run.name(), config.data().source(), at))
                    .ifPresent(tables.carriers().images()::add);
        }
    }

    private void addLatest(Run run) {
        List<Tracker.DynamicsMeasured> last = log.readLast(tracker(run), Tracker.DynamicsMeasured.class, 2);
        if (last.isEmpty()) {
            return;
        }
        Tracker.DynamicsMeasured now = last.get(last.size() - 1);
        DynamicsRows dynamics = dynamicsRows(run);
        dynamics.addLocalization(now, Optional.empty());
        now.pairs().stream()
                .filter(pair -> pair.stepFrom() == last.get(0).step())
                .forEach(pair -> addMoved(run, now.step(), pair));
    }

    private double deadUnits(String trainer) {
        double[] share = {Double.NaN};
        log.read(
                trainer,
                Trainer.UnitsCounted.class,
                (event, number) -> share[0] = event.units() == 0 ? 0 : (double) event.dead() / event.units());
        return share[0];
    }

    private void addTraining(Run run, LogRow row) {
        tables.training()
                .add(new Tables.Training(
                        run.name(),
                        row.step(),
                        row.epoch(),
                        row.loss(),
                        row.trainLoss(),
                        row.trainAccuracy(),
                        row.testLoss(),
                        row.testAccuracy(),
                        row.gradientNorm(),
                        row.updateNorm(),
                        row.learningRate()));
    }

    private void addSpectrum(Run run, HessianProbe.SpectrumMeasured spectrum) {
        for (int i = 0; i < Math.min(k, spectrum.pairs().size()); i++) {
            HessianProbe.Pair pair = spectrum.pairs().get(i);
            tables.spectrum()
                    .add(new Tables.Spectrum(
                            run.name(),
                            spectrum.step(),
                            i + 1,
                            pair.value(),
                            pair.residual(),
                            pair.gap(),
                            pair.angleBound(),
                            spectrum.products(),
                            spectrum.converged()));
        }
    }

    private void addDensity(Run run, HessianProbe.DensityMeasured density) {
        for (int draw = 0; draw < density.draws().size(); draw++) {
            HessianProbe.Quadrature quadrature = density.draws().get(draw);
            for (int k = 0; k < quadrature.nodes().length; k++) {
                tables.estimates()
                        .density()
                        .add(new Tables.Density(
                                run.name(),
                                density.step(),
                                draw + 1,
                                quadrature.nodes()[k],
                                quadrature.weights()[k],
                                density.width()));
            }
        }
    }

    private void addTrace(Run run, HessianProbe.TraceMeasured trace) {
        tables.estimates()
                .trace()
                .add(new Tables.Trace(
                        run.name(),
                        trace.step(),
                        trace.method(),
                        trace.estimate(),
                        trace.standardError(),
                        trace.products()));
    }

    private void addStability(Run run, HessianProbe.StabilityMeasured stability) {
        tables.estimates()
                .stability()
                .add(new Tables.Stability(
                        run.name(),
                        stability.step(),
                        stability.operator(),
                        stability.sharpness(),
                        stability.threshold(),
                        stability.learningRate()));
    }

    private void addWeights(Run run, long step, Tracker.PairMeasured pair) {
        double distance =
                Math.sqrt(pair.weightDisplacement() * history.provenance().parameters());
        tables.weights()
                .add(new Tables.Weights(run.name(), pair.stepFrom(), step, pair.weightDisplacement(), distance));
    }

    private void addMoved(Run run, long step, Tracker.PairMeasured pair) {
        for (Tracker.VectorDisplacement m : pair.moved()) {
            tables.displacement()
                    .add(new Tables.Displacement(
                            run.name(),
                            m.index(),
                            Label.RANK,
                            pair.stepFrom(),
                            step,
                            m.overlap(),
                            m.displacement(),
                            m.angle(),
                            m.bound()));
        }
    }
}
