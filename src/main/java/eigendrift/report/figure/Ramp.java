package eigendrift.report.figure;

/**
 * From 0 to 1 in colours: viridis (van der Walt and Smith 2015), evenly lighter to the eye and readable with every common
 * kind of colour vision and in grey; interpolated between nine of its colours.
 */
final class Ramp {
    private static final int[] STOPS = {
        0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725
    };

    private Ramp() {}

    static String colour(double value) {
        double place = Math.min(1, Math.max(0, value)) * (STOPS.length - 1);
        int i = Math.min(STOPS.length - 2, (int) place);
        double part = place - i;
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = STOPS[i] >> shift & 0xff;
            int to = STOPS[i + 1] >> shift & 0xff;
            colour |= (int) Math.round(from + part * (to - from)) << shift;
        }
        return String.format("#%06x", colour);
    }
}
