package eigendrift.config;

import java.util.OptionalInt;

/**
 * How long and in what portions a run trains.
 *
 * @param batchSize samples an update; empty for the full data
 */
public record TrainingConfig(Span length, OptionalInt batchSize, Precision precision, Span logEvery) {}
