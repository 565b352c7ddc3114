#!/usr/bin/env python3
"""Trajectories of torch.optim and rates of torch.optim.lr_scheduler, for OptimizersTest and LearningRateTest; and
trajectories of the rules that torch 1.13 has not (Lion, SAM, Muon), written out in NumPy after their papers; and of NAdam,
whose product of momenta 1.13 multiplies by one factor too many (later versions do not).

    python3 tools/reference/optimizers.py src/test/resources/reference

writes optimizer-trajectories.json and learning-rates.json. Needs PyTorch (last run: 1.13, CPU).

The function is a chain of double wells, coupled and tilted, so that gradients change sign and no coordinate follows another:
f(p) = sum_i p_i^4/4 - a_i p_i^2/2 + c_i p_i + k/2 sum_i (p_{i+1} - p_i)^2. Its gradient comes from autograd.
"""
import json
import math
import sys
import warnings
from pathlib import Path

import numpy as np
import torch

STEPS = 50
STARTS = [-1.5, -0.4, 0.1, 0.9, 2.0]
WELLS = [1.0, 0.5, 2.0, 1.5, 0.25]
TILTS = [0.3, -0.2, 0.05, -0.4, 0.1]
COUPLING = 0.6

SGD = dict(type="sgd", momentum=0.0, nesterov=False, weightDecay=0.0)
ADAM = dict(type="adam", beta1=0.9, beta2=0.999, epsilon=1e-8, weightDecay=0.0)
ADAMW = dict(ADAM, type="adamw", weightDecay=0.01)
RMSPROP = dict(type="rmsprop", alpha=0.99, epsilon=1e-8, weightDecay=0.0, momentum=0.0, centered=False)
ADAGRAD = dict(type="adagrad", learningRateDecay=0.0, weightDecay=0.0, initialAccumulator=0.0, epsilon=1e-10)

AMSGRAD = dict(ADAM, type="amsgrad")
ADAMAX = dict(ADAM, type="adamax")
NADAM = dict(ADAM, type="nadam", momentumDecay=4e-3)
RADAM = dict(ADAM, type="radam")
LION = dict(type="lion", beta1=0.9, beta2=0.99, weightDecay=0.0)
SAM = dict(type="sam", rho=0.05, momentum=0.0, weightDecay=0.0)
MUON = dict(type="muon", momentum=0.95, nesterov=True, weightDecay=0.0, biasRate=0.015, beta1=0.9, beta2=0.95, epsilon=1e-10)
MUON_BLOCKS = [(3, 2), (3,), (2, 4), (2,), (2, 2)]  # tall, wide and square matrices, and two biases
NARROW_BLOCKS = [(8, 1), (8,), (1, 8), (1,), (1, 1), (1,)]  # one input, one hidden unit, one output
LBFGS = dict(type="lbfgs", history=100, maxIterations=20, toleranceGradient=1e-7, toleranceChange=1e-9, lineSearch="NONE")

CONSTANT = dict(type="constant")
RESTARTS = dict(type="cosine-restarts", period=10, multiplier=2, minimum=0.1)
ONE_CYCLE = dict(type="one-cycle", rise=0.3, start=0.04, end=4e-6)
STEP = dict(type="step", every=12, gamma=0.3)
COSINE = dict(type="cosine", minimum=0.05)
WARMUP = dict(type="warmup", over=10, start=0.1, then=COSINE)

CASES = [
    (SGD, 0.05, CONSTANT),
    (dict(SGD, weightDecay=0.1), 0.05, CONSTANT),
    (dict(SGD, momentum=0.9), 0.02, CONSTANT),
    (dict(SGD, momentum=0.9, weightDecay=0.1), 0.02, COSINE),
    (dict(SGD, momentum=0.9, nesterov=True), 0.02, CONSTANT),
    (dict(SGD, momentum=0.8, nesterov=True, weightDecay=0.1), 0.02, WARMUP),
    (ADAM, 0.05, CONSTANT),
    (dict(ADAM, weightDecay=0.1), 0.05, CONSTANT),
    (dict(ADAM, beta1=0.7, beta2=0.9, epsilon=0.1), 0.05, CONSTANT),
    (dict(ADAM, beta1=0.0, weightDecay=0.1), 0.05, WARMUP),
    (ADAMW, 0.05, CONSTANT),
    (dict(ADAMW, beta1=0.8, epsilon=0.01, weightDecay=0.5), 0.05, CONSTANT),
    (dict(ADAMW, weightDecay=0.5), 0.05, WARMUP),
    (RMSPROP, 0.02, CONSTANT),
    (dict(RMSPROP, alpha=0.9, epsilon=0.1, weightDecay=0.1), 0.02, CONSTANT),
    (dict(RMSPROP, momentum=0.5), 0.01, CONSTANT),
    (dict(RMSPROP, centered=True), 0.01, CONSTANT),
    (dict(RMSPROP, alpha=0.9, momentum=0.5, centered=True, weightDecay=0.1), 0.01, STEP),
    (AMSGRAD, 0.05, CONSTANT),
    (dict(AMSGRAD, beta1=0.8, beta2=0.7, epsilon=0.01, weightDecay=0.1), 0.05, RESTARTS),
    (ADAMAX, 0.05, CONSTANT),
    (dict(ADAMAX, beta1=0.8, beta2=0.7, epsilon=0.01, weightDecay=0.1), 0.05, CONSTANT),
    (NADAM, 0.05, CONSTANT),
    (dict(NADAM, beta1=0.8, beta2=0.9, epsilon=0.01, weightDecay=0.1, momentumDecay=0.1), 0.05, ONE_CYCLE),
    (RADAM, 0.05, CONSTANT),
    (dict(RADAM, beta1=0.8, beta2=0.95, epsilon=0.01, weightDecay=0.1), 0.05, CONSTANT),
    (dict(RADAM, beta2=0.6), 0.05, CONSTANT),
    (LION, 0.02, CONSTANT),
    (dict(LION, beta1=0.8, beta2=0.7, weightDecay=0.1), 0.02, CONSTANT),
    (SAM, 0.05, CONSTANT),
    (dict(SAM, rho=0.5, momentum=0.9, weightDecay=0.1), 0.02, CONSTANT),
    (MUON, 0.05, CONSTANT, MUON_BLOCKS),
    (dict(MUON, momentum=0.8, nesterov=False, weightDecay=0.1, biasRate=0.5, beta1=0.8, beta2=0.9, epsilon=0.01), 0.05,
     RESTARTS, MUON_BLOCKS),
    (MUON, 0.02, CONSTANT, NARROW_BLOCKS),
    (dict(MUON, momentum=0.8, nesterov=False, weightDecay=0.1, biasRate=0.5), 0.02, COSINE, NARROW_BLOCKS),
    (dict(LBFGS, maxIterations=2), 0.5, CONSTANT),
    (dict(LBFGS, maxIterations=3, history=2), 0.3, COSINE),
    (dict(LBFGS, maxIterations=1, lineSearch="STRONG_WOLFE"), 1.0, CONSTANT),
    (dict(LBFGS, maxIterations=2, history=3, lineSearch="STRONG_WOLFE"), 0.1, CONSTANT),
    (dict(LBFGS, lineSearch="STRONG_WOLFE"), 20.0, CONSTANT),
    (dict(SGD, momentum=0.9), 0.02, CONSTANT, None, 0.5, None),  # gradients clipped: norm, value
    (dict(SGD, momentum=0.9), 0.02, CONSTANT, None, None, 0.2),
    (ADAM, 0.05, CONSTANT, None, 0.4, 0.3),
    (dict(SAM, rho=0.5), 0.05, CONSTANT, None, 0.3, None),
    (dict(SAM, rho=0.5, momentum=0.5), 0.05, CONSTANT, None, None, 0.2),
    (ADAGRAD, 0.2, CONSTANT),
    (dict(ADAGRAD, learningRateDecay=0.05), 0.2, CONSTANT),
    (dict(ADAGRAD, initialAccumulator=0.5, weightDecay=0.1), 0.2, CONSTANT),
    (dict(ADAGRAD, learningRateDecay=0.02, weightDecay=0.1, initialAccumulator=0.1, epsilon=0.1), 0.2, STEP),
]

RATES = [  # schedule, base rate, total steps
    (CONSTANT, 0.1, 20),
    (STEP, 0.1, 60),
    (dict(STEP, every=1, gamma=0.97), 2.0, 40),
    (COSINE, 0.1, 50),
    (dict(COSINE, minimum=0.0), 0.3, 37),
    (dict(WARMUP, then=CONSTANT), 0.1, 30),
    (dict(WARMUP, over=7, start=0.25, then=STEP), 0.1, 60),
    (WARMUP, 0.1, 60),
    (RESTARTS, 0.1, 90),
    (dict(RESTARTS, multiplier=1, minimum=0.0), 0.2, 35),
    (dict(WARMUP, then=RESTARTS), 0.1, 60),
    (ONE_CYCLE, 0.1, 60),
    (dict(ONE_CYCLE, rise=0.25, start=0.1, end=0.01), 0.3, 33),
    (dict(WARMUP, over=1, start=0.5), 0.1, 20),
    (dict(ONE_CYCLE, rise=0.1), 0.1, 4),  # its top would be before the first update
    (dict(ONE_CYCLE, rise=0.3), 0.1, 5),  # its top is between two updates
]


class ByHand(torch.optim.Optimizer):
    """What torch lacks, in NumPy; torch keeps the rate, so that its schedulers work."""

    def __init__(self, parameters, rate, rule, blocks):
        super().__init__(parameters, dict(lr=rate))
        self.rule, self.blocks, self.m, self.v, self.t = rule, blocks, 0.0, 0.0, 0

    def step(self, closure):
        (group,) = self.param_groups
        (p,) = group["params"]
        closure(clipped=self.rule["type"] != "sam")  # where SAM looks has nothing to do with how far it goes
        x, g = p.detach().numpy(), p.grad.numpy().copy()
        self.t += 1
        getattr(self, self.rule["type"])(x, g, group["lr"], closure, p)

    def nadam(self, x, g, rate, closure, p):  # Dozat 2016, as torch's documentation states it
        r, t = self.rule, self.t
        mu = lambda s: r["beta1"] * (1 - 0.5 * 0.96 ** (s * r["momentumDecay"]))
        through = np.prod([mu(s) for s in range(1, t + 1)])
        g = g + r["weightDecay"] * x
        self.m = r["beta1"] * self.m + (1 - r["beta1"]) * g
        self.v = r["beta2"] * self.v + (1 - r["beta2"]) * g**2
        look = mu(t + 1) * self.m / (1 - through * mu(t + 1)) + (1 - mu(t)) * g / (1 - through)
        x -= rate * look / (np.sqrt(self.v / (1 - r["beta2"] ** t)) + r["epsilon"])

    def lion(self, x, g, rate, closure, p):  # Chen et al. 2023, algorithm 2
        r = self.rule
        c = r["beta1"] * self.m + (1 - r["beta1"]) * g
        x -= rate * (np.sign(c) + r["weightDecay"] * x)
        self.m = r["beta2"] * self.m + (1 - r["beta2"]) * g

    def sam(self, x, g, rate, closure, p):  # Foret et al. 2021, algorithm 1, p = 2
        r, here = self.rule, x.copy()
        x += r["rho"] * g / np.linalg.norm(g)
        closure()
        x[:] = here
        self.m = r["momentum"] * self.m + p.grad.numpy() + r["weightDecay"] * here
        x -= rate * self.m

    def muon(self, x, g, rate, closure, p):  # Jordan 2024; biases by AdamW
        r, at = self.rule, 0
        self.m = r["momentum"] * self.m + g
        look = g + r["momentum"] * self.m if r["nesterov"] else self.m
        if self.t == 1:
            self.first, self.second = np.zeros_like(x), np.zeros_like(x)
        for shape in self.blocks:
            part = slice(at, at + math.prod(shape))
            at += math.prod(shape)
            if len(shape) == 2:
                rows, columns = shape
                o = newton_schulz(look[part].reshape(rows, columns)) * max(1, rows / columns) ** 0.5
                x[part] = (1 - rate * r["weightDecay"]) * x[part] - rate * o.ravel()
            else:
                slow = rate * r["biasRate"]
                self.first[part] = r["beta1"] * self.first[part] + (1 - r["beta1"]) * g[part]
                self.second[part] = r["beta2"] * self.second[part] + (1 - r["beta2"]) * g[part] ** 2
                m = self.first[part] / (1 - r["beta1"] ** self.t)
                v = self.second[part] / (1 - r["beta2"] ** self.t)
                x[part] = (1 - slow * r["weightDecay"]) * x[part] - slow * m / (np.sqrt(v) + r["epsilon"])


def newton_schulz(g):
    x = g / (np.linalg.norm(g) + 1e-7)
    if len(g) > len(g.T):
        return newton_schulz_wide(x.T).T
    return newton_schulz_wide(x)


def newton_schulz_wide(x):
    a, b, c = 3.4445, -4.7750, 2.0315
    for _ in range(5):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x


def optimizer(rule, parameters, rate, blocks):
    kind, decay = rule["type"], rule.get("weightDecay")
    if kind == "lbfgs":
        return torch.optim.LBFGS(
            parameters, rate, rule["maxIterations"], None, rule["toleranceGradient"], rule["toleranceChange"],
            rule["history"], "strong_wolfe" if rule["lineSearch"] == "STRONG_WOLFE" else None)
    if kind in ("nadam", "lion", "sam", "muon"):
        return ByHand(parameters, rate, rule, blocks)
    if kind in ("amsgrad", "adamax", "radam"):
        make = dict(amsgrad=torch.optim.Adam, adamax=torch.optim.Adamax, radam=torch.optim.RAdam)[kind]
        more = dict(amsgrad=True) if kind == "amsgrad" else {}
        return make(parameters, rate, (rule["beta1"], rule["beta2"]), rule["epsilon"], decay, **more)
    if kind == "sgd":
        return torch.optim.SGD(parameters, rate, rule["momentum"], nesterov=rule["nesterov"], weight_decay=decay)
    if kind in ("adam", "adamw"):
        make = torch.optim.Adam if kind == "adam" else torch.optim.AdamW
        return make(parameters, rate, (rule["beta1"], rule["beta2"]), rule["epsilon"], decay)
    if kind == "rmsprop":
        return torch.optim.RMSprop(
            parameters, rate, rule["alpha"], rule["epsilon"], decay, rule["momentum"], rule["centered"])
    return torch.optim.Adagrad(
        parameters, rate, rule["learningRateDecay"], decay, rule["initialAccumulator"], rule["epsilon"])


def scheduler(schedule, torch_optimizer, base, total):
    kind, lr = schedule["type"], torch.optim.lr_scheduler
    if kind == "constant":
        return lr.LambdaLR(torch_optimizer, lambda t: 1.0)
    if kind == "step":
        return lr.StepLR(torch_optimizer, schedule["every"], schedule["gamma"])
    if kind == "cosine":
        return lr.CosineAnnealingLR(torch_optimizer, total, eta_min=schedule["minimum"] * base)
    if kind == "cosine-restarts":
        return lr.CosineAnnealingWarmRestarts(
            torch_optimizer, schedule["period"], schedule["multiplier"], schedule["minimum"] * base)
    if kind == "one-cycle":
        return lr.OneCycleLR(
            torch_optimizer, base, total, pct_start=schedule["rise"], cycle_momentum=False,
            div_factor=1 / schedule["start"], final_div_factor=schedule["start"] / schedule["end"])
    over = schedule["over"]
    rise = lr.LinearLR(torch_optimizer, schedule["start"], 1.0, over)
    then = scheduler(schedule["then"], torch_optimizer, base, total - over)
    return lr.SequentialLR(torch_optimizer, [rise, then], [over])


def chain(length):
    """Start, wells and tilts of a chain of this length: the lists above again and again."""
    return [np.resize(values, length) for values in (STARTS, WELLS, TILTS)]


def trajectory(rule, base, schedule, blocks=None, norm=None, value=None):
    length = sum(math.prod(shape) for shape in blocks) if blocks else len(STARTS)
    start, wells, tilts = (torch.tensor(values, dtype=torch.float64) for values in chain(length))
    p = start.clone().requires_grad_()
    steps = optimizer(rule, [p], base, blocks)
    rates = scheduler(schedule, steps, base, STEPS)

    def closure(clipped=True):
        steps.zero_grad()
        loss = (p ** 4 / 4 - wells * p ** 2 / 2 + tilts * p).sum() + COUPLING / 2 * ((p[1:] - p[:-1]) ** 2).sum()
        loss.backward()
        if clipped and value:
            torch.nn.utils.clip_grad_value_([p], value)
        if clipped and norm:
            torch.nn.utils.clip_grad_norm_([p], norm)
        return loss

    path = []
    for _ in range(STEPS):
        steps.step(closure)
        rates.step()
        path.append(p.detach().tolist())
    assert all(math.isfinite(x) for row in path for x in row), rule
    case = dict(rule=rule, learningRate=base, schedule=schedule, clipNorm=norm, clipValue=value, path=path)
    return dict(case, blocks=blocks or [(length,)])


def rates(schedule, base, total):
    steps = torch.optim.SGD([torch.zeros(1, requires_grad=True)], base)
    schedule_of_torch = scheduler(schedule, steps, base, total)
    series = []
    for _ in range(total):
        series.append(steps.param_groups[0]["lr"])
        steps.step()
        schedule_of_torch.step()
    return dict(schedule=schedule, learningRate=base, totalSteps=total, rates=series)


def write(path, head, cases):
    lines = ",\n".join(json.dumps(case) for case in cases)
    path.write_text(json.dumps(head)[:-1] + ', "cases": [\n' + lines + "\n]}\n")


def main():
    warnings.simplefilter("ignore", UserWarning)
    folder = Path(sys.argv[1])
    head = dict(torch=torch.__version__)
    function = dict(start=STARTS, wells=WELLS, tilts=TILTS, coupling=COUPLING)
    write(folder / "optimizer-trajectories.json", dict(head, function=function), [trajectory(*c) for c in CASES])
    write(folder / "learning-rates.json", head, [rates(*c) for c in RATES])


if __name__ == "__main__":
    main()
