package eigendrift.study;

import eigendrift.readmodel.Tables;
import java.util.Collection;

/**
 * One of several analyses of the same runs that are compared.
 *
 * @param complete whether all of it has been measured
 * @param configuration as {@link eigendrift.config.reading.LoadedExperiment#json}
 * @param subspaces overlaps of the leading subspaces for the k that all of them have
 */
public record Analysis(
        String name, boolean complete, String configuration, Tables tables, Collection<Tables.Subspace> subspaces) {}
