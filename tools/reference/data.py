#!/usr/bin/python3
"""Writes src/test/resources/reference/data.properties: facts of the bundled data sets, from Debian's original files.

Nothing here reads IDX headers or the bundled files. The hash is that of the data set as it must be loaded: for the training
and then the test samples, little-endian, count, input size, outputs, pixels divided by the largest, labels.
"""

import collections
import csv
import gzip
import hashlib
import pathlib
import struct
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tools/data"))
from bundle import DIGITS, FASHION, debian_file  # noqa: E402: only where the files are

IMAGES_HEADER, LABELS_HEADER = 16, 8
TRAINING = 1545


def fashion(part, count):
    read = lambda kind: gzip.decompress(debian_file("dataset-fashion-mnist", f"{FASHION}{part}-{kind}-ubyte.gz"))
    pixels = read("images-idx3")[IMAGES_HEADER : IMAGES_HEADER + 784 * count]
    return [pixels[i * 784 : (i + 1) * 784] for i in range(count)], list(read("labels-idx1")[LABELS_HEADER:][:count])


def digits():
    rows = list(csv.reader(gzip.decompress(debian_file("python3-sklearn", DIGITS)).decode().splitlines()))
    images = [bytes(int(float(cell)) for cell in row[:-1]) for row in rows]
    labels = [int(float(row[-1])) for row in rows]
    # No form is split: each ends with "... 0 8 9 8" and begins by counting from 0 to 9.
    assert labels[TRAINING - 4 : TRAINING + 10] == [0, 8, 9, 8, *range(10)]
    return (images[:TRAINING], labels[:TRAINING]), (images[TRAINING:], labels[TRAINING:])


def facts(name, largest, *parts):
    sha = hashlib.sha256()
    for part, (images, labels) in zip(("train", "test"), parts):
        sha.update(struct.pack("<iii", len(images), len(images[0]), 10))
        for image in images:
            sha.update(struct.pack(f"<{len(image)}d", *(pixel / largest for pixel in image)))
        sha.update(struct.pack(f"<{len(labels)}i", *labels))
        histogram = collections.Counter(labels)
        yield f"{name}.{part}.count={len(images)}"
        yield f"{name}.{part}.labels={' '.join(str(histogram[c]) for c in range(10))}"
        yield f"{name}.{part}.pixel-sum={sum(map(sum, images))}"
    yield f"{name}.sha256={sha.hexdigest()}"


lines = [
    "# Written by tools/reference/data.py",
    *facts("fashion-mnist-2k", 255, fashion("train", 2000), fashion("t10k", 1000)),
    *facts("digits", 16, *digits()),
]
(ROOT / "src/test/resources/reference/data.properties").write_text("\n".join(lines) + "\n")
