/**
 * Data sets and the order in which a run sees them.
 *
 * <p>In: a {@link eigendrift.config.DataConfig}. Out: a {@link eigendrift.data.Dataset} with inputs in [0, 1] for
 * images, and for each epoch the same permutation of samples for every optimizer of a seed.
 */
package eigendrift.data;
