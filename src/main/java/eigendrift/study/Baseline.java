package eigendrift.study;

import eigendrift.config.ConfigException;
import eigendrift.readmodel.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which pairs of optimizers the claims are about: each optimizer with one of them, or every two. p is adjusted for all
 * claims together, so that pairs nobody asks about cost power.
 *
 * @param optimizer what the others are compared with; empty for every pair
 */
public record Baseline(Optional<String> optimizer) {

    /** Every pair. */
    public static final Baseline NONE = new Baseline(Optional.empty());

    /** Its word where an optimizer's name is expected. */
    private static final String WORD = "none";

    /** Two optimizers, of which the second is told beside the first. */
    public record Pair(String against, String optimizer) {}

    /** The first optimizer of the configuration, which was chosen before there was a number to look at. */
    public static Baseline first(Tables tables) {
        return new Baseline(optimizers(tables).stream().findFirst());
    }

    /**
     * @param name of an optimizer, or {@code none}
     * @throws ConfigException if there is no such optimizer
     */
    public static Baseline named(String name, Tables tables) {
        List<String> optimizers = optimizers(tables);
        if (optimizers.contains(name)) {
            return new Baseline(Optional.of(name));
        }
        if (name.equals(WORD)) {
            return NONE;
        }
        throw new ConfigException("expected one of " + String.join(", ", optimizers) + ", or " + WORD
                + " for every pair, found baseline = " + name + ".\nMaybe "
                + optimizers.stream().findFirst().orElse(WORD) + ".");
    }

    /** The pairs, the baseline first in each; without one in the order of the configuration. */
    List<Pair> pairs(Tables tables) {
        List<String> optimizers = optimizers(tables);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < optimizers.size(); i++) {
            for (int j = 0; j < optimizers.size(); j++) {
                if (i != j && optimizer.map(optimizers.get(i)::equals).orElse(i < j)) {
                    pairs.add(new Pair(optimizers.get(i), optimizers.get(j)));
                }
            }
        }
        return pairs;
    }

    static List<String> optimizers(Tables tables) {
        return tables.runs().stream().map(Tables.Run::optimizer).distinct().toList();
    }
}
