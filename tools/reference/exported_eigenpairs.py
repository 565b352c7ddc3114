"""Measures exported checkpoints of conf/quickstart.conf again, with PyTorch and SciPy, and prints the differences.

    tools/eigendrift export quickstart --out out --format csv,npz
    /usr/bin/python3 tools/reference/exported_eigenpairs.py out        (Debian: python3-torch python3-scipy)

For every run's last checkpoint: the largest relative difference of the eigenvalues, and the largest sine between our
eigenvectors and those of SciPy's eigsh on PyTorch's double-backward products, beside the certified bounds.
"""

import csv
import sys
from pathlib import Path

import numpy as np
import torch
from scipy.sparse.linalg import LinearOperator, eigsh

from bundled import fashion


def operator(checkpoint, x, y):
    shapes = [(k, checkpoint[k].shape) for k in checkpoint.files if k.startswith("layer")]
    w = torch.tensor(checkpoint["parameters"], requires_grad=True)

    parts, offset = [], 0
    for _, shape in shapes:
        size = int(np.prod(shape))
        parts.append(w[offset : offset + size].reshape(shape))
        offset += size
    a = x
    for layer in range(0, len(parts), 2):
        a = a @ parts[layer].T + parts[layer + 1]
        if layer < len(parts) - 2:
            a = torch.relu(a)
    loss = torch.nn.functional.cross_entropy(a, y)
    (gradient,) = torch.autograd.grad(loss, w, create_graph=True)

    def product(v):
        v = torch.tensor(np.ravel(v))
        return torch.autograd.grad(gradient @ v, w, retain_graph=True)[0].numpy()

    n = w.numel()
    return LinearOperator((n, n), matvec=product, dtype=np.float64)


def main(out):
    x, y = map(torch.tensor, fashion())
    rows = list(csv.DictReader(open(out / "spectrum.csv")))
    for run in sorted({row["run"] for row in rows}):
        last = max(int(row["step"]) for row in rows if row["run"] == run)
        ours = [row for row in rows if row["run"] == run and int(row["step"]) == last]
        checkpoint = np.load(out / "checkpoints" / run / f"{last}.npz")
        k = len(ours)
        values, vectors = eigsh(operator(checkpoint, x, y), k=k, which="LA", tol=1e-10)
        values, vectors = values[::-1], vectors[:, ::-1].T
        value_error = np.max(np.abs(values - checkpoint["eigenvalues"]) / values[0])
        sines = [
            np.linalg.norm(v - (v @ u) * u) for u, v in zip(vectors, checkpoint["eigenvectors"])
        ]
        bounds = [float(row["angle_bound"]) for row in ours]
        print(
            f"{run} step {last}: eigenvalues within {value_error:.1e}, "
            f"sines {max(sines):.1e}, certified {max(bounds):.1e}, "
            f"every sine within its bound: {all(s <= b + 1e-9 for s, b in zip(sines, bounds))}"
        )


main(Path(sys.argv[1]))
