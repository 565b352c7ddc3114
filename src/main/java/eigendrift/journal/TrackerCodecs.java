package eigendrift.journal;

import static eigendrift.journal.Codec.DOUBLE;
import static eigendrift.journal.Codec.INT;
import static eigendrift.journal.Codec.LONG;
import static eigendrift.journal.Codec.list;
import static eigendrift.journal.LocalizationCodec.LOCALIZATION;
import static eigendrift.journal.RecordCodec.codec;

import eigendrift.dynamics.Identities;
import eigendrift.dynamics.LossChange;
import eigendrift.experiment.tracking.Tracker.AlignmentMeasured;
import eigendrift.experiment.tracking.Tracker.DynamicsMeasured;
import eigendrift.experiment.tracking.Tracker.IdentitiesMatched;
import eigendrift.experiment.tracking.Tracker.LocalizationMeasured;
import eigendrift.experiment.tracking.Tracker.Moved;
import eigendrift.experiment.tracking.Tracker.PairAngles;
import eigendrift.experiment.tracking.Tracker.PairMeasured;
import eigendrift.experiment.tracking.Tracker.SpectrumMissing;
import eigendrift.experiment.tracking.Tracker.SubspacesMeasured;
import eigendrift.experiment.tracking.Tracker.TrackingCompleted;
import eigendrift.experiment.tracking.Tracker.VectorMeasured;
import java.util.List;

/** Codecs of the events of a tracker. */
final class TrackerCodecs {

    static final Codec<VectorMeasured> VECTOR = codec(
            VectorMeasured::new,
            INT.of(VectorMeasured::index),
            DOUBLE.of(VectorMeasured::eigenvalue),
            DOUBLE.of(VectorMeasured::ipr),
            DOUBLE.of(VectorMeasured::entropy),
            DOUBLE.of(VectorMeasured::largestMass),
            DOUBLE.of(VectorMeasured::biasMass),
            list(DOUBLE).of(VectorMeasured::layerMasses));

    static final Codec<Moved> MOVED = codec(
            Moved::new,
            INT.of(Moved::index),
            DOUBLE.of(Moved::overlap),
            DOUBLE.of(Moved::displacement),
            DOUBLE.of(Moved::angle),
            DOUBLE.of(Moved::bound));

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

    static final List<EventCodec<?>> ALL = List.of(
            EventCodec.first(
                    "dynamics-measured",
                    DynamicsMeasured.class,
                    codec(
                            DynamicsMeasured::new,
                            LONG.of(DynamicsMeasured::step),
                            LONG.of(DynamicsMeasured::spectrum),
                            LONG.of(DynamicsMeasured::checkpoint),
                            list(DOUBLE).of(DynamicsMeasured::angleBounds),
                            INT.of(DynamicsMeasured::k),
                            list(VECTOR).of(DynamicsMeasured::vectors),
                            DOUBLE.of(DynamicsMeasured::gradientFraction),
                            DOUBLE.of(DynamicsMeasured::updateFraction),
                            list(PAIR).of(DynamicsMeasured::pairs))),
            EventCodec.first(
                    "identities-matched",
                    IdentitiesMatched.class,
                    codec(
                            IdentitiesMatched::new,
                            LONG.of(IdentitiesMatched::step),
                            list(INT).of(IdentitiesMatched::identities),
                            list(INT).of(IdentitiesMatched::clusters),
                            list(CHANGE).of(IdentitiesMatched::changes))),
            EventCodec.first(
                    "localization-measured",
                    LocalizationMeasured.class,
                    codec(
                            LocalizationMeasured::new,
                            LONG.of(LocalizationMeasured::step),
                            list(INT).of(LocalizationMeasured::widths),
                            list(LOCALIZATION).of(LocalizationMeasured::vectors))),
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

    private TrackerCodecs() {}
}
