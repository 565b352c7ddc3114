package eigendrift.report;

import eigendrift.config.NullModelName;
import eigendrift.config.ProbeConfig;
import eigendrift.config.ProbeConfig.Operator;
import eigendrift.config.reading.Setting;
import eigendrift.dynamics.Identities;
import eigendrift.dynamics.LocalizationValues;
import eigendrift.dynamics.LossChange;
import eigendrift.experiment.runtime.ActorStatistics;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.Status;
import eigendrift.readmodel.Tables;
import eigendrift.spectrum.SelfCheck;
import java.util.List;

/** A few rows with all that is difficult to write: gaps, infinities, extremes, names to be quoted. */
public final class SmallTables {

    private SmallTables() {}

    public static final List<ActorStatistics> ACTORS = List.of(
            new ActorStatistics("trainer-sgd-seed0", "NextSlice", 120, 0.25, 3.5, 2, 31.75, 48.5, 3810),
            new ActorStatistics("probe \"x\"", "Measure", 0, Double.NaN, Double.NaN, 0, Double.NaN, Double.NaN, 0));

    public static final Tables TABLES = Tables.builder()
            .runs(List.of(
                    new Tables.Run("sgd-seed0", "sgd", 0, 17, Status.COMPLETED, 40, 0.125, 0.9375),
                    new Tables.Run(
                            "a, \"b\"-seed-3",
                            "a, \"b\"",
                            -3,
                            17,
                            Status.DIVERGED,
                            7,
                            Double.POSITIVE_INFINITY,
                            Double.NaN)))
            .training(List.of(
                    new Tables.Training(
                            "sgd-seed0",
                            0,
                            0,
                            Double.NaN,
                            2.302585092994046,
                            0.1,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            0.01),
                    new Tables.Training(
                            "sgd-seed0", 40, 1, 0.3, 0.125, 0.9375, 1e-7, 1, 1.5e300, Double.MIN_VALUE, 0.01)))
            .spectrum(List.of(
                    new Tables.Spectrum("sgd-seed0", 0, 1, 12.5, 1e-6, 3, 3.3333333333333335E-7, 42, true),
                    new Tables.Spectrum("sgd-seed0", 0, 2, -0.5, 2e-6, Double.NaN, 1, 42, true),
                    new Tables.Spectrum("sgd-seed0", 40, 1, 12.75, 1e-3, 2, 0.5, 400, false)))
            .localization(List.of(
                    new Tables.Localization(
                            "sgd-seed0",
                            0,
                            1,
                            LocalizationValues.of(0.25, 1.5, 1.75, 1, 0.375, 0.125),
                            List.of(0.75, 0.25),
                            List.of(0.4375, 0.0625)),
                    new Tables.Localization(
                            "sgd-seed0",
                            40,
                            1,
                            LocalizationValues.of(0.5, 0.7, Double.NaN, Double.NaN, 0.5, 0),
                            List.of(1.0, 0.0),
                            List.of())))
            .displacement(List.of(
                    new Tables.Displacement("sgd-seed0", 1, Label.RANK, 0, 40, -0.5, 0.75, 1.0471975511965979, 1e-6),
                    new Tables.Displacement("sgd-seed0", 1, Label.IDENTITY, 0, 40, 1, 0, 0, 1e-6)))
            .subspace(List.of(new Tables.Subspace("sgd-seed0", 0, 40, 2, 0.625, 1.125, 0.875, 1)))
            .alignment(List.of(
                    new Tables.Alignment(
                            "sgd-seed0",
                            0,
                            2,
                            0.375,
                            Double.NaN,
                            Double.NaN,
                            0.25,
                            new LossChange(-0.5, 0.125, -0.625),
                            -0.5,
                            -0.25,
                            0.375),
                    new Tables.Alignment(
                            "sgd-seed0",
                            40,
                            2,
                            0.5,
                            0.0625,
                            0.75,
                            Double.NaN,
                            LossChange.NONE,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN)))
            .nulls(List.of(
                    new Tables.Null(
                            NullModelName.HAAR,
                            "sgd-seed0",
                            40,
                            1,
                            "ipr",
                            0.5,
                            0.15789473684210525,
                            0.04,
                            8.5,
                            Double.NaN,
                            Double.NaN),
                    new Tables.Null(
                            NullModelName.INITIALIZATION,
                            "sgd-seed0",
                            40,
                            1,
                            "ipr",
                            0.5,
                            0.2,
                            0.1,
                            3,
                            1.0 / 21,
                            2.0 / 21)))
            .nullDraws(List.of(new Tables.NullDraw(
                    NullModelName.STATIC,
                    "sgd-seed0",
                    40,
                    1,
                    1,
                    12.25,
                    LocalizationValues.of(0.5, 0.75),
                    0.0625,
                    57,
                    true)))
            .carriers(new Tables.Carriers(
                    List.of(
                            new Tables.Neuron("sgd-seed0", 0, 1, 1, 0, 0.75, 0.25),
                            new Tables.Neuron("sgd-seed0", 0, 1, 2, 3, 0.25, 0)),
                    List.of(new Tables.Carrier("sgd-seed0", 0, 1, 1, "layer1.weight[3,406]", -0.5, 0.25, "")),
                    List.of(new Tables.UnitImage("sgd-seed0", 0, 0, 0.75, new double[] {0.5, 0, 0, -0.5}))))
            .estimates(new Tables.Estimates(
                    List.of(
                            new Tables.Density("sgd-seed0", 0, 1, -0.25, 0.125, 0.01),
                            new Tables.Density("sgd-seed0", 0, 1, 12.5, 0.875, 0.01)),
                    List.of(new Tables.Trace("sgd-seed0", 0, ProbeConfig.Method.HUTCH_PLUS_PLUS, 12, 0.5, 100)),
                    List.of(
                            new Tables.Stability("sgd-seed0", 0, Operator.HESSIAN, 12.5, 200, 0.01),
                            new Tables.Stability("sgd-seed0", 40, Operator.HESSIAN, 3, Double.POSITIVE_INFINITY, 0)),
                    List.of(
                            new Tables.Check(
                                    "sgd-seed0",
                                    0,
                                    SelfCheck.Method.GRADIENT_DIFFERENCE,
                                    new SelfCheck(12.5, 1e-7, 5e-4)),
                            new Tables.Check(
                                    "sgd-seed0", 20, SelfCheck.Method.GRADIENT_DIFFERENCE, new SelfCheck(12.5, 2, 32)),
                            new Tables.Check(
                                    "sgd-seed0",
                                    40,
                                    SelfCheck.Method.OUTPUT_DIFFERENCE,
                                    new SelfCheck(12.5, 0.25, 0.125)))))
            .identity(new Tables.Identity(
                    List.of(new Tables.Ranked("sgd-seed0", 40, 1, 2, 1), new Tables.Ranked("sgd-seed0", 40, 2, 1, 2)),
                    List.of(
                            new Tables.Change("sgd-seed0", 40, 1, Identities.Fate.CROSSED, 1, 2, 2, Double.NaN),
                            new Tables.Change("sgd-seed0", 40, 3, Identities.Fate.RETURNED, 0, 3, 0, 0.75)),
                    List.of(new Tables.Motion("sgd-seed0", 1, Label.IDENTITY, 40, 0.5, 0.25, 0.0125, 2, Double.NaN))))
            .weights(List.of(new Tables.Weights("sgd-seed0", 0, 40, 0.0625, 1.0307764064044151)))
            .missing(List.of(
                    new Tables.MissingSpectrum("a, \"b\"-seed-3", 7, "ArithmeticException: \"∞\", not a number")))
            .configuration(List.of(
                    new Setting("", "seeds", "[0,-3]"),
                    new Setting("optimizers.a, \"b\"", "learning-rate", "0.01"),
                    new Setting("optimizers.a, \"b\"", "type", "sgd")))
            .build();
}
