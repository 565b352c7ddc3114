/**
 * Linear algebra on flat heap arrays.
 *
 * <p>In: matrices, vectors, symmetric operators. Out: products, eigenpairs, random vectors. {@link eigendrift.linalg.Blas}
 * is the one door to native code.
 */
package eigendrift.linalg;
