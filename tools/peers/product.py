#!/usr/bin/env python3
"""One Hessian-vector product by PyTorch's double backward, the graph of the gradient kept between products."""

import numpy as np

from problem import Problem, options, report, seconds


def main():
    problem = Problem(options(__doc__).parse_args())
    product = problem.hessian()
    v = np.random.default_rng(0).standard_normal(problem.n)
    report(hvp_ms=1e3 * seconds(lambda: product(v)))


main()
