package eigendrift.journal;

import eigendrift.dynamics.Carrier;
import eigendrift.dynamics.Localization;
import eigendrift.dynamics.Split;

/** Where one eigenvector sits, as a part of a tracker's events. */
final class LocalizationCodec {

    private LocalizationCodec() {}

    static void write(WireOutput out, Localization localization) {
        out.writeDouble(localization.ipr());
        out.writeDouble(localization.entropy());
        out.writeDouble(localization.largestMass());
        writeSplit(out, localization.layers());
        writeSplit(out, localization.blocks());
        writeSplit(out, localization.neurons());
        out.writeDouble(localization.biasMass());
        out.writeDouble(localization.renyiHalf());
        out.writeDouble(localization.renyiInfinity());
        out.writeList(localization.carriers(), LocalizationCodec::writeCarrier);
    }

    static Localization read(WireInput in) {
        return new Localization(
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                readSplit(in),
                readSplit(in),
                readSplit(in),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readList(LocalizationCodec::readCarrier));
    }

    private static void writeSplit(WireOutput out, Split split) {
        out.writeList(split.masses(), WireOutput::writeDouble);
        out.writeList(split.shares(), WireOutput::writeDouble);
    }

    private static Split readSplit(WireInput in) {
        return new Split(in.readList(WireInput::readDouble), in.readList(WireInput::readDouble));
    }

    private static void writeCarrier(WireOutput out, Carrier carrier) {
        out.writeInt(carrier.parameter());
        out.writeDouble(carrier.value());
    }

    private static Carrier readCarrier(WireInput in) {
        return new Carrier(in.readInt(), in.readDouble());
    }
}
