/**
 * Multilayer perceptrons: architecture, weights, loss, and the exact derivatives of the loss.
 *
 * <p>In: samples and a flat parameter vector. Out: loss, gradient, Hessian-vector and Gauss-Newton-vector products.
 */
package eigendrift.network;
