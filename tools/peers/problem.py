"""What the peers share: options, the problem that `tools/eigendrift bench --export` writes, PyTorch products, timing."""

import argparse
import json
import sys
import time

try:
    import numpy as np
    import scipy
    import torch
except ImportError as error:
    sys.exit(f"expected the modules torch, scipy and numpy, found: {error}.\n"
             "Maybe tools/peers/compare --install, or: apt-get install python3-torch python3-scipy python3-numpy")

WARM_UP_SECONDS = 1.5
BLOCK_SECONDS = 0.05
BLOCKS = 15


def options(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("problem", help="the NPZ of tools/eigendrift bench --export")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--optimizer", choices=["sgd", "adam"], default="sgd")
    parser.add_argument("--precision", choices=["float32", "float64"], default="float32")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--eigenpairs", type=int, default=10)
    parser.add_argument("--tolerance", type=float, default=1e-6)
    return parser


class Problem:
    """A tanh network with cross-entropy, its weights and its samples."""

    def __init__(self, arguments):
        torch.set_num_threads(arguments.threads)
        self.dtype = getattr(torch, arguments.precision)
        with np.load(arguments.problem) as arrays:
            self.x = torch.tensor(arrays["inputs"], dtype=self.dtype)
            self.y = torch.tensor(arrays["labels"].astype(np.int64))
            parameters = [torch.tensor(arrays[name], dtype=self.dtype) for name in arrays if name.startswith("layer")]
        layers = []
        for weight, bias in zip(parameters[::2], parameters[1::2]):
            layer = torch.nn.Linear(weight.shape[1], weight.shape[0], dtype=self.dtype)
            layer.weight.data, layer.bias.data = weight, bias
            layers += [layer, torch.nn.Tanh()]
        self.model = torch.nn.Sequential(*layers[:-1])
        self.parameters = list(self.model.parameters())
        self.n = sum(p.numel() for p in self.parameters)

    def hessian(self):
        """v -> Hv by double backward, the graph of the gradient kept; NumPy vectors in double precision."""
        loss = torch.nn.functional.cross_entropy(self.model(self.x), self.y)
        gradient = torch.autograd.grad(loss, self.parameters, create_graph=True)
        flat = torch.cat([g.reshape(-1) for g in gradient])

        def product(v):
            v = torch.from_numpy(np.ascontiguousarray(v).reshape(-1)).to(self.dtype)
            columns = torch.autograd.grad(flat, self.parameters, grad_outputs=v, retain_graph=True)
            return torch.cat([c.reshape(-1) for c in columns]).double().numpy()

        return product


def seconds(call):
    """Median seconds of a call over blocks, after a warm-up, as bench measures."""
    begin, calls = time.perf_counter(), 0
    while calls == 0 or time.perf_counter() - begin < WARM_UP_SECONDS:
        call()
        calls += 1
    per_block = max(1, int(BLOCK_SECONDS * calls / (time.perf_counter() - begin)))
    blocks = []
    for _ in range(BLOCKS):
        start = time.perf_counter()
        for _ in range(per_block):
            call()
        blocks.append((time.perf_counter() - start) / per_block)
    return sorted(blocks)[BLOCKS // 2]


def residuals(product, values, vectors):
    """Largest ‖Hv − λv‖ / |λ₁|, from a product for each row of vectors."""
    return max(np.linalg.norm(product(v) - value * v) for value, v in zip(values, vectors)) / abs(values[0])


def report(**figures):
    versions = dict(torch=torch.__version__, scipy=scipy.__version__, numpy=np.__version__)
    print(json.dumps(dict(figures, versions=versions)))
