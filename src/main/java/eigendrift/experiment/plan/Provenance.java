package eigendrift.experiment.plan;

/**
 * The program, machine and data behind the numbers of an experiment.
 *
 * @param dataHash SHA-256 of inputs and targets
 * @param parameters n
 */
public record Provenance(
        String version,
        String revision,
        String java,
        String system,
        String processor,
        String blas,
        String dataHash,
        int parameters) {}
