"""Eigenpairs of symmetric matrices by SciPy's eigsh, for SpectrumSolverTest.

    /usr/bin/python3 tools/reference/eigenpairs.py > src/test/resources/reference/eigenpairs.json
"""

import json

import numpy as np
from scipy.sparse.linalg import eigsh


def matrix(n, phase):
    """a_ij = sin(phase + 3 i j / n + (i + j)) / (1 + |i - j|) + a diagonal that separates the ends."""
    i, j = np.meshgrid(np.arange(n), np.arange(n), indexing="ij")
    a = np.sin(phase + 3.0 * i * j / n + (i + j)) / (1 + np.abs(i - j))
    return a + np.diag(3 * np.cos(np.arange(n) * phase))


cases = []
for n, phase in [(150, 0.7), (200, 1.3), (400, 2.1)]:
    a = matrix(n, phase)
    assert np.array_equal(a, a.T)
    for which, name in [("LA", "LARGEST_ALGEBRAIC"), ("LM", "LARGEST_MAGNITUDE"), ("BE", "BOTH_ENDS")]:
        k = 6
        values, vectors = eigsh(a, k=k, which=which, tol=1e-14)
        if which == "LM":
            order = np.argsort(-np.abs(values))
        elif which == "LA":
            order = np.argsort(-values)
        else:
            order = np.concatenate([np.argsort(-values)[: k // 2], np.argsort(values)[: k // 2]])
        first = vectors[:, order[0]]
        first = first * np.sign(first[np.argmax(np.abs(first))])
        cases.append(
            {"n": n, "phase": phase, "which": name, "values": values[order].tolist(), "first": first[:10].tolist()}
        )
print(json.dumps(cases))
