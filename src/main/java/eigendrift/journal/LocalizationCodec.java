package eigendrift.journal;

import static eigendrift.journal.Codec.DOUBLE;
import static eigendrift.journal.Codec.INT;
import static eigendrift.journal.Codec.list;
import static eigendrift.journal.Codec.map;
import static eigendrift.journal.RecordCodec.codec;

import eigendrift.dynamics.GroupMasses;
import eigendrift.dynamics.Localization;
import eigendrift.dynamics.Observable;
import eigendrift.dynamics.ObservableValues;
import eigendrift.dynamics.TopEntry;
import eigendrift.experiment.tracking.Tracker.LocalizationSummary;
import java.util.List;
import java.util.Map;

/** Codec of the localization of one eigenvector, a part of a tracker's events. */
final class LocalizationCodec {

    private static final Codec<GroupMasses> SPLIT = codec(
            GroupMasses::new, list(DOUBLE).of(GroupMasses::masses), list(DOUBLE).of(GroupMasses::shares));

    private static final Codec<TopEntry> CARRIER =
            codec(TopEntry::new, INT.of(TopEntry::parameter), DOUBLE.of(TopEntry::value));

    static final Codec<ObservableValues> VALUES = map(DOUBLE).as(ObservableValues::new, ObservableValues::byColumn);

    static final Codec<Localization> LOCALIZATION = codec(
            Localization::new,
            VALUES.of(Localization::values),
            SPLIT.of(Localization::layers),
            SPLIT.of(Localization::blocks),
            SPLIT.of(Localization::neurons),
            list(CARRIER).of(Localization::carriers));

    /** In {@code localization-measured:1}: with the observables of its time, one by one. */
    record Localization1(
            double ipr,
            double entropy,
            double largestMass,
            GroupMasses layers,
            GroupMasses blocks,
            GroupMasses neurons,
            double biasMass,
            double renyiHalf,
            double renyiInfinity,
            List<TopEntry> carriers) {

        static final Codec<Localization1> CODEC = codec(
                Localization1::new,
                DOUBLE.of(Localization1::ipr),
                DOUBLE.of(Localization1::entropy),
                DOUBLE.of(Localization1::largestMass),
                SPLIT.of(Localization1::layers),
                SPLIT.of(Localization1::blocks),
                SPLIT.of(Localization1::neurons),
                DOUBLE.of(Localization1::biasMass),
                DOUBLE.of(Localization1::renyiHalf),
                DOUBLE.of(Localization1::renyiInfinity),
                list(CARRIER).of(Localization1::carriers));

        Localization upcast() {
            ObservableValues values = ObservableValues.of(Map.of(
                    Observable.IPR, ipr,
                    Observable.ENTROPY, entropy,
                    Observable.LARGEST_MASS, largestMass,
                    Observable.BIAS_MASS, biasMass,
                    Observable.RENYI_HALF, renyiHalf,
                    Observable.RENYI_INFINITY, renyiInfinity));
            return new Localization(values, layers, blocks, neurons, carriers);
        }
    }

    static final Codec<LocalizationSummary> VECTOR = codec(
            LocalizationSummary::new,
            INT.of(LocalizationSummary::index),
            DOUBLE.of(LocalizationSummary::eigenvalue),
            VALUES.of(LocalizationSummary::values),
            list(DOUBLE).of(LocalizationSummary::layerMasses));

    /**
     * In {@code dynamics-measured:1}, {@code observed:2} and {@code null-sampled:2}: with four observables, one by
     * one.
     */
    private record Vector1(
            int index,
            double eigenvalue,
            double ipr,
            double entropy,
            double largestMass,
            double biasMass,
            List<Double> layerMasses) {

        LocalizationSummary upcast() {
            ObservableValues values = ObservableValues.of(Map.of(
                    Observable.IPR, ipr,
                    Observable.ENTROPY, entropy,
                    Observable.LARGEST_MASS, largestMass,
                    Observable.BIAS_MASS, biasMass));
            return new LocalizationSummary(index, eigenvalue, values, layerMasses);
        }
    }

    static final Codec<LocalizationSummary> VECTOR_1 = codec(
                    Vector1::new,
                    INT.of(Vector1::index),
                    DOUBLE.of(Vector1::eigenvalue),
                    DOUBLE.of(Vector1::ipr),
                    DOUBLE.of(Vector1::entropy),
                    DOUBLE.of(Vector1::largestMass),
                    DOUBLE.of(Vector1::biasMass),
                    list(DOUBLE).of(Vector1::layerMasses))
            .former(Vector1::upcast);

    private LocalizationCodec() {}
}
