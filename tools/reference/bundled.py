"""The bundled digits, for the other scripts here; data.py says that they are those of Debian's original files."""

import gzip
from pathlib import Path

import numpy as np

DIGITS = Path(__file__).resolve().parents[2] / "src/main/resources/eigendrift/data/digits"
REFERENCE = Path(__file__).resolve().parents[2] / "src/test/resources/reference"


def _idx(name, header):
    return np.frombuffer(gzip.open(DIGITS / name).read(), dtype=np.uint8, offset=header)


def digits(count):
    """The first training samples: pixels N x 64 in [0, 1], labels N."""
    x = _idx("train-images-idx3-ubyte.gz", 16).reshape(-1, 64) / 16.0
    y = _idx("train-labels-idx1-ubyte.gz", 8).astype(np.int64)
    return x[:count], y[:count]
