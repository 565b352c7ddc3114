#!/usr/bin/env python3
"""Trajectories of torch.optim and rates of torch.optim.lr_scheduler, for OptimizersTest and LearningRateTest.

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

CONSTANT = dict(type="constant")
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
    (dict(WARMUP, over=1, start=0.5), 0.1, 20),
]


def optimizer(rule, parameters, rate):
    kind, decay = rule["type"], rule["weightDecay"]
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
    over = schedule["over"]
    rise = lr.LinearLR(torch_optimizer, schedule["start"], 1.0, over)
    then = scheduler(schedule["then"], torch_optimizer, base, total - over)
    return lr.SequentialLR(torch_optimizer, [rise, then], [over])


def trajectory(rule, base, schedule):
    wells, tilts = torch.tensor(WELLS, dtype=torch.float64), torch.tensor(TILTS, dtype=torch.float64)
    p = torch.tensor(STARTS, dtype=torch.float64, requires_grad=True)
    steps = optimizer(rule, [p], base)
    rates = scheduler(schedule, steps, base, STEPS)
    path = []
    for _ in range(STEPS):
        steps.zero_grad()
        value = (p ** 4 / 4 - wells * p ** 2 / 2 + tilts * p).sum() + COUPLING / 2 * ((p[1:] - p[:-1]) ** 2).sum()
        value.backward()
        steps.step()
        rates.step()
        path.append(p.detach().tolist())
    assert all(math.isfinite(x) for row in path for x in row), rule
    return dict(rule=rule, learningRate=base, schedule=schedule, path=path)


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
