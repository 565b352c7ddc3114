package eigendrift.journal;

import eigendrift.experiment.NullModel;
import java.util.List;

/** Events of a null model. */
final class NullModelCodecs {

    static final List<EventCodec<?>> ALL = List.of(
            EventCodec.first(
                    "observed",
                    NullModel.Observed.class,
                    (out, event) -> {
                        out.writeString(event.run());
                        out.writeLong(event.cursor());
                        writeObservation(out, event.observation());
                    },
                    in -> new NullModel.Observed(in.readString(), in.readLong(), readObservation(in))),
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
                    "null-sampled",
                    NullModel.NullSampled.class,
                    (out, event) -> {
                        writeEnsemble(out, event.draw().ensemble());
                        out.writeInt(event.draw().index());
                        out.writeList(event.vectors(), TrackerCodecs::writeVector);
                        out.writeInt(event.products());
                    },
                    in -> new NullModel.NullSampled(
                            new NullModel.Draw(readEnsemble(in), in.readInt()),
                            in.readList(TrackerCodecs::readVector),
                            in.readInt())),
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
                    "nulls-completed",
                    NullModel.NullsCompleted.class,
                    (out, event) -> {},
                    in -> new NullModel.NullsCompleted()));

    private NullModelCodecs() {}

    private static void writeObservation(WireOutput out, NullModel.Observation observation) {
        out.writeLong(observation.step());
        out.writeLong(observation.checkpoint());
        out.writeList(observation.vectors(), TrackerCodecs::writeVector);
        out.writeList(observation.moved(), TrackerCodecs::writeMoved);
    }

    private static NullModel.Observation readObservation(WireInput in) {
        return new NullModel.Observation(
                in.readLong(),
                in.readLong(),
                in.readList(TrackerCodecs::readVector),
                in.readList(TrackerCodecs::readMoved));
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
