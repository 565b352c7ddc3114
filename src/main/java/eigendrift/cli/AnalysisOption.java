package eigendrift.cli;

import eigendrift.experiment.following.PersistenceIds;
import picocli.CommandLine.Option;

/** The option {@code --analysis}: which analysis of an experiment. */
final class AnalysisOption {

    @Option(
            names = "--analysis",
            paramLabel = "NAME",
            defaultValue = PersistenceIds.FIRST_ANALYSIS,
            description = "Analysis to read (default: ${DEFAULT-VALUE}, the one made alongside training).")
    private String name;

    String name() {
        return name;
    }
}
