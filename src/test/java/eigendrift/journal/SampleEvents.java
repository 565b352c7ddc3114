package eigendrift.journal;

import eigendrift.config.NullModelName;
import eigendrift.config.ProbeConfig;
import eigendrift.config.ProbeConfig.Operator;
import eigendrift.dynamics.GroupMasses;
import eigendrift.dynamics.Identities;
import eigendrift.dynamics.Localization;
import eigendrift.dynamics.LocalizationValues;
import eigendrift.dynamics.LossChange;
import eigendrift.dynamics.Observable;
import eigendrift.dynamics.ObservableValues;
import eigendrift.dynamics.TopEntry;
import eigendrift.experiment.Experiment;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.nulls.NullModel;
import eigendrift.experiment.plan.DataFacts;
import eigendrift.experiment.plan.Provenance;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.experiment.runtime.ActorStatistics;
import eigendrift.experiment.tracking.SpectrumRef;
import eigendrift.experiment.tracking.Tracker;
import eigendrift.experiment.training.Checkpoint;
import eigendrift.experiment.training.LogRow;
import eigendrift.experiment.training.Trainer;
import eigendrift.optimizer.OptimizerState;
import eigendrift.spectrum.SelfCheck;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One event of each kind, with values that a careless codec would lose: NaN, −0, empty lists, non-ASCII text. */
final class SampleEvents {

    private static final double[] VECTOR = {0, -0., 1e-320, Double.NaN, Double.NEGATIVE_INFINITY, Math.PI};

    private static final Tracker.LocalizationSummary LOCALIZED =
            new Tracker.LocalizationSummary(1, 3.5, LocalizationValues.of(.25, 1.5), List.of(.25, .75));

    private static final Tracker.VectorDisplacement MOVED = new Tracker.VectorDisplacement(1, -.9, .19, .45, 1e-7);

    private SampleEvents() {}

    static List<JournalEvent> all() {
        NullModel.Draw draw = new NullModel.Draw(new NullModel.Ensemble.Shared(NullModelName.INITIALIZATION), 3);
        return List.of(
                new Experiment.Planned(
                        "größe", "{}", new Provenance("0.1.0", "abc", "17", "Linux", "2 x", "OpenBLAS", "00ff", 13002)),
                new Experiment.AnalysisPlanned("k8", "{\"a\":1}", "first"),
                new Experiment.ExperimentExtended(
                        "{\"a\":2}",
                        new Provenance("0.2.0", "abd", "17", "Linux", "2 x", "OpenBLAS", "00ff", 13002),
                        List.of("sgd-seed0", "adam-seed1")),
                new Experiment.RunStarted("sgd-seed0"),
                new Experiment.RunCompleted("sgd-seed0", 2520),
                new Experiment.RunFailed("sgd-seed1", 3),
                new Experiment.AnalysisCompleted("first"),
                new Experiment.Completed(),
                new Experiment.Cancelled(),
                new Experiment.Resumed(),
                new Experiment.Paused(),
                new Experiment.Continued(),
                new Experiment.ActorsMeasured(
                        List.of(new ActorStatistics("experiment", "*", 5, .1, .2, 3, 1, 2, Double.NaN)),
                        "{\"größe\":1}"),
                new Experiment.DataRead(
                        new DataFacts("iris", List.of("größe", "b"), List.of("x"), .4, 255, VECTOR, new double[0])),
                new Trainer.TrainingStarted("adam-seed-3", true),
                new Trainer.StepsTaken(new LogRow(63, 1, 2.3, 2.2, .1, Double.NaN, .2, .3, -0., 1e-3)),
                new Trainer.CheckpointTaken(new Checkpoint(
                        63,
                        true,
                        VECTOR,
                        new OptimizerState(
                                63, new TreeMap<>(Map.of("first-moment", VECTOR, "second-moment", new double[6]))),
                        17.5,
                        12)),
                new Trainer.CheckpointTaken(
                        new Checkpoint(0, false, new double[0], new OptimizerState(0, new TreeMap<>()), 0, 0)),
                new Trainer.TrainingCompleted(2520),
                new Trainer.Diverged(17, Double.POSITIVE_INFINITY, "layer1.bias[0]: why"),
                new Trainer.UnitsCounted(2520, 3, 32),
                new HessianProbe.EigenvectorMeasured(63, 2, VECTOR),
                new HessianProbe.SpectrumMeasured(
                        63, 4, List.of(new HessianProbe.Pair(9, 1e-7, .5, 2e-7, -.3)), 57, true, 2.2, .4),
                new HessianProbe.DensityMeasured(
                        63,
                        .01,
                        List.of(
                                new HessianProbe.Quadrature(VECTOR, VECTOR),
                                new HessianProbe.Quadrature(new double[0], new double[0]))),
                new HessianProbe.TraceMeasured(63, ProbeConfig.Method.HUTCH_PLUS_PLUS, -0., Double.NaN, 100),
                new HessianProbe.StabilityMeasured(63, Operator.HESSIAN, 12.5, Double.POSITIVE_INFINITY, -0.),
                new HessianProbe.ProductChecked(
                        63, SelfCheck.Method.GRADIENT_DIFFERENCE, new SelfCheck(12.5, -0., Double.NaN)),
                new HessianProbe.ProbeFailed(63, 4, "weights are not finite"),
                new HessianProbe.ProbingCompleted(99),
                new Tracker.DynamicsMeasured(
                        63,
                        9,
                        4,
                        List.of(2e-7),
                        1,
                        List.of(LOCALIZED),
                        .5,
                        Double.NaN,
                        List.of(new Tracker.PairMeasured(0, List.of(-.9), List.of(MOVED), .81, 1e-4))),
                new Tracker.IdentitiesMatched(
                        126,
                        List.of(1, 4, 2),
                        List.of(1, 2, 2),
                        List.of(
                                new Identities.Change(1, Identities.Fate.CROSSED, 2, 1, 4, Double.NaN),
                                new Identities.Change(2, Identities.Fate.RETURNED, 0, 3, 0, .8))),
                new Tracker.LocalizationMeasured(
                        63,
                        List.of(2, 1),
                        List.of(new Localization(
                                ObservableValues.of(Map.of(
                                        Observable.IPR, .25,
                                        Observable.ENTROPY, 1.5,
                                        Observable.RENYI_HALF, 1.75,
                                        Observable.RENYI_INFINITY, Double.POSITIVE_INFINITY,
                                        Observable.LARGEST_MASS, .1,
                                        Observable.BIAS_MASS, .25)),
                                new GroupMasses(List.of(1.), List.of(.25)),
                                new GroupMasses(List.of(.75, .25), List.of(.25, -0.)),
                                new GroupMasses(List.of(), List.of()),
                                List.of(new TopEntry(1, -.5), new TopEntry(0, Double.NaN))))),
                new Tracker.AlignmentMeasured(
                        63, 3, Double.NaN, .5, new LossChange(-.25, .125, Double.POSITIVE_INFINITY), -.5, -0., .75),
                new Tracker.SubspacesMeasured(
                        63,
                        List.of(new Tracker.PairAngles(0, List.of(0., 1e-320)), new Tracker.PairAngles(9, List.of()))),
                new Tracker.SpectrumMissing(63, 9),
                new Tracker.TrackingCompleted(10),
                new NullModel.Observed(
                        "sgd-seed0",
                        2,
                        new NullModel.Observation(
                                new SpectrumRef(63, 4, 9, List.of(2e-7)), List.of(LOCALIZED), 0, List.of(MOVED))),
                new NullModel.Passed("sgd-seed0", 3, true),
                new NullModel.BlocksMeasured(draw.ensemble(), List.of(4., 1., 1., 2.), List.of(.1, .2, .2, .3), 20),
                new NullModel.NullSampled(draw, List.of(LOCALIZED), List.of(MOVED), 91, false),
                new NullModel.NullSummarized(
                        NullModelName.HAAR,
                        "sgd-seed0",
                        63,
                        List.of(new NullModel.Row(1, "ipr", .2, .1, .05, 2, Double.NaN))),
                new NullModel.NullAdjusted(
                        NullModelName.HAAR, "sgd-seed0", List.of(new NullModel.Adjusted(63, 1, "layer2_mass", .5))),
                new NullModel.NullsCompleted());
    }
}
