#!/usr/bin/env python3
"""PyTorch eager training: shuffled batches gathered from a tensor in memory, SGD or Adam."""

import torch

from problem import Problem, options, report, seconds


def main():
    arguments = options(__doc__).parse_args()
    problem = Problem(arguments)
    make, rate = dict(sgd=(torch.optim.SGD, 0.01), adam=(torch.optim.Adam, 0.001))[arguments.optimizer]
    optimizer = make(problem.model.parameters(), lr=rate)
    loss = torch.nn.CrossEntropyLoss()
    count = len(problem.x)

    def batches():
        while True:
            yield from torch.randperm(count).split(arguments.batch)

    order = batches()

    def step():
        rows = next(order)
        optimizer.zero_grad()
        loss(problem.model(problem.x[rows]), problem.y[rows]).backward()
        optimizer.step()

    report(train_steps_per_s=1 / seconds(step))


main()
