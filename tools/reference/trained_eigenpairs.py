#!/usr/bin/env python3
"""Leading eigenpairs of trained networks by PyTorch and SciPy, for TrainedEigenpairsTest.

    /usr/bin/python3 tools/reference/trained_eigenpairs.py        (Debian: python3-torch python3-scipy; last run 1.13, 1.10)

Trains networks on the bundled digits in double precision and writes src/test/resources/reference/trained-NAME.npz: the
weights as layer1.weight, layer1.bias, ..., the mean loss, and the largest eigenvalues and their eigenvectors (k x n) of its
Hessian, by eigsh at tolerance 1e-12 on PyTorch's double-backward products.
"""

import numpy as np
import torch
from scipy.sparse.linalg import LinearOperator, eigsh

from bundled import REFERENCE, digits

PAIRS = 8
NETWORKS = {  # samples, widths, activation, loss, training steps
    "tanh": (500, [64, 16, 10], torch.nn.Tanh(), "cross-entropy", 200),
    "relu": (300, [64, 8, 8, 10], torch.nn.ReLU(), "cross-entropy", 150),
    "gelu": (300, [64, 8, 8, 10], torch.nn.GELU(), "mean-squared-error", 400),
}


def network(widths, activation):
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [torch.nn.Linear(inputs, outputs, dtype=torch.float64), activation]
    return torch.nn.Sequential(*layers[:-1])


def mean_loss(name, outputs, labels):
    if name == "cross-entropy":
        return torch.nn.functional.cross_entropy(outputs, labels)
    one_hot = torch.nn.functional.one_hot(labels, outputs.shape[1]).double()
    return torch.nn.functional.mse_loss(outputs, one_hot)


def hessian(model, loss):
    """Of the loss as it depends on all parameters, in the order of model.parameters(): W1, b1, W2, ..."""
    parameters = list(model.parameters())
    flat = lambda tensors: torch.cat([t.reshape(-1) for t in tensors])
    gradient = flat(torch.autograd.grad(loss, parameters, create_graph=True))

    def product(v):
        v = torch.tensor(np.ravel(v))
        return flat(torch.autograd.grad(gradient @ v, parameters, retain_graph=True)).numpy()

    n = gradient.numel()
    return LinearOperator((n, n), matvec=product, dtype=np.float64)


def main():
    for name, (samples, widths, activation, loss_name, steps) in NETWORKS.items():
        x, labels = (torch.tensor(array) for array in digits(samples))
        torch.manual_seed(0)
        model = network(widths, activation)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
        for _ in range(steps):
            optimizer.zero_grad()
            mean_loss(loss_name, model(x), labels).backward()
            optimizer.step()
        loss = mean_loss(loss_name, model(x), labels)
        operator = hessian(model, loss)
        start = np.random.default_rng(0).standard_normal(operator.shape[0])
        values, vectors = eigsh(operator, k=PAIRS, which="LA", tol=1e-12, v0=start)
        values, vectors = values[::-1], vectors[:, ::-1].T
        accuracy = (model(x).argmax(1) == labels).double().mean().item()
        print(f"{name}: n = {operator.shape[0]}, loss {loss.item():.6f}, accuracy {accuracy:.3f}, eigenvalues {values}")
        weights = {}
        for number, layer in enumerate(model[::2], start=1):
            weights[f"layer{number}.weight"] = layer.weight.detach().numpy()
            weights[f"layer{number}.bias"] = layer.bias.detach().numpy()
        np.savez(REFERENCE / f"trained-{name}.npz", loss=loss.item(), values=values, vectors=vectors, **weights)


if __name__ == "__main__":
    main()
