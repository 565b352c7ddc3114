/**
 * Linear algebra on flat heap arrays.
 *
 * <p>In: matrices, vectors, symmetric operators. Out: products, eigenpairs. {@link eigendrift.linalg.Blas} is the one
 * door to native code.
 *
 * <p>A class whose name ends in 32 is made at build time from its twin that ends in 64, as in
 * {@link eigendrift.network}.
 */
package eigendrift.linalg;
