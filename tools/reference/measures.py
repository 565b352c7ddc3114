"""Training on the program's batches and what is measured at checkpoints, in PyTorch and SciPy, for the other scripts here.

Everything is in double precision; weights are flat vectors in the order W1, b1, W2, ... of model.parameters().
"""

from dataclasses import dataclass

import numpy as np
import torch
from scipy.sparse.linalg import eigsh
from torch.nn.functional import cross_entropy
from torch.nn.utils import parameters_to_vector, vector_to_parameters

from streams import batch_order
from trained_eigenpairs import hessian, network

torch.set_num_threads(1)

ACTIVATIONS = {"relu": torch.nn.ReLU(), "tanh": torch.nn.Tanh()}
OPTIMIZERS = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}


@dataclass
class Spectrum:
    """The k largest eigenvalues of the Hessian of the mean loss, their unit eigenvectors (k x n), and the gradient."""

    values: np.ndarray
    vectors: np.ndarray
    residuals: np.ndarray
    loss: float
    gradient: np.ndarray


@dataclass
class Task:
    """Softmax classification of x (N x inputs) by a multilayer perceptron."""

    widths: list
    activation: str
    x: torch.Tensor
    labels: torch.Tensor

    def model(self, weights=None):
        """At these weights, or at fresh ones of torch.nn.Linear."""
        model = network(self.widths, ACTIVATIONS[self.activation])
        if weights is not None:
            vector_to_parameters(torch.tensor(weights), model.parameters())
        return model

    def train(self, weights, optimizer, rate, seed, batch, steps):
        """Weights at the given steps (ascending), as rows; the batches are those of the seed."""
        model, rows = self.model(weights), []
        rule = OPTIMIZERS[optimizer](model.parameters(), lr=rate)
        per_epoch = -(-len(self.x) // batch)
        for step in range(steps[-1] + 1):
            if step in steps:
                rows.append(parameters_to_vector(model.parameters()).detach().numpy().copy())
            epoch, place = divmod(step, per_epoch)
            if place == 0:
                order = batch_order(seed, len(self.x), epoch)
            chosen = order[place * batch : (place + 1) * batch]
            rule.zero_grad()
            cross_entropy(model(self.x[chosen]), self.labels[chosen]).backward()
            rule.step()
        return np.array(rows)

    def spectrum(self, model, k, tolerance=1e-10):
        loss = cross_entropy(model(self.x), self.labels)
        gradient = torch.autograd.grad(loss, list(model.parameters()), retain_graph=True)
        operator = hessian(model, loss)
        start = np.random.default_rng(0).standard_normal(operator.shape[0])
        values, vectors = eigsh(operator, k=k, which="LA", tol=tolerance, v0=start)
        values, vectors = values[::-1], vectors[:, ::-1].T
        residuals = [np.linalg.norm(operator @ v - value * v) for value, v in zip(values, vectors)]
        return Spectrum(values, vectors, np.array(residuals), loss.item(), parameters_to_vector(gradient).numpy())


def ipr(vectors):
    return (vectors**4).sum(axis=1)


def entropy(vectors):
    p = vectors**2
    return -np.sum(p * np.log(np.where(p > 0, p, 1)), axis=1)


def layer_masses(vectors, widths):
    """k x layers: a layer has (inputs + 1) outputs parameters."""
    ends = np.cumsum([(i + 1) * o for i, o in zip(widths, widths[1:])])
    return np.stack([part.sum(axis=1) for part in np.split(vectors**2, ends[:-1], axis=1)], axis=1)


def displacement(before, after):
    """1 - q^2 of each rank, as the squared length of what the one leaves of the other, which does not cancel."""
    rest = after - np.sum(before * after, axis=1, keepdims=True) * before
    return np.sum(rest**2, axis=1)


def subspace_overlap(before, after):
    return np.sum((before @ after.T) ** 2) / len(before)


def gradient_fraction(spectrum):
    return np.sum((spectrum.vectors @ spectrum.gradient) ** 2) / np.sum(spectrum.gradient**2)
