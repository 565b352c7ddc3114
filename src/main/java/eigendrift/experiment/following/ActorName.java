package eigendrift.experiment.following;

import java.util.Arrays;
import java.util.Optional;

/**
 * The parts of a persistence id.
 *
 * @param run empty where its kind has none
 * @param analysis empty where its kind has none
 */
public record ActorName(ActorKind kind, String experiment, String run, String analysis) {

    /** The persistence id. */
    public String id() {
        return kind.id(experiment, run, analysis);
    }

    /** The parts of {@code persistenceId}; empty where it is none of Eigendrift's. */
    public static Optional<ActorName> parse(String persistenceId) {
        String[] parts = persistenceId.split("\\|", -1);
        return Arrays.stream(ActorKind.values())
                .filter(kind -> kind.word().equals(parts[0]))
                .filter(kind -> parts.length == 2 + (kind.isOfRun() ? 1 : 0) + (kind.isOfAnalysis() ? 1 : 0))
                .map(kind -> new ActorName(
                        kind,
                        parts[1],
                        kind.isOfRun() ? parts[2] : "",
                        kind.isOfAnalysis() ? parts[parts.length - 1] : ""))
                .findFirst();
    }
}
