package eigendrift.experiment.following;

import org.apache.pekko.persistence.typed.PersistenceId;

/** Persistence ids: the kind of actor, then experiment, run and analysis where they apply, joined by '|'. */
public final class PersistenceIds {

    /** The analysis that comes with training. */
    public static final String FIRST_ANALYSIS = "first";

    private PersistenceIds() {}

    public static PersistenceId experiment(String experiment) {
        return id("experiment", experiment);
    }

    public static PersistenceId trainer(String experiment, String run) {
        return id("trainer", experiment, run);
    }

    public static PersistenceId probe(String experiment, String run, String analysis) {
        return id("probe", experiment, run, analysis);
    }

    public static PersistenceId tracker(String experiment, String run, String analysis) {
        return id("tracker", experiment, run, analysis);
    }

    public static PersistenceId nullModel(String experiment, String analysis) {
        return id("null-model", experiment, analysis);
    }

    private static PersistenceId id(String... parts) {
        return PersistenceId.ofUniqueId(String.join("|", parts));
    }
}
