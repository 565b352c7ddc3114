package eigendrift.data;

/**
 * The samples of one update: {@code order[from] ... order[from + size − 1]}.
 *
 * @param order indices into the training samples, shared and never written to
 */
public record Batch(int[] order, int from, int size) {}
