package eigendrift.report.chart;

import eigendrift.config.NullModelName;
import eigendrift.report.figure.Axis;
import java.util.List;
import java.util.Optional;

/**
 * What a reader may choose of the figures.
 *
 * @param steps scale of the axis of time; empty: logarithmic where most checkpoints lie early
 * @param nulls models beside the curves; empty: two that say different things, of those that were drawn
 */
public record FigureChoices(Optional<Axis.Scale> steps, List<NullModelName> nulls) {

    /** What is shown first where nothing is chosen: what training can add to, then what the trained weights bring. */
    private static final List<NullModelName> FIRST = List.of(
            NullModelName.RANDOM_WALK,
            NullModelName.STATIC,
            NullModelName.INITIALIZATION,
            NullModelName.SHUFFLED_WEIGHTS,
            NullModelName.HAAR_LAYERED,
            NullModelName.HAAR);

    private static final int SHOWN = 2;

    public FigureChoices {
        nulls = List.copyOf(nulls);
    }

    public static FigureChoices none() {
        return new FigureChoices(Optional.empty(), List.of());
    }

    /** Those of these models that stand beside the curves. */
    List<NullModelName> beside(List<NullModelName> models) {
        if (!nulls.isEmpty()) {
            return nulls.stream().filter(models::contains).toList();
        }
        List<NullModelName> chosen =
                FIRST.stream().filter(models::contains).limit(SHOWN).toList();
        return chosen.isEmpty() ? models.stream().limit(SHOWN).toList() : chosen;
    }
}
