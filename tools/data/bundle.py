#!/usr/bin/python3
"""Writes the bundled data sets to src/main/resources/eigendrift/data/, from Debian's packages.

    tools/data/bundle.py

fashion-mnist-2k   the first 2,000 training and the first 1,000 test images of Fashion-MNIST (dataset-fashion-mnist)
digits             the 1,797 images of scikit-learn's digits (python3-sklearn), split between two writers' forms

A file that is not installed is taken out of its downloaded package; nothing is installed, and no root is needed.
Every output is a gzipped IDX file without name and time stamp: the same input gives the same bytes. That also depends
on zlib, so this runs on Debian's own Python.
"""

import csv
import gzip
import io
import math
import pathlib
import struct
import subprocess
import tarfile
import tempfile

OUT = pathlib.Path(__file__).resolve().parents[2] / "src/main/resources/eigendrift/data"
FASHION = "/usr/share/datasets/fashion-mnist/"
DIGITS = "/usr/lib/python3/dist-packages/sklearn/datasets/data/digits.csv.gz"

# The labels of the digits repeat one sequence, that of the form each writer filled in. The 13th of the 14 forms begins
# here (12 forms to learn from, 2 to test on), so that no form is on both sides.
DIGITS_TRAINING = 1545


def debian_file(package, path):
    """The bytes of a file of a Debian package, installed or not."""
    installed = pathlib.Path(path)
    if installed.exists():
        return installed.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["apt-get", "download", package], cwd=folder, check=True)
        (deb,) = pathlib.Path(folder).glob("*.deb")
        tar = subprocess.run(["dpkg-deb", "--fsys-tarfile", deb], check=True, stdout=subprocess.PIPE).stdout
        with tarfile.open(fileobj=io.BytesIO(tar)) as files:
            return files.extractfile("." + path).read()


def write(name, dimensions, payload):
    """Writes unsigned bytes of the given dimensions as gzipped IDX."""
    assert len(payload) == math.prod(dimensions)
    header = struct.pack(f">BBBB{len(dimensions)}I", 0, 0, 8, len(dimensions), *dimensions)
    path = OUT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(header + payload, 9, mtime=0))
    print(f"{path.relative_to(OUT)}: {dimensions}, {path.stat().st_size} bytes")


def fashion(part, source, count):
    images = gzip.decompress(debian_file("dataset-fashion-mnist", f"{FASHION}{source}-images-idx3-ubyte.gz"))
    labels = gzip.decompress(debian_file("dataset-fashion-mnist", f"{FASHION}{source}-labels-idx1-ubyte.gz"))
    assert struct.unpack(">IIII", images[:16])[::2] == (0x803, 28) and struct.unpack(">I", labels[:4]) == (0x801,)
    write(f"fashion-mnist-2k/{part}-images-idx3-ubyte.gz", (count, 28, 28), images[16 : 16 + count * 28 * 28])
    write(f"fashion-mnist-2k/{part}-labels-idx1-ubyte.gz", (count,), labels[8 : 8 + count])


def digits():
    table = gzip.decompress(debian_file("python3-sklearn", DIGITS)).decode()
    rows = [[int(float(cell)) for cell in row] for row in csv.reader(table.splitlines())]
    assert len(rows) == 1797
    for part, chosen in (("train", rows[:DIGITS_TRAINING]), ("test", rows[DIGITS_TRAINING:])):
        pixels = bytes(pixel for row in chosen for pixel in row[:64])
        write(f"digits/{part}-images-idx3-ubyte.gz", (len(chosen), 8, 8), pixels)
        write(f"digits/{part}-labels-idx1-ubyte.gz", (len(chosen),), bytes(row[64] for row in chosen))


if __name__ == "__main__":
    fashion("train", "train", 2000)
    fashion("test", "t10k", 1000)
    digits()
