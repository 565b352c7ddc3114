#!/usr/bin/env python3
"""The largest eigenpairs by SciPy's eigsh (ARPACK) on PyTorch's products, and their true residual."""

import time

import numpy as np
from scipy.sparse.linalg import LinearOperator, eigsh

from problem import Problem, options, report, residuals


def main():
    arguments = options(__doc__).parse_args()
    problem = Problem(arguments)
    product = problem.hessian()
    product(np.ones(problem.n))
    products = [0]

    def counted(v):
        products[0] += 1
        return product(v)

    operator = LinearOperator((problem.n, problem.n), matvec=counted, dtype=np.float64)
    start = np.random.default_rng(0).standard_normal(problem.n)
    begin = time.perf_counter()
    values, vectors = eigsh(operator, k=arguments.eigenpairs, which="LA", tol=arguments.tolerance, v0=start)
    taken = time.perf_counter() - begin
    values, vectors = values[::-1], vectors[:, ::-1].T
    report(eigenpairs_s=taken, products=products[0], eigenvalues=values.tolist(),
           max_relative_residual=residuals(product, values, vectors))


main()
