#!/usr/bin/env python3
"""A small study by PyTorch and SciPy, for StudyReferenceTest.

    /usr/bin/python3 tools/reference/small_study.py        (Debian: python3-torch python3-scipy; last run 1.13, 1.10)

writes src/test/resources/reference/study.json. Initial weights and batches come from the named streams of streams.py, which
the program draws for itself. Prints how far initial weights one rounding away lead, and the smallest gap between eigenvalues
as a share of the largest: what the test's tolerances rest on.
"""

import json

import numpy as np
import torch

import measures
from bundled import REFERENCE, digits
from streams import initial_weights

WIDTHS, SAMPLES, BATCH, SEED, PAIRS = [64, 8, 8, 10], 300, 32, 0, 5
STEPS = [0, 20, 40, 60]
RULES = {"sgd": ("sgd", 0.1), "adam": ("adam", 0.01)}


def at(spectrum):
    return {
        "loss": spectrum.loss,
        "eigenvalues": spectrum.values.tolist(),
        "ipr": measures.ipr(spectrum.vectors).tolist(),
        "entropy": measures.entropy(spectrum.vectors).tolist(),
        "layerMasses": measures.layer_masses(spectrum.vectors, WIDTHS).tolist(),
        "gradientFraction": measures.gradient_fraction(spectrum),
    }


def between(before, after, weights_before, weights_after):
    return {
        "displacement": measures.displacement(before.vectors, after.vectors).tolist(),
        "subspaceOverlap": measures.subspace_overlap(before.vectors, after.vectors),
        "weightDisplacement": np.mean((weights_after - weights_before) ** 2),
    }


def run(activation, name):
    task = measures.Task(WIDTHS, activation, *map(torch.tensor, digits(SAMPLES)))
    start = initial_weights(SEED, WIDTHS)
    weights = task.train(start, *RULES[name], SEED, BATCH, STEPS)
    nearby = task.train(np.nextafter(start, np.inf), *RULES[name], SEED, BATCH, STEPS)
    spectra = [task.spectrum(task.model(w), PAIRS + 1, 1e-13) for w in weights]
    gap = min(np.min(-np.diff(s.values)) / s.values[0] for s in spectra)
    residual = max(np.max(s.residuals) / s.values[0] for s in spectra)
    print(
        f"{activation} {name}: one rounding leads to {np.abs(weights - nearby).max():.0e}, "
        f"smallest gap {gap:.1e}, largest residual {residual:.0e}, losses {[round(s.loss, 4) for s in spectra]}"
    )
    for s in spectra:
        s.values, s.vectors = s.values[:PAIRS], s.vectors[:PAIRS]
    pairs = [(i, j) for j in range(len(STEPS)) for i in range(j)]
    return {
        "activation": activation,
        "run": f"{name}-seed{SEED}",
        "at": [{"step": step, **at(s)} for step, s in zip(STEPS, spectra)],
        "between": [
            {"from": STEPS[i], "to": STEPS[j], **between(spectra[i], spectra[j], weights[i], weights[j])} for i, j in pairs
        ],
    }


runs = [run(activation, name) for activation in measures.ACTIVATIONS for name in RULES]
lines = ",\n".join(json.dumps(r) for r in runs)
(REFERENCE / "study.json").write_text(f'{{"torch": "{torch.__version__}", "runs": [\n{lines}\n]}}\n')
