package eigendrift.journal;

import eigendrift.experiment.NullModel;
import eigendrift.experiment.SpectrumRef;
import java.util.List;

/** Events of a null model. */
final class NullModelCodecs {

    static final List<EventCodec<?>> ALL = List.of(
            new EventCodec<>(
                    "observed",
                    NullModel.Observed.class,
                    (out, event) -> {
                        out.writeString(event.run());
                        out.writeLong(event.cursor());
                        writeObservation(out, event.observation());
                    },
                    List.of(
                            in -> new NullModel.Observed(in.readString(), in.readLong(), readObservation1(in)),
                            in -> new NullModel.Observed(in.readString(), in.readLong(), readObservation(in)))),
            EventCodec.first(
                    "passed",
                    NullModel.Passed.class,
                    (out, event) -> {
                        out.writeString(event.run());
                        out.writeLong(event.cursor());
                        out.writeBoolean(event.ended());
                    },
                    in -> new NullModel.Passed(in.readString(), in.readLong(), in.readBoolean())),
            EventCodec.first(
                    "blocks-measured",
                    NullModel.BlocksMeasured.class,
                    (out, event) -> {
                        writeEnsemble(out, event.ensemble());
                        out.writeList(event.meanSquares(), WireOutput::writeDouble);
                        out.writeList(event.standardErrors(), WireOutput::writeDouble);
                        out.writeInt(event.products());
                    },
                    in -> new NullModel.BlocksMeasured(
                            readEnsemble(in),
                            in.readList(WireInput::readDouble),
                            in.readList(WireInput::readDouble),
                            in.readInt())),
            new EventCodec<>(
                    "null-sampled",
                    NullModel.NullSampled.class,
                    (out, event) -> {
                        writeEnsemble(out, event.draw().ensemble());
                        out.writeInt(event.draw().index());
                        out.writeList(event.vectors(), TrackerCodecs::writeVector);
                        out.writeList(event.moved(), TrackerCodecs::writeMoved);
                        out.writeInt(event.products());
                        out.writeBoolean(event.converged());
                    },
                    List.of(
                            in -> new NullModel.NullSampled(
                                    readDraw(in),
                                    in.readList(TrackerCodecs::readVector),
                                    List.of(),
                                    in.readInt(),
                                    true),
                            in -> new NullModel.NullSampled(
                                    readDraw(in),
                                    in.readList(TrackerCodecs::readVector),
                                    in.readList(TrackerCodecs::readMoved),
                                    in.readInt(),
                                    in.readBoolean()))),
            EventCodec.first(
                    "null-summarized",
                    NullModel.NullSummarized.class,
                    (out, event) -> {
                        out.writeString(event.model());
                        out.writeString(event.run());
                        out.writeLong(event.step());
                        out.writeList(event.rows(), NullModelCodecs::writeRow);
                    },
                    in -> new NullModel.NullSummarized(
                            in.readString(), in.readString(), in.readLong(), in.readList(NullModelCodecs::readRow))),
            EventCodec.first(
                    "null-adjusted",
                    NullModel.NullAdjusted.class,
                    (out, event) -> {
                        out.writeString(event.model());
                        out.writeString(event.run());
                        out.writeList(event.rows(), NullModelCodecs::writeAdjusted);
                    },
                    in -> new NullModel.NullAdjusted(
                            in.readString(), in.readString(), in.readList(NullModelCodecs::readAdjusted))),
            EventCodec.first(
                    "nulls-completed",
                    NullModel.NullsCompleted.class,
                    (out, event) -> {},
                    in -> new NullModel.NullsCompleted()));

    private NullModelCodecs() {}

    private static void writeObservation(WireOutput out, NullModel.Observation observation) {
        out.writeLong(observation.spectrum().step());
        out.writeLong(observation.spectrum().checkpoint());
        out.writeLong(observation.spectrum().spectrum());
        out.writeList(observation.spectrum().angleBounds(), WireOutput::writeDouble);
        out.writeList(observation.vectors(), TrackerCodecs::writeVector);
        out.writeLong(observation.movedFrom());
        out.writeList(observation.moved(), TrackerCodecs::writeMoved);
    }

    private static NullModel.Observation readObservation(WireInput in) {
        return new NullModel.Observation(
                new SpectrumRef(in.readLong(), in.readLong(), in.readLong(), in.readList(WireInput::readDouble)),
                in.readList(TrackerCodecs::readVector),
                in.readLong(),
                in.readList(TrackerCodecs::readMoved));
    }

    /** Of a time when no null model asked where the spectrum stands, nor since when the vectors moved. */
    private static NullModel.Observation readObservation1(WireInput in) {
        return new NullModel.Observation(
                new SpectrumRef(in.readLong(), in.readLong(), 0, List.of()),
                in.readList(TrackerCodecs::readVector),
                -1,
                in.readList(TrackerCodecs::readMoved));
    }

    private static NullModel.Draw readDraw(WireInput in) {
        return new NullModel.Draw(readEnsemble(in), in.readInt());
    }

    private static void writeAdjusted(WireOutput out, NullModel.Adjusted row) {
        out.writeLong(row.step());
        out.writeInt(row.index());
        out.writeString(row.statistic());
        out.writeDouble(row.p());
    }

    private static NullModel.Adjusted readAdjusted(WireInput in) {
        return new NullModel.Adjusted(in.readLong(), in.readInt(), in.readString(), in.readDouble());
    }

    private static void writeEnsemble(WireOutput out, NullModel.Ensemble ensemble) {
        out.writeString(ensemble.model());
        out.writeString(ensemble.run());
        out.writeLong(ensemble.step());
    }

    private static NullModel.Ensemble readEnsemble(WireInput in) {
        return new NullModel.Ensemble(in.readString(), in.readString(), in.readLong());
    }

    private static void writeRow(WireOutput out, NullModel.Row row) {
        out.writeInt(row.index());
        out.writeString(row.statistic());
        out.writeDouble(row.observed());
        out.writeDouble(row.mean());
        out.writeDouble(row.sd());
        out.writeDouble(row.z());
        out.writeDouble(row.p());
    }

    private static NullModel.Row readRow(WireInput in) {
        return new NullModel.Row(
                in.readInt(),
                in.readString(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble());
    }
}
