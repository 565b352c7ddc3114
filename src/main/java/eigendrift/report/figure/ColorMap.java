package eigendrift.report.figure;

import java.util.Locale;

/** Colour maps from [0, 1], interpolated between the listed colours. */
enum ColorMap {
    /**
     * Viridis (van der Walt and Smith 2015), evenly lighter to the eye and readable with every common kind of colour
     * vision and in grey.
     */
    RISING(0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725),
    /** For both signs: from blue over white to red (ColorBrewer's RdBu reversed, Harrower and Brewer 2003). */
    DIVERGING(
            0x053061, 0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7, 0xfddbc7, 0xf4a582, 0xd6604d, 0xb2182b,
            0x67001f);

    private final int[] stops;

    ColorMap(int... stops) {
        this.stops = stops;
    }

    String colour(double value) {
        double place = Math.min(1, Math.max(0, value)) * (stops.length - 1);
        int i = Math.min(stops.length - 2, (int) place);
        double part = place - i;
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = stops[i] >> shift & 0xff;
            int to = stops[i + 1] >> shift & 0xff;
            colour |= (int) Math.round(from + part * (to - from)) << shift;
        }
        return String.format(Locale.ROOT, "#%06x", colour);
    }
}
