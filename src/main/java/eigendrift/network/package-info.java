/**
 * Multilayer perceptrons: architecture, parameter layout, weights, loss, and the exact derivatives of the loss.
 *
 * <p>In: samples and a flat parameter vector. Out: loss, gradient, Hessian-vector and Gauss-Newton-vector products.
 *
 * <p>A class whose name ends in 32 is made at build time from its twin that ends in 64: edit that one alone. In it
 * {@code double} becomes {@code float}, {@code long} becomes {@code int}, and {@code Double} becomes {@code Float};
 * what must be a double in both is written {@code double /*both*&#47;}. An IDE finds these classes after
 * {@code mvn generate-sources}.
 */
package eigendrift.network;
