package eigendrift.experiment.following;

import org.apache.pekko.persistence.typed.PersistenceId;

/** Persistence ids: the kind of actor, then experiment, run and analysis where they apply, joined by '|'. */
public final class PersistenceIds {

    /** The analysis that comes with training. */
    public static final String FIRST_ANALYSIS = "first";

    private PersistenceIds() {}

    public static PersistenceId experiment(String experiment) {
        return id(ActorKind.EXPERIMENT, experiment, "", "");
    }

    public static PersistenceId trainer(String experiment, String run) {
        return id(ActorKind.TRAINER, experiment, run, "");
    }

    public static PersistenceId probe(String experiment, String run, String analysis) {
        return id(ActorKind.PROBE, experiment, run, analysis);
    }

    public static PersistenceId tracker(String experiment, String run, String analysis) {
        return id(ActorKind.TRACKER, experiment, run, analysis);
    }

    public static PersistenceId nullModel(String experiment, String analysis) {
        return id(ActorKind.NULL_MODEL, experiment, "", analysis);
    }

    private static PersistenceId id(ActorKind kind, String experiment, String run, String analysis) {
        return PersistenceId.ofUniqueId(kind.id(experiment, run, analysis));
    }
}
