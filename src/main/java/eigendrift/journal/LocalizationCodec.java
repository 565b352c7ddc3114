package eigendrift.journal;

import static eigendrift.journal.Codec.DOUBLE;
import static eigendrift.journal.Codec.INT;
import static eigendrift.journal.Codec.list;
import static eigendrift.journal.RecordCodec.codec;

import eigendrift.dynamics.Carrier;
import eigendrift.dynamics.Localization;
import eigendrift.dynamics.Split;

/** Codec of the localization of one eigenvector, a part of a tracker's events. */
final class LocalizationCodec {

    private static final Codec<Split> SPLIT =
            codec(Split::new, list(DOUBLE).of(Split::masses), list(DOUBLE).of(Split::shares));

    private static final Codec<Carrier> CARRIER =
            codec(Carrier::new, INT.of(Carrier::parameter), DOUBLE.of(Carrier::value));

    static final Codec<Localization> LOCALIZATION = codec(
            Localization::new,
            DOUBLE.of(Localization::ipr),
            DOUBLE.of(Localization::entropy),
            DOUBLE.of(Localization::largestMass),
            SPLIT.of(Localization::layers),
            SPLIT.of(Localization::blocks),
            SPLIT.of(Localization::neurons),
            DOUBLE.of(Localization::biasMass),
            DOUBLE.of(Localization::renyiHalf),
            DOUBLE.of(Localization::renyiInfinity),
            list(CARRIER).of(Localization::carriers));

    private LocalizationCodec() {}
}
