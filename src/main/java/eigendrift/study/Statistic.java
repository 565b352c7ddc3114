package eigendrift.study;

import java.util.Locale;

/** What two optimizers are compared by: one number a run, late in training or at equal training loss. */
public enum Statistic {
    /** 1 − q² between neighbouring checkpoints, mean over the reported vectors by rank. */
    DISPLACEMENT(Aspect.REORGANIZES),
    /** The same of the first vector alone. */
    DISPLACEMENT_FIRST(Aspect.REORGANIZES),
    /** Late less early. */
    DISPLACEMENT_CHANGE(Aspect.REORGANIZES),
    /** Against random steps as long as the run's own. */
    LN_DISPLACEMENT_OVER_NULL(Aspect.REORGANIZES),
    /** The same of the odds tan²θ. */
    LN_ODDS_OVER_NULL(Aspect.REORGANIZES),
    /** n·IPR of the first vector. */
    N_IPR(Aspect.LOCALIZES),
    /** Late less early. */
    N_IPR_CHANGE(Aspect.LOCALIZES),
    /** Against fresh initial weights. */
    LN_IPR_OVER_NULL(Aspect.LOCALIZES);

    private final Aspect aspect;

    Statistic(Aspect aspect) {
        this.aspect = aspect;
    }

    public Aspect aspect() {
        return aspect;
    }

    /** Its word in tables. */
    public String csv() {
        return name().toLowerCase(Locale.ROOT);
    }
}
