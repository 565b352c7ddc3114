package eigendrift.journal;

import eigendrift.dynamics.Identities;
import eigendrift.dynamics.LossChange;
import eigendrift.experiment.Tracker;
import java.util.List;

/** Events of a tracker. */
final class TrackerCodecs {

    static final List<EventCodec<?>> ALL = List.of(
            EventCodec.first(
                    "dynamics-measured",
                    Tracker.DynamicsMeasured.class,
                    TrackerCodecs::writeDynamics,
                    TrackerCodecs::readDynamics),
            EventCodec.first(
                    "identities-matched",
                    Tracker.IdentitiesMatched.class,
                    (out, event) -> {
                        out.writeLong(event.step());
                        out.writeList(event.identities(), WireOutput::writeInt);
                        out.writeList(event.clusters(), WireOutput::writeInt);
                        out.writeList(event.changes(), TrackerCodecs::writeChange);
                    },
                    in -> new Tracker.IdentitiesMatched(
                            in.readLong(),
                            in.readList(WireInput::readInt),
                            in.readList(WireInput::readInt),
                            in.readList(TrackerCodecs::readChange))),
            EventCodec.first(
                    "localization-measured",
                    Tracker.LocalizationMeasured.class,
                    (out, event) -> {
                        out.writeLong(event.step());
                        out.writeList(event.widths(), WireOutput::writeInt);
                        out.writeList(event.vectors(), LocalizationCodec::write);
                    },
                    in -> new Tracker.LocalizationMeasured(
                            in.readLong(), in.readList(WireInput::readInt), in.readList(LocalizationCodec::read))),
            EventCodec.first(
                    "alignment-measured",
                    Tracker.AlignmentMeasured.class,
                    TrackerCodecs::writeAlignment,
                    TrackerCodecs::readAlignment),
            EventCodec.first(
                    "subspaces-measured",
                    Tracker.SubspacesMeasured.class,
                    (out, event) -> {
                        out.writeLong(event.step());
                        out.writeList(event.pairs(), TrackerCodecs::writeAngles);
                    },
                    in -> new Tracker.SubspacesMeasured(in.readLong(), in.readList(TrackerCodecs::readAngles))),
            EventCodec.first(
                    "spectrum-missing",
                    Tracker.SpectrumMissing.class,
                    (out, event) -> {
                        out.writeLong(event.step());
                        out.writeLong(event.spectrum());
                    },
                    in -> new Tracker.SpectrumMissing(in.readLong(), in.readLong())),
            EventCodec.first(
                    "tracking-completed",
                    Tracker.TrackingCompleted.class,
                    (out, event) -> out.writeLong(event.cursor()),
                    in -> new Tracker.TrackingCompleted(in.readLong())));

    private TrackerCodecs() {}

    private static void writeChange(WireOutput out, Identities.Change change) {
        out.writeInt(change.identity());
        out.writeString(change.fate().name());
        out.writeInt(change.rankFrom());
        out.writeInt(change.rankTo());
        out.writeInt(change.other());
        out.writeDouble(change.overlap());
    }

    private static Identities.Change readChange(WireInput in) {
        return new Identities.Change(
                in.readInt(),
                Identities.Fate.valueOf(in.readString()),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readDouble());
    }

    private static void writeDynamics(WireOutput out, Tracker.DynamicsMeasured event) {
        out.writeLong(event.step());
        out.writeLong(event.spectrum());
        out.writeLong(event.checkpoint());
        out.writeList(event.angleBounds(), WireOutput::writeDouble);
        out.writeInt(event.k());
        out.writeList(event.vectors(), TrackerCodecs::writeVector);
        out.writeDouble(event.gradientFraction());
        out.writeDouble(event.updateFraction());
        out.writeList(event.pairs(), TrackerCodecs::writePair);
    }

    private static Tracker.DynamicsMeasured readDynamics(WireInput in) {
        return new Tracker.DynamicsMeasured(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readList(WireInput::readDouble),
                in.readInt(),
                in.readList(TrackerCodecs::readVector),
                in.readDouble(),
                in.readDouble(),
                in.readList(TrackerCodecs::readPair));
    }

    private static void writeAlignment(WireOutput out, Tracker.AlignmentMeasured event) {
        out.writeLong(event.step());
        out.writeInt(event.k());
        out.writeDouble(event.momentumFraction());
        out.writeDouble(event.updateFraction());
        out.writeDouble(event.change().whole());
        out.writeDouble(event.change().top());
        out.writeDouble(event.change().bulk());
        out.writeDouble(event.slope());
        out.writeDouble(event.slopeTop());
        out.writeDouble(event.curvatureTop());
    }

    private static Tracker.AlignmentMeasured readAlignment(WireInput in) {
        return new Tracker.AlignmentMeasured(
                in.readLong(),
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                new LossChange(in.readDouble(), in.readDouble(), in.readDouble()),
                in.readDouble(),
                in.readDouble(),
                in.readDouble());
    }

    private static void writeAngles(WireOutput out, Tracker.PairAngles pair) {
        out.writeLong(pair.stepFrom());
        out.writeList(pair.angles(), WireOutput::writeDouble);
    }

    private static Tracker.PairAngles readAngles(WireInput in) {
        return new Tracker.PairAngles(in.readLong(), in.readList(WireInput::readDouble));
    }

    static void writeVector(WireOutput out, Tracker.VectorMeasured vector) {
        out.writeInt(vector.index());
        out.writeDouble(vector.eigenvalue());
        out.writeDouble(vector.ipr());
        out.writeDouble(vector.entropy());
        out.writeDouble(vector.largestMass());
        out.writeDouble(vector.biasMass());
        out.writeList(vector.layerMasses(), WireOutput::writeDouble);
    }

    static Tracker.VectorMeasured readVector(WireInput in) {
        return new Tracker.VectorMeasured(
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readList(WireInput::readDouble));
    }

    static void writeMoved(WireOutput out, Tracker.Moved moved) {
        out.writeInt(moved.index());
        out.writeDouble(moved.overlap());
        out.writeDouble(moved.displacement());
        out.writeDouble(moved.angle());
        out.writeDouble(moved.bound());
    }

    static Tracker.Moved readMoved(WireInput in) {
        return new Tracker.Moved(in.readInt(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    }

    private static void writePair(WireOutput out, Tracker.PairMeasured pair) {
        out.writeLong(pair.stepFrom());
        out.writeList(pair.overlaps(), WireOutput::writeDouble);
        out.writeList(pair.moved(), TrackerCodecs::writeMoved);
        out.writeDouble(pair.subspaceOverlap());
        out.writeDouble(pair.weightDisplacement());
    }

    private static Tracker.PairMeasured readPair(WireInput in) {
        return new Tracker.PairMeasured(
                in.readLong(),
                in.readList(WireInput::readDouble),
                in.readList(TrackerCodecs::readMoved),
                in.readDouble(),
                in.readDouble());
    }
}
