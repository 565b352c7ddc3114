#!/usr/bin/env python3
"""Files of numpy.savez for NpzTest and InitialWeightsTest, and NumPy's reading of the file that Npz.Writer wrote.

    python3 tools/reference/npz.py src/test/resources/reference

writes numpy-*.npz and torch-network.npz there (last run: NumPy 1.24, PyTorch 1.13), and checks that NumPy reads java.npz as
NpzTest means it. NpzTest writes target/java.npz and compares it with that kept file byte by byte; when the form is meant to
change, copy the new file over the kept one and run this again.
"""
import sys
import zipfile
from pathlib import Path

import numpy as np

EIGHTHS = np.arange(-5, 7) / 8.0  # exact in single precision too
SPECIAL = np.array([np.finfo("f8").max, 5e-324, -0.0, np.inf, -np.inf, np.nan, np.pi])
ARRAYS = {
    "matrix": EIGHTHS.reshape(3, 4),
    "single": EIGHTHS.astype("<f4"),
    "long": np.array([[2**53, -(2**53)], [0, -7]], dtype="<i8"),
    "int": np.array([2**31 - 1, -(2**31), 3], dtype="<i4"),
    "scalar": np.float64(0.1),
    "cube": EIGHTHS.reshape(2, 3, 2),
    "empty": np.zeros((0, 3)),
    "special": SPECIAL,
}
OF_JAVA = {
    "matrix": ARRAYS["matrix"],
    "rows": ARRAYS["matrix"],
    "no rows": np.zeros((0, 0)),
    "long": ARRAYS["long"],
    "int": ARRAYS["int"],
    "cube": ARRAYS["cube"],
    "empty": ARRAYS["empty"],
    "special": SPECIAL,
    "größe": np.array([4.0]),
}


def write_with_header_versions(path):
    with zipfile.ZipFile(path, "w") as archive:
        for version in ((1, 0), (2, 0), (3, 0)):
            with archive.open(zipfile.ZipInfo(f"version{version[0]}.npy"), "w") as entry:
                np.lib.format.write_array(entry, ARRAYS["matrix"], version)


def write_torch_network(path):
    import torch

    torch.manual_seed(1)
    network = torch.nn.Sequential(torch.nn.Linear(64, 16), torch.nn.ReLU(), torch.nn.Linear(16, 10))
    np.savez(path, **{name: tensor.numpy() for name, tensor in network.state_dict().items()})


def check(path):
    with np.load(path, allow_pickle=False) as archive:
        assert archive.files == list(OF_JAVA), archive.files
        for name, expected in OF_JAVA.items():
            found = archive[name]
            assert found.dtype == expected.dtype and found.shape == expected.shape, (name, found.dtype, found.shape)
            assert found.tobytes() == expected.tobytes(), (name, found)
    print(f"{path}: NumPy {np.__version__} reads {len(OF_JAVA)} arrays as written")


def main():
    folder = Path(sys.argv[1])
    np.savez(folder / "numpy-savez.npz", **ARRAYS)
    np.savez_compressed(folder / "numpy-savez-compressed.npz", **ARRAYS)
    np.savez(folder / "numpy-fortran.npz", plain=EIGHTHS, transposed=ARRAYS["matrix"].T)
    np.savez(folder / "numpy-complex.npz", plain=EIGHTHS, complex=EIGHTHS * 1j)
    write_with_header_versions(folder / "numpy-versions.npz")
    write_torch_network(folder / "torch-network.npz")
    check(folder / "java.npz")


if __name__ == "__main__":
    main()
