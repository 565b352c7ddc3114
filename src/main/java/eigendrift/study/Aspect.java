package eigendrift.study;

import eigendrift.config.NullModelName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is claimed of one optimizer beside another, or beside a null model. */
public enum Aspect {
    /** Its eigenvectors turn further. */
    REORGANIZES,
    /** Its first eigenvector sits on fewer parameters. */
    LOCALIZES;

    /** What tells it, where no choice is made otherwise. */
    Statistic primary() {
        return this == REORGANIZES ? Statistic.DISPLACEMENT : Statistic.N_IPR;
    }

    /** The null models that say something of it. */
    List<NullModelName> nullModels() {
        return Arrays.stream(NullModelName.values())
                .filter(model -> model.isOfMovement() == (this == REORGANIZES))
                .toList();
    }

    /** Its word in tables. */
    public String csv() {
        return name().toLowerCase(Locale.ROOT);
    }
}
