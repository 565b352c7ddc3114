package eigendrift.experiment.plan;

/**
 * Where the numbers of an experiment come from.
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
