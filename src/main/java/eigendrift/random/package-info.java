/**
 * Random numbers that are functions of their name: named streams of the root seed.
 *
 * <p>In: the root seed, a purpose and indices. Out: independent generators, so that there is no generator state to
 * save.
 */
package eigendrift.random;
