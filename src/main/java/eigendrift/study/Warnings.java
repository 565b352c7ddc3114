package eigendrift.study;

import eigendrift.readmodel.Status;
import eigendrift.readmodel.Tables;
import eigendrift.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What to know before the numbers of an experiment are read: runs that learned nothing, or whose units are mostly dead.
 */
public final class Warnings {

    /** How many runs a sentence names. */
    private static final int NAMED = 6;

    private Warnings() {}

    /** One sentence a warning; none if all is well or was not measured. */
    public static List<String> of(Tables tables) {
        List<String> warnings = new ArrayList<>();
        add(
                warnings,
                tables,
                Tables.Run::isNoBetterThanBaseline,
                Warnings::reached,
                " ended no better than without a look at the inputs (",
                "). Maybe more steps, another learning rate, or inputs of one scale: data.standardize = true.");
        add(
                warnings,
                tables,
                run -> run.deadUnits() > .5,
                run -> String.format(Locale.ROOT, "%.0f %%", 100 * run.deadUnits()),
                " ended with most hidden units dead, without a gradient at any training sample (",
                "). Maybe a smaller learning rate, or inputs of one scale: data.standardize = true.");
        return warnings;
    }

    private static void add(
            List<String> warnings,
            Tables tables,
            Predicate<Tables.Run> wrong,
            Function<Tables.Run, String> detail,
            String what,
            String advice) {
        List<Tables.Run> runs = tables.runs().stream()
                .filter(run -> run.status() == Status.COMPLETED)
                .filter(wrong)
                .toList();
        if (!runs.isEmpty()) {
            String names = runs.stream().limit(NAMED).map(Tables.Run::run).collect(Collectors.joining(", "));
            String details = runs.stream().limit(NAMED).map(detail).distinct().collect(Collectors.joining(", "));
            warnings.add(names
                    + (runs.size() > NAMED ? " and " + (runs.size() - NAMED) + " more" : "")
                    + what
                    + details
                    + advice);
        }
    }

    private static String reached(Tables.Run run) {
        return Double.isNaN(run.finalAccuracy())
                ? "loss " + Numbers.brief(run.finalLoss()) + ", that of the mean target is "
                        + Numbers.brief(run.baseline())
                : "accuracy " + Numbers.brief(run.finalAccuracy()) + ", the largest class has "
                        + Numbers.brief(run.baseline());
    }
}
