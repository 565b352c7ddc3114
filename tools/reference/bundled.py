"""The bundled training samples, for the other scripts here; data.py says that they are those of Debian's original files."""

import gzip
from pathlib import Path

import numpy as np

DATA = Path(__file__).resolve().parents[2] / "src/main/resources/eigendrift/data"
REFERENCE = Path(__file__).resolve().parents[2] / "src/test/resources/reference"


def _idx(name, header):
    return np.frombuffer(gzip.open(DATA / name).read(), dtype=np.uint8, offset=header)


def _training(folder, inputs, largest, count):
    x = _idx(f"{folder}/train-images-idx3-ubyte.gz", 16).reshape(-1, inputs) / largest
    y = _idx(f"{folder}/train-labels-idx1-ubyte.gz", 8).astype(np.int64)
    return x[:count], y[:count]


def digits(count):
    """The first training samples: pixels N x 64 in [0, 1], labels N."""
    return _training("digits", 64, 16.0, count)


def fashion():
    """All 2,000 training samples of fashion-mnist-2k: pixels N x 784 in [0, 1], labels N."""
    return _training("fashion-mnist-2k", 784, 255.0, None)
