#!/usr/bin/env python3
"""Coefficients of the polynomials in eigendrift.linalg.Coefficients64 and Coefficients32.

Interpolation in the Chebyshev nodes, in 60 digits, which comes close to the best polynomial (Trefethen, Approximation Theory
and Approximation Practice, 2013, ch. 16). The variable of the normal tail is that of Shepherd and Laframboise (1981). Prints,
for each precision, the coefficients as Java literals, lowest power first, and the largest error before and after rounding.

    python3 tools/reference/polynomials.py        (needs mpmath and numpy)
"""

import numpy
from mpmath import mp, mpf

mp.dps = 60


def exp_tail(r):
    """(e^r - 1 - r) / r^2, so that e^r - 1 = r + r^2 P(r)."""
    return (mp.expm1(r) - r) / r**2


def log_tail(v):
    """(atanh(w) / w - 1) / w^2 with v = w^2, so that log(1 + u) = 2w + 2w v P(v) where w = u / (2 + u)."""
    w = mp.sqrt(v)
    return (mp.atanh(w) / w - 1) / v


def normal_tail(s, centre):
    """P(Z > z) e^(z^2/2) (z + centre) where s = (z - centre) / (z + centre), Z standard normal."""
    z = centre * (1 + s) / (1 - s)
    return mp.exp(z * z / 2) * mp.erfc(z / mp.sqrt(2)) / 2 * (z + centre)


def interpolate(f, low, high, count):
    nodes = [(low + high) / 2 + (high - low) / 2 * mp.cos(mp.pi * (k + mpf(1) / 2) / count) for k in range(count)]
    return mp.lu_solve(mp.matrix([[x**k for k in range(count)] for x in nodes]), mp.matrix([f(x) for x in nodes]))


def show(name, f, low, high, count, single):
    exact = interpolate(f, low, high, count)
    rounded = [float(numpy.float32(float(c))) if single else float(c) for c in exact]
    grid = [low + (high - low) * (k + mpf(1) / 3) / 1000 for k in range(1000)]
    for label, coefficients in (("", exact), ("rounded ", rounded)):
        error = max(abs(mp.polyval(list(coefficients)[::-1], x) / f(x) - 1) for x in grid)
        print(f"// {name} {label}relative error 2^{float(mp.log(error, 2)):.1f}")
    print(",\n".join(c.hex() + ("f" if single else "") for c in rounded) + "\n")


if __name__ == "__main__":
    half = mp.log(2) / 2
    centre = mpf(5)
    for single, exp, log, normal, last in ((False, 10, 10, 22, 39), (True, 6, 4, 10, 15)):
        print("// ----", "single" if single else "double", "precision")
        # The normal tail adds at most last^2 2^-12 / 2 to the reduced argument in single, far less in double precision.
        reduced = half + (mpf(last) ** 2 / 2**13 if single else mpf("1e-5"))
        show("EXP", exp_tail, -reduced, reduced, exp, single)
        show("LOG", log_tail, mpf(0), mpf(1) / 9, log, single)
        show("NORMAL", lambda s: normal_tail(s, centre), mpf(-1), (last - centre) / (last + centre), normal, single)
