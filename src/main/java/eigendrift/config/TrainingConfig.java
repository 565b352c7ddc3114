package eigendrift.config;

import java.util.OptionalInt;

/**
 * How long a run trains, with which batches.
 *
 * @param batchSize samples an update; empty for the full data
 */
public record TrainingConfig(Span length, OptionalInt batchSize, Precision precision, Span logEvery) {}
