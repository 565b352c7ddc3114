package eigendrift.report.figure;

import java.util.List;
import java.util.stream.DoubleStream;

/** A labelled scale over [{@code min}, {@code max}], min &lt; max. */
public record Axis(String label, Scale scale, double min, double max) {
    private static final double MOST_DECADES = 1e-12;
    private static final double DECADES_WORTH_A_LOGARITHM = 50;
    private static final double MARGIN = 0.04;

    /** How values map to positions. */
    public enum Scale {
        LINEAR {
            @Override
            double place(double value) {
                return value;
            }
        },
        LOGARITHMIC {
            @Override
            double place(double value) {
                return Math.log10(Math.max(value, Double.MIN_NORMAL));
            }

            @Override
            double value(double place) {
                return Math.pow(10, place);
            }
        },
        /** Logarithm of 1 + value: for steps that start at 0 and are spaced in ratios. */
        LOGARITHMIC_FROM_ZERO {
            @Override
            double place(double value) {
                return Math.log1p(Math.max(value, 0));
            }

            @Override
            double value(double place) {
                return Math.expm1(place);
            }
        },
        /** From the largest to the smallest, ticks at whole numbers from 1: the first of a ranking is on top. */
        RANKS {
            @Override
            double place(double value) {
                return value;
            }
        };

        abstract double place(double value);

        /** The value at a place: the inverse. */
        double value(double place) {
            return place;
        }
    }

    /** The value at a fraction of the way, the inverse of {@link #fraction} on an axis that rises. */
    double value(double fraction) {
        double low = scale.place(min);
        return scale.value(low + fraction * (scale.place(max) - low));
    }

    /** Fraction of the way from {@code min} to {@code max}, clamped to [0, 1]. */
    double fraction(double value) {
        double low = scale.place(min);
        double fraction = Math.min(1, Math.max(0, (scale.place(value) - low) / (scale.place(max) - low)));
        return scale == Scale.RANKS ? 1 - fraction : fraction;
    }

    /**
     * An axis that reaches every finite value, with a small margin. It is logarithmic when no value is negative and the
     * positive ones span a factor of 50 or more; zeros then lie on its lower edge.
     */
    public static Axis covering(String label, DoubleStream values) {
        double[] finite = values.filter(Double::isFinite).toArray();
        double low = DoubleStream.of(finite).min().orElse(0);
        double high = DoubleStream.of(finite).max().orElse(1);
        double positive = DoubleStream.of(finite).filter(v -> v > 0).min().orElse(high);
        if (low >= 0 && high >= DECADES_WORTH_A_LOGARITHM * positive) {
            return logarithmic(label, DoubleStream.of(finite));
        }
        double margin = high > low ? MARGIN * (high - low) : Math.max(Math.abs(high), 1) * 0.5;
        return new Axis(label, Scale.LINEAR, low == 0 ? 0 : low - margin, high + margin);
    }

    /** As {@link #covering}, for values in [0, 1]: where it would be linear, it shows all of that range. */
    public static Axis share(String label, DoubleStream values) {
        Axis axis = covering(label, values);
        return axis.scale() == Scale.LINEAR ? share(label) : axis;
    }

    /** The linear axis from 0 to 1. */
    public static Axis share(String label) {
        return new Axis(label, Scale.LINEAR, 0, 1);
    }

    /** An axis of ranks from 1, on top, to {@code last}, with room for half a rank at the ends. */
    public static Axis ranks(String label, int last) {
        return new Axis(label, Scale.RANKS, 0.5, last + 0.5);
    }

    /** A logarithmic axis that reaches every finite positive value, at most twelve decades below the largest. */
    public static Axis logarithmic(String label, DoubleStream values) {
        double[] positive =
                values.filter(v -> Double.isFinite(v) && v > 0).sorted().toArray();
        if (positive.length == 0) {
            return new Axis(label, Scale.LOGARITHMIC, 0.1, 1);
        }
        double high = positive[positive.length - 1];
        double low = Math.max(positive[0], high * MOST_DECADES);
        double margin = Math.max(Math.pow(high / low, MARGIN), 1.15);
        return new Axis(label, Scale.LOGARITHMIC, low / margin, high * margin);
    }

    /** The ticks that fit a panel of this size. */
    List<Ticks.Tick> ticks(int about) {
        return Ticks.on(this, about);
    }
}
