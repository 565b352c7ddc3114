#!/usr/bin/env python3
"""Full-batch gradient descent at the edge of stability (Cohen et al. 2021), for EdgeOfStabilityTest. NumPy alone.

    python3 tools/reference/edge_of_stability.py

writes src/test/resources/reference/edge-of-stability.npz: initial weights, and the loss before each of the 2,000 updates.

64-10-10 tanh, the first 200 digits with one-hot targets, mean squared error over samples and outputs, rate .9: the sharpness
begins at 2.07, rises to 2.32 and hovers about 2/.9 = 2.22 from step 100 on, while the loss falls with rises in between. The
motion is only mildly chaotic there: perturbing the initial weights by a relative 1e-15 changes no loss by more than a
relative 3e-12, 1e-12 none by more than 3e-11 (printed; last run NumPy 1.24). At rate .6 of 100 digits the same perturbation reaches order 1.
"""

import numpy as np

from bundled import REFERENCE, digits

SAMPLES, HIDDEN, RATE, STEPS = 200, 10, 0.9, 2000


def initial_weights(random):
    def layer(outputs, inputs):
        bound = 1 / np.sqrt(inputs)
        return random.uniform(-bound, bound, (outputs, inputs)), random.uniform(-bound, bound, outputs)

    return [*layer(HIDDEN, 64), *layer(10, HIDDEN)]


def descend(weights, x, targets):
    losses = []
    for _ in range(STEPS):
        w1, b1, w2, b2 = weights
        a = np.tanh(x @ w1.T + b1)
        difference = a @ w2.T + b2 - targets
        losses.append(np.mean(difference**2))
        error2 = 2 * difference / difference.size
        error1 = (error2 @ w2) * (1 - a**2)
        gradient = [error1.T @ x, error1.sum(0), error2.T @ a, error2.sum(0)]
        weights = [w - RATE * g for w, g in zip(weights, gradient)]
    return np.array(losses)


def main():
    x, labels = digits(SAMPLES)
    targets = np.eye(10)[labels]
    weights = initial_weights(np.random.default_rng(0))
    losses = descend(weights, x, targets)
    for size in (1e-15, 1e-14, 1e-13, 1e-12):
        change = 0
        for seed in range(3):
            random = np.random.default_rng(seed)
            perturbed = [w * (1 + size * random.standard_normal(w.shape)) for w in weights]
            change = max(change, np.max(np.abs(descend(perturbed, x, targets) / losses - 1)))
        print(f"weights perturbed by {size:.0e}: losses change by {change:.1e}")
    print(f"loss {losses[0]:.6f} -> {losses[-1]:.6f}, {np.sum(np.diff(losses) > 0)} rises")
    names = ["layer1.weight", "layer1.bias", "layer2.weight", "layer2.bias"]
    np.savez(REFERENCE / "edge-of-stability.npz", losses=losses, **dict(zip(names, weights)))


main()
