/**
 * Random Hessians to compare a measurement with, and the statistics of the comparison. Pure functions.
 *
 * <p>In: an architecture, data, weights, a random stream. Out: draws of the observables under the null, z-scores,
 * p-values.
 */
package eigendrift.nullmodel;
