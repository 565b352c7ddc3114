package eigendrift.journal;

import static eigendrift.journal.Codec.BOOLEAN;
import static eigendrift.journal.Codec.DOUBLE;
import static eigendrift.journal.Codec.DOUBLES;
import static eigendrift.journal.Codec.INT;
import static eigendrift.journal.Codec.LONG;
import static eigendrift.journal.Codec.STRING;
import static eigendrift.journal.Codec.list;
import static eigendrift.journal.Codec.word;
import static eigendrift.journal.RecordCodec.codec;

import eigendrift.config.ProbeConfig.Method;
import eigendrift.config.ProbeConfig.Operator;
import eigendrift.experiment.probing.HessianProbe.DensityMeasured;
import eigendrift.experiment.probing.HessianProbe.EigenvectorMeasured;
import eigendrift.experiment.probing.HessianProbe.Pair;
import eigendrift.experiment.probing.HessianProbe.ProbeFailed;
import eigendrift.experiment.probing.HessianProbe.ProbingCompleted;
import eigendrift.experiment.probing.HessianProbe.ProductChecked;
import eigendrift.experiment.probing.HessianProbe.Quadrature;
import eigendrift.experiment.probing.HessianProbe.SpectrumMeasured;
import eigendrift.experiment.probing.HessianProbe.StabilityMeasured;
import eigendrift.experiment.probing.HessianProbe.TraceMeasured;
import eigendrift.spectrum.SelfCheck;
import java.util.List;

/** Codecs of the events of a Hessian probe. */
final class HessianProbeCodecs {

    private static final Codec<Pair> PAIR = codec(
            Pair::new,
            DOUBLE.of(Pair::value),
            DOUBLE.of(Pair::residual),
            DOUBLE.of(Pair::gap),
            DOUBLE.of(Pair::angleBound),
            DOUBLE.of(Pair::gradientCoefficient));

    private static final Codec<Quadrature> QUADRATURE =
            codec(Quadrature::new, DOUBLES.of(Quadrature::nodes), DOUBLES.of(Quadrature::weights));

    private static final Codec<Operator> OPERATOR = word(Operator.class, Operator::csv);

    private static final Codec<Method> METHOD = word(Method.class, Method::csv);

    private static final Codec<SelfCheck.Method> DIFFERENCES = word(SelfCheck.Method.class, SelfCheck.Method::csv);

    private static final Codec<SelfCheck> CHECK = codec(
            SelfCheck::new,
            DOUBLE.of(SelfCheck::product),
            DOUBLE.of(SelfCheck::deviation),
            DOUBLE.of(SelfCheck::tolerance));

    static final List<EventCodec<?>> ALL = List.of(
            EventCodec.first(
                    "eigenvector-measured",
                    EigenvectorMeasured.class,
                    codec(
                            EigenvectorMeasured::new,
                            LONG.of(EigenvectorMeasured::step),
                            INT.of(EigenvectorMeasured::index),
                            DOUBLES.of(EigenvectorMeasured::vector))),
            EventCodec.first(
                    "spectrum-measured",
                    SpectrumMeasured.class,
                    codec(
                            SpectrumMeasured::new,
                            LONG.of(SpectrumMeasured::step),
                            LONG.of(SpectrumMeasured::checkpoint),
                            list(PAIR).of(SpectrumMeasured::pairs),
                            INT.of(SpectrumMeasured::products),
                            BOOLEAN.of(SpectrumMeasured::converged),
                            DOUBLE.of(SpectrumMeasured::loss),
                            DOUBLE.of(SpectrumMeasured::gradientNorm))),
            EventCodec.first(
                    "density-measured",
                    DensityMeasured.class,
                    codec(
                            DensityMeasured::new,
                            LONG.of(DensityMeasured::step),
                            DOUBLE.of(DensityMeasured::width),
                            list(QUADRATURE).of(DensityMeasured::draws))),
            EventCodec.first(
                    "trace-measured",
                    TraceMeasured.class,
                    codec(
                            TraceMeasured::new,
                            LONG.of(TraceMeasured::step),
                            METHOD.of(TraceMeasured::method),
                            DOUBLE.of(TraceMeasured::estimate),
                            DOUBLE.of(TraceMeasured::standardError),
                            INT.of(TraceMeasured::products))),
            EventCodec.first(
                    "stability-measured",
                    StabilityMeasured.class,
                    codec(
                            StabilityMeasured::new,
                            LONG.of(StabilityMeasured::step),
                            OPERATOR.of(StabilityMeasured::operator),
                            DOUBLE.of(StabilityMeasured::sharpness),
                            DOUBLE.of(StabilityMeasured::threshold),
                            DOUBLE.of(StabilityMeasured::learningRate))),
            EventCodec.first(
                    "product-checked",
                    ProductChecked.class,
                    codec(
                            ProductChecked::new,
                            LONG.of(ProductChecked::step),
                            DIFFERENCES.of(ProductChecked::method),
                            CHECK.of(ProductChecked::check))),
            EventCodec.first(
                    "probe-failed",
                    ProbeFailed.class,
                    codec(
                            ProbeFailed::new,
                            LONG.of(ProbeFailed::step),
                            LONG.of(ProbeFailed::checkpoint),
                            STRING.of(ProbeFailed::reason))),
            EventCodec.first(
                    "probing-completed",
                    ProbingCompleted.class,
                    codec(ProbingCompleted::new, LONG.of(ProbingCompleted::cursor))));

    private HessianProbeCodecs() {}
}
