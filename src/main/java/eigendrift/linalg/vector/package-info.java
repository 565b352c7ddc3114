/**
 * The elementwise kernels on the vector instructions of the processor, for a Java runtime with the module
 * {@code jdk.incubator.vector}.
 *
 * <p>In: a range of an array. Out: function values and derivatives, with the bits of the plain loops. Only operations
 * whose result is fixed by IEEE 754 are used: the vector module's own exponential or its sums over lanes would differ
 * between interpreted and compiled code.
 */
package eigendrift.linalg.vector;
