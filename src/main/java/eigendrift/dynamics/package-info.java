/**
 * How eigenvectors move and where they sit: overlaps, displacement, subspaces, localization. Pure functions.
 *
 * <p>In: eigenvectors at one or two times. Out: numbers, with the bounds that the certificates give.
 */
package eigendrift.dynamics;
