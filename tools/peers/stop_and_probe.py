#!/usr/bin/env python3
"""conf/quickstart.conf as a script that trains, stops, probes and goes on, in PyTorch and SciPy.

The same runs, steps, checkpoints, probes (with the three buffer vectors) and null spectra. Left out: the journal, tracking,
statistics of the nulls and tables, which our process does beside.
"""

import argparse
import gzip
import time
from pathlib import Path

import numpy as np
import torch
from scipy.sparse.linalg import LinearOperator, eigsh

DATA = Path(__file__).resolve().parents[2] / "src/main/resources/eigendrift/data/fashion-mnist-2k"
WIDTHS = [784, 16, 16, 10]
SEEDS, EPOCHS, BATCH, EVERY, RATE = [0, 1], 40, 32, 5, 0.01
PAIRS, BUFFER, TOLERANCE, DRAWS = 5, 3, 1e-6, 10
CROSS_ENTROPY = torch.nn.functional.cross_entropy


def idx(name, header):
    return np.frombuffer(gzip.open(DATA / name).read(), dtype=np.uint8, offset=header).copy()


def images(part):
    x = torch.tensor(idx(f"{part}-images-idx3-ubyte.gz", 16).reshape(-1, 784) / 255.0)
    return x, torch.tensor(idx(f"{part}-labels-idx1-ubyte.gz", 8).astype(np.int64))


def network(seed):
    torch.manual_seed(seed)
    layers = []
    for inputs, outputs in zip(WIDTHS, WIDTHS[1:]):
        layers += [torch.nn.Linear(inputs, outputs, dtype=torch.float64), torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def spectrum(model, x, y, pairs):
    parameters = list(model.parameters())
    gradient = torch.autograd.grad(CROSS_ENTROPY(model(x), y), parameters, create_graph=True)
    flat = torch.cat([g.reshape(-1) for g in gradient])

    def product(v):
        v = torch.from_numpy(np.ascontiguousarray(v).reshape(-1))
        return torch.cat([c.reshape(-1) for c in torch.autograd.grad(flat, parameters, v, retain_graph=True)]).numpy()

    operator = LinearOperator((len(flat), len(flat)), matvec=product, dtype=np.float64)
    return eigsh(operator, k=pairs, which="LA", tol=TOLERANCE)


def shuffled(model):
    with torch.no_grad():
        for p in model.parameters():
            p.copy_(p.reshape(-1)[torch.randperm(p.numel())].reshape(p.shape))


def run(make, seed, train, test):
    model = network(seed)
    optimizer = make(model.parameters(), lr=RATE)
    x, y = train
    spectra = [spectrum(model, x, y, PAIRS + BUFFER)]
    for epoch in range(1, EPOCHS + 1):
        for rows in torch.randperm(len(x)).split(BATCH):
            optimizer.zero_grad()
            CROSS_ENTROPY(model(x[rows]), y[rows]).backward()
            optimizer.step()
        with torch.no_grad():
            losses = [CROSS_ENTROPY(model(a), b).item() for a, b in (train, test)]
        if epoch % EVERY == 0:
            spectra.append(spectrum(model, x, y, PAIRS + BUFFER))
    for _ in range(DRAWS):
        shuffled(model)
        spectra.append(spectrum(model, x, y, PAIRS))
    return losses, spectra


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=2)
    torch.set_num_threads(parser.parse_args().threads)
    train, test = images("train"), images("test")
    begin = time.perf_counter()
    for draw in range(DRAWS):
        spectrum(network(1000 + draw), *train, PAIRS)
    for name, make in (("sgd", torch.optim.SGD), ("adam", torch.optim.Adam)):
        for seed in SEEDS:
            losses, spectra = run(make, seed, train, test)
            largest = max(spectra[EPOCHS // EVERY][0])
            print(f"{name}-seed{seed}: loss {losses[0]:.4f}, test loss {losses[1]:.4f}, largest eigenvalue {largest:.3f}")
    print(f"{time.perf_counter() - begin:.1f} s")


main()
