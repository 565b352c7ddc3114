/**
 * Linear algebra on flat heap arrays.
 *
 * <p>In: matrices, vectors, symmetric operators. Out: products, eigenpairs. {@link eigendrift.linalg.Blas} is the only
 * class that others call for native products.
 *
 * <p>A class whose name ends in 32 is made at build time from its twin that ends in 64, as in
 * {@link eigendrift.network}. Only Coefficients32 is written by hand: its numbers differ.
 */
package eigendrift.linalg;
