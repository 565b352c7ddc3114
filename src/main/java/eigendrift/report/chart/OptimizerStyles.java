package eigendrift.report.chart;

import eigendrift.config.UpdateRule;
import eigendrift.report.figure.SeriesStyle;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The look of each optimizer, wherever it is drawn: the same in all reports, as far as six colours reach.
 *
 * <p>An optimizer that is called like its rule wants the colour of that rule's place in the list of rules; any other
 * the one that its name's hash picks. First the rules' names, then the others, each in the order given, get the wished
 * colour, or where that has been used more often than another the next one that has not. Reuse comes with another dash
 * and marker.
 */
public final class OptimizerStyles {
    private static final List<String> RULES = Arrays.stream(UpdateRule.class.getPermittedSubclasses())
            .map(rule -> rule.getSimpleName().toLowerCase(Locale.ROOT))
            .toList();

    private final Map<String, SeriesStyle> styles = new LinkedHashMap<>();
    private final int[] used = new int[SeriesStyle.COLOURS];

    private OptimizerStyles() {}

    /**
     * The styles by name, in the order of {@code optimizers}; up to 24 of them are all different.
     *
     * @param optimizers distinct names
     */
    public static Map<String, SeriesStyle> of(Collection<String> optimizers) {
        OptimizerStyles all = new OptimizerStyles();
        optimizers.stream().filter(RULES::contains).forEach(all::add);
        optimizers.stream().filter(name -> !RULES.contains(name)).forEach(all::add);
        Map<String, SeriesStyle> ordered = new LinkedHashMap<>();
        optimizers.forEach(name -> ordered.put(name, all.styles.get(name)));
        return ordered;
    }

    private void add(String name) {
        int rule = RULES.indexOf(name);
        int colour = Math.floorMod(rule >= 0 ? rule : name.hashCode(), used.length);
        int least = Arrays.stream(used).min().getAsInt();
        while (used[colour] > least) {
            colour = (colour + 1) % used.length;
        }
        styles.put(name, SeriesStyle.of(colour, used[colour]++));
    }
}
