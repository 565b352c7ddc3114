package eigendrift.journal;

import eigendrift.experiment.HessianProbe;
import eigendrift.spectrum.SelfCheck;
import java.util.List;

/** Events of a Hessian probe. */
final class HessianProbeCodecs {

    static final List<EventCodec<?>> ALL = List.of(
            EventCodec.first(
                    "eigenvector-measured",
                    HessianProbe.EigenvectorMeasured.class,
                    (out, event) -> {
                        out.writeLong(event.step());
                        out.writeInt(event.index());
                        out.writeDoubles(event.vector());
                    },
                    in -> new HessianProbe.EigenvectorMeasured(in.readLong(), in.readInt(), in.readDoubles())),
            EventCodec.first(
                    "spectrum-measured",
                    HessianProbe.SpectrumMeasured.class,
                    HessianProbeCodecs::writeSpectrum,
                    HessianProbeCodecs::readSpectrum),
            EventCodec.first(
                    "density-measured",
                    HessianProbe.DensityMeasured.class,
                    (out, event) -> {
                        out.writeLong(event.step());
                        out.writeDouble(event.width());
                        out.writeList(event.draws(), (o, draw) -> {
                            o.writeDoubles(draw.nodes());
                            o.writeDoubles(draw.weights());
                        });
                    },
                    in -> new HessianProbe.DensityMeasured(
                            in.readLong(),
                            in.readDouble(),
                            in.readList(i -> new HessianProbe.Quadrature(i.readDoubles(), i.readDoubles())))),
            EventCodec.first(
                    "trace-measured",
                    HessianProbe.TraceMeasured.class,
                    (out, event) -> {
                        out.writeLong(event.step());
                        out.writeString(event.method());
                        out.writeDouble(event.estimate());
                        out.writeDouble(event.standardError());
                        out.writeInt(event.products());
                    },
                    in -> new HessianProbe.TraceMeasured(
                            in.readLong(), in.readString(), in.readDouble(), in.readDouble(), in.readInt())),
            EventCodec.first(
                    "stability-measured",
                    HessianProbe.StabilityMeasured.class,
                    (out, event) -> {
                        out.writeLong(event.step());
                        out.writeString(event.operator());
                        out.writeDouble(event.sharpness());
                        out.writeDouble(event.threshold());
                        out.writeDouble(event.learningRate());
                    },
                    in -> new HessianProbe.StabilityMeasured(
                            in.readLong(), in.readString(), in.readDouble(), in.readDouble(), in.readDouble())),
            EventCodec.first(
                    "product-checked",
                    HessianProbe.ProductChecked.class,
                    (out, event) -> {
                        out.writeLong(event.step());
                        out.writeString(event.method());
                        out.writeDouble(event.check().product());
                        out.writeDouble(event.check().deviation());
                        out.writeDouble(event.check().tolerance());
                    },
                    in -> new HessianProbe.ProductChecked(
                            in.readLong(),
                            in.readString(),
                            new SelfCheck(in.readDouble(), in.readDouble(), in.readDouble()))),
            EventCodec.first(
                    "probe-failed",
                    HessianProbe.ProbeFailed.class,
                    (out, event) -> {
                        out.writeLong(event.step());
                        out.writeLong(event.checkpoint());
                        out.writeString(event.reason());
                    },
                    in -> new HessianProbe.ProbeFailed(in.readLong(), in.readLong(), in.readString())),
            EventCodec.first(
                    "probing-completed",
                    HessianProbe.ProbingCompleted.class,
                    (out, event) -> out.writeLong(event.cursor()),
                    in -> new HessianProbe.ProbingCompleted(in.readLong())));

    private HessianProbeCodecs() {}

    private static void writeSpectrum(WireOutput out, HessianProbe.SpectrumMeasured event) {
        out.writeLong(event.step());
        out.writeLong(event.checkpoint());
        out.writeList(event.pairs(), (o, pair) -> {
            o.writeDouble(pair.value());
            o.writeDouble(pair.residual());
            o.writeDouble(pair.gap());
            o.writeDouble(pair.angleBound());
            o.writeDouble(pair.gradientCoefficient());
        });
        out.writeInt(event.products());
        out.writeBoolean(event.converged());
        out.writeDouble(event.loss());
        out.writeDouble(event.gradientNorm());
    }

    private static HessianProbe.SpectrumMeasured readSpectrum(WireInput in) {
        return new HessianProbe.SpectrumMeasured(
                in.readLong(),
                in.readLong(),
                in.readList(i -> new HessianProbe.Pair(
                        i.readDouble(), i.readDouble(), i.readDouble(), i.readDouble(), i.readDouble())),
                in.readInt(),
                in.readBoolean(),
                in.readDouble(),
                in.readDouble());
    }
}
