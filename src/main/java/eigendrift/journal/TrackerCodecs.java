package eigendrift.journal;

import static eigendrift.journal.Codec.DOUBLE;
import static eigendrift.journal.Codec.INT;
import static eigendrift.journal.Codec.LONG;
import static eigendrift.journal.Codec.list;
import static eigendrift.journal.EventCodec.former;
import static eigendrift.journal.LocalizationCodec.LOCALIZATION;
import static eigendrift.journal.LocalizationCodec.VECTOR;
import static eigendrift.journal.LocalizationCodec.VECTOR_1;
import static eigendrift.journal.RecordCodec.codec;

import eigendrift.dynamics.Identities;
import eigendrift.dynamics.LossChange;
import eigendrift.experiment.tracking.Tracker.AlignmentMeasured;
import eigendrift.experiment.tracking.Tracker.DynamicsMeasured;
import eigendrift.experiment.tracking.Tracker.IdentitiesMatched;
import eigendrift.experiment.tracking.Tracker.LocalizationMeasured;
import eigendrift.experiment.tracking.Tracker.LocalizationSummary;
import eigendrift.experiment.tracking.Tracker.PairAngles;
import eigendrift.experiment.tracking.Tracker.PairMeasured;
import eigendrift.experiment.tracking.Tracker.SpectrumMissing;
import eigendrift.experiment.tracking.Tracker.SubspacesMeasured;
import eigendrift.experiment.tracking.Tracker.TrackingCompleted;
import eigendrift.experiment.tracking.Tracker.VectorDisplacement;
import eigendrift.journal.LocalizationCodec.Localization1;
import java.util.List;

/** Codecs of the events of a tracker. */
final class TrackerCodecs {

    static final Codec<VectorDisplacement> MOVED = codec(
            VectorDisplacement::new,
            INT.of(VectorDisplacement::index),
            DOUBLE.of(VectorDisplacement::overlap),
            DOUBLE.of(VectorDisplacement::displacement),
            DOUBLE.of(VectorDisplacement::angle),
            DOUBLE.of(VectorDisplacement::bound));

    private static final Codec<PairMeasured> PAIR = codec(
            PairMeasured::new,
            LONG.of(PairMeasured::stepFrom),
            list(DOUBLE).of(PairMeasured::overlaps),
            list(MOVED).of(PairMeasured::moved),
            DOUBLE.of(PairMeasured::subspaceOverlap),
            DOUBLE.of(PairMeasured::weightDisplacement));

    private static final Codec<Identities.Change> CHANGE = codec(
            Identities.Change::new,
            INT.of(Identities.Change::identity),
            Codec.constant(Identities.Fate.class).of(Identities.Change::fate),
            INT.of(Identities.Change::rankFrom),
            INT.of(Identities.Change::rankTo),
            INT.of(Identities.Change::other),
            DOUBLE.of(Identities.Change::overlap));

    private static final Codec<LossChange> LOSS_CHANGE = codec(
            LossChange::new, DOUBLE.of(LossChange::whole), DOUBLE.of(LossChange::top), DOUBLE.of(LossChange::bulk));

    private static final Codec<PairAngles> ANGLES =
            codec(PairAngles::new, LONG.of(PairAngles::stepFrom), list(DOUBLE).of(PairAngles::angles));

    /** {@code localization-measured:1}: with a component for each observable of its time. */
    private record LocalizationMeasured1(long step, List<Integer> widths, List<Localization1> vectors) {

        static final Codec<LocalizationMeasured1> CODEC = codec(
                LocalizationMeasured1::new,
                LONG.of(LocalizationMeasured1::step),
                list(INT).of(LocalizationMeasured1::widths),
                list(Localization1.CODEC).of(LocalizationMeasured1::vectors));

        LocalizationMeasured upcast() {
            return new LocalizationMeasured(
                    step, widths, vectors.stream().map(Localization1::upcast).toList());
        }
    }

    static final List<EventCodec<?>> ALL = List.of(
            new EventCodec<>(
                    "dynamics-measured",
                    DynamicsMeasured.class,
                    dynamics(VECTOR),
                    List.of(dynamics(VECTOR_1).reader())),
            EventCodec.first(
                    "identities-matched",
                    IdentitiesMatched.class,
                    codec(
                            IdentitiesMatched::new,
                            LONG.of(IdentitiesMatched::step),
                            list(INT).of(IdentitiesMatched::identities),
                            list(INT).of(IdentitiesMatched::clusters),
                            list(CHANGE).of(IdentitiesMatched::changes))),
            new EventCodec<>(
                    "localization-measured",
                    LocalizationMeasured.class,
                    codec(
                            LocalizationMeasured::new,
                            LONG.of(LocalizationMeasured::step),
                            list(INT).of(LocalizationMeasured::widths),
                            list(LOCALIZATION).of(LocalizationMeasured::vectors)),
                    List.of(former(LocalizationMeasured1.CODEC, LocalizationMeasured1::upcast))),
            EventCodec.first(
                    "alignment-measured",
                    AlignmentMeasured.class,
                    codec(
                            AlignmentMeasured::new,
                            LONG.of(AlignmentMeasured::step),
                            INT.of(AlignmentMeasured::k),
                            DOUBLE.of(AlignmentMeasured::momentumFraction),
                            DOUBLE.of(AlignmentMeasured::updateFraction),
                            LOSS_CHANGE.of(AlignmentMeasured::change),
                            DOUBLE.of(AlignmentMeasured::slope),
                            DOUBLE.of(AlignmentMeasured::slopeTop),
                            DOUBLE.of(AlignmentMeasured::curvatureTop))),
            EventCodec.first(
                    "subspaces-measured",
                    SubspacesMeasured.class,
                    codec(
                            SubspacesMeasured::new,
                            LONG.of(SubspacesMeasured::step),
                            list(ANGLES).of(SubspacesMeasured::pairs))),
            EventCodec.first(
                    "spectrum-missing",
                    SpectrumMissing.class,
                    codec(SpectrumMissing::new, LONG.of(SpectrumMissing::step), LONG.of(SpectrumMissing::spectrum))),
            EventCodec.first(
                    "tracking-completed",
                    TrackingCompleted.class,
                    codec(TrackingCompleted::new, LONG.of(TrackingCompleted::cursor))));

    private static Codec<DynamicsMeasured> dynamics(Codec<LocalizationSummary> vector) {
        return codec(
                DynamicsMeasured::new,
                LONG.of(DynamicsMeasured::step),
                LONG.of(DynamicsMeasured::spectrum),
                LONG.of(DynamicsMeasured::checkpoint),
                list(DOUBLE).of(DynamicsMeasured::angleBounds),
                INT.of(DynamicsMeasured::k),
                list(vector).of(DynamicsMeasured::vectors),
                DOUBLE.of(DynamicsMeasured::gradientFraction),
                DOUBLE.of(DynamicsMeasured::updateFraction),
                list(PAIR).of(DynamicsMeasured::pairs));
    }

    private TrackerCodecs() {}
}
