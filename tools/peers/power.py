#!/usr/bin/env python3
"""Power iteration with deflation, with PyHessian's defaults: at most 100 iterations a vector, stop at a change of 1e-3."""

import time

import numpy as np

from problem import Problem, options, report, residuals

ITERATIONS = 100
CHANGE = 1e-3


def main():
    arguments = options(__doc__).parse_args()
    problem = Problem(arguments)
    product = problem.hessian()
    random = np.random.default_rng(0)
    product(random.standard_normal(problem.n))
    products, values, vectors = 0, [], np.zeros((0, problem.n))
    begin = time.perf_counter()
    for _ in range(arguments.eigenpairs):
        v, value = random.standard_normal(problem.n), None
        for _ in range(ITERATIONS):
            v -= vectors.T @ (vectors @ v)
            v /= np.linalg.norm(v)
            image = product(v)
            products += 1
            before, value = value, v @ image
            if before is not None and abs(value - before) < CHANGE * abs(before):
                break
            v = image
        v = v / np.linalg.norm(v)
        values.append(value)
        vectors = np.vstack([vectors, v])
    taken = time.perf_counter() - begin
    report(eigenpairs_s=taken, products=products, eigenvalues=values,
           max_relative_residual=residuals(product, values, vectors))


main()
