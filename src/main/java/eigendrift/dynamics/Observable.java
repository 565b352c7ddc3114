package eigendrift.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * A number that says on how few parameters a direction sits, or on which; with p_j = v_j²/‖v‖². One entry here is all
 * that it takes:
 * the journal, the tables, the null models and the figures go by this list, and a test asks for its row in the
 * documentation.
 *
 * <p>Tables have them in this order; a new one comes last. None changes when hidden units are permuted. The IPR, like
 * most, does
 * when a ReLU unit's input weights are scaled up and its output weights down, though the network stays the same
 * function.
 */
public enum Observable {
    /** Inverse participation ratio ∈ [1/n, 1]; 1/s for equal mass on s parameters. */
    IPR("ipr", "Σ p_j²", measured(Masses::ipr), compared(Optional.of(HaarForm.IPR)), new Elsewhere()),

    /** The number of parameters that the direction sits on, ∈ [1, n]. */
    PARTICIPATION_RATIO("participation_ratio", "1/IPR", derived(IPR, x -> 1 / x), notCompared(), new Elsewhere()),

    /** Shannon's entropy ∈ [0, ln n], in nats. */
    ENTROPY(
            "entropy",
            "S₁ = −Σ p_j ln p_j",
            measured(Masses::shannon),
            compared(Optional.of(HaarForm.ENTROPY)),
            new Entropy(1, "S₁")),

    /** The number of parameters by Shannon's measure, ∈ [1, n]. */
    EFFECTIVE_SUPPORT("effective_support", "e^{S₁}", derived(ENTROPY, StrictMath::exp), notCompared(), new Elsewhere()),

    /** Rényi entropy S_q = ln Σ p_j^q / (1 − q) of order ½, in nats. */
    RENYI_HALF("renyi_half", "S_½ = 2 ln Σ √p_j", measured(Masses::renyiHalf), notCompared(), new Entropy(.5, "S₀.₅")),

    /** Rényi entropy of order 2. */
    RENYI_2("renyi_2", "S₂ = −ln IPR", derived(IPR, x -> -StrictMath.log(x)), notCompared(), new Entropy(2, "S₂")),

    /** Rényi entropy of order ∞. */
    RENYI_INFINITY(
            "renyi_inf",
            "S_∞ = −ln max p_j",
            measured(Masses::renyiInfinity),
            notCompared(),
            new Entropy(Double.POSITIVE_INFINITY, "S∞")),

    /** Mass of the largest hundredth of the parameters. */
    LARGEST_MASS(
            "largest_mass",
            "sum of the ⌈n/100⌉ largest p_j",
            measured(Masses::largest),
            notCompared(),
            new Elsewhere()),

    /** Mass of the biases; the rest sits on weights. */
    BIAS_MASS(
            "bias_mass",
            "sum of p_j over biases",
            measured(Masses::onBiases),
            notCompared(),
            new Share("Biases", "share on biases"));

    private final String column;
    private final String formula;
    private final Source source;
    private final Nulls nulls;
    private final Drawing drawing;

    Observable(String column, String formula, Source source, Nulls nulls, Drawing drawing) {
        this.column = column;
        this.formula = formula;
        this.source = source;
        this.nulls = nulls;
        this.drawing = drawing;
    }

    /** Those that are computed from a direction and kept in the journal; the rest follow from them. */
    public static List<Observable> measured() {
        return Arrays.stream(values())
                .filter(observable -> observable.source instanceof Measured)
                .toList();
    }

    /** Those that are compared with null models. */
    public static List<Observable> compared() {
        return Arrays.stream(values())
                .filter(observable -> observable.nulls.compared())
                .toList();
    }

    /** The one of that column. */
    public static Optional<Observable> named(String column) {
        return Arrays.stream(values())
                .filter(observable -> observable.column.equals(column))
                .findFirst();
    }

    /** Its name in tables, in the journal and among the statistics of null models. */
    public String column() {
        return column;
    }

    /** As the documentation has it. */
    public String formula() {
        return formula;
    }

    /** Its moments where the direction is random; empty where they are not known, and draws have to do. */
    public Optional<HaarForm> haar() {
        return nulls.haar();
    }

    public Drawing drawing() {
        return drawing;
    }

    double measure(Masses masses) {
        return ((Measured) source).of().applyAsDouble(masses);
    }

    /** @param known of those that are measured, NaN where it was not */
    double value(ToDoubleFunction<Observable> known) {
        return source instanceof Derived derived
                ? derived.by().applyAsDouble(derived.from().value(known))
                : known.applyAsDouble(this);
    }

    /** The one that is measured: itself, or what it is derived from. */
    Observable origin() {
        return source instanceof Derived derived ? derived.from().origin() : this;
    }

    // ---- where the value comes from

    private sealed interface Source permits Measured, Derived {}

    private record Measured(ToDoubleFunction<Masses> of) implements Source {}

    private record Derived(Observable from, DoubleUnaryOperator by) implements Source {}

    private static Source measured(ToDoubleFunction<Masses> of) {
        return new Measured(of);
    }

    private static Source derived(Observable from, DoubleUnaryOperator by) {
        return new Derived(from, by);
    }

    // ---- whether null models speak of it

    private record Nulls(boolean compared, Optional<HaarForm> haar) {}

    /** @param haar empty where only draws tell */
    private static Nulls compared(Optional<HaarForm> haar) {
        return new Nulls(true, haar);
    }

    private static Nulls notCompared() {
        return new Nulls(false, Optional.empty());
    }

    // ---- how the report draws it

    /** How the report draws an observable, beside the first eigenvector's others. */
    public sealed interface Drawing permits Elsewhere, Entropy, Share {}

    /** By a figure of its own, or not at all. */
    public record Elsewhere() implements Drawing {}

    /** As a line among the entropies, by order. */
    public record Entropy(double order, String symbol) implements Drawing {}

    /** On a panel of its own, from 0 to 1. */
    public record Share(String title, String axis) implements Drawing {}
}
