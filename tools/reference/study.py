#!/usr/bin/env python3
"""The paper's study again, with PyTorch and SciPy: training, eigenpairs, all that is measured of them, and the null model.

    tools/eigendrift run conf/paper.conf seeds=[0] --id paper1
    tools/eigendrift export paper1 --out out --format csv,npz
    /usr/bin/python3 tools/reference/study.py out relu        (Debian: python3-torch python3-scipy)

`tanh` for network.activation=tanh; all seeds that the export has, some 20 s a run. Initial weights and batches are drawn
again from the named streams (streams.py); torch.optim trains. Prints

1. for each run, how far torch's weights are from the exported ones at each checkpoint, and how far from those of torch
   itself started one rounding away: where the second distance has grown, the first says nothing about the program;
2. at the exported weights, the largest differences of what the program's tables hold, beside the certified bounds;
3. the study's statistics (`comparison.csv`) of the program, of the exported weights measured here, and of torch's weights,
   with the number of seeds in which they are above those of SGD;
4. IPR with fresh weights of torch.nn.Linear, from torch's own generator, beside the program's null model.
"""

import sys
from pathlib import Path

import numpy as np
import torch

import measures
from bundled import fashion
from exported import differences, rows
from streams import initial_weights

WIDTHS = [784, 16, 16, 10]
RULES = {"sgd": ("sgd", 0.01), "adam": ("adam", 0.01), "adam-slow": ("adam", 0.001)}
BATCH, PAIRS, DRAWS = 32, 5, 20
THRESHOLDS = (1e-9, 1e-6, 1e-3)
STATISTICS = ("displacement", "displacement_change", "n_ipr", "n_ipr_change", "ln_ipr_over_null")


def statistics(path, steps, null_mean):
    """One number each for a run, as the program's SeedStatistics; path has k x n eigenvectors for each checkpoint."""
    share = np.array(steps) / steps[-1]
    early, late = share <= 0.25, share > 0.75
    moved = np.array([np.mean(measures.displacement(v, w)) for v, w in zip(path, path[1:])])
    first = np.array([measures.ipr(v)[0] for v in path])
    late_moved, late_ipr, n = moved[late[1:]].mean(), first[late].mean(), path[0].shape[1]
    return [
        late_moved,
        late_moved - moved[early[1:]].mean(),
        n * late_ipr,
        n * (late_ipr - first[early].mean()),
        np.log(first[late] / null_mean).mean(),
    ]


def of_program(out, optimizer):
    means = {}
    for row in rows(out, "comparison", matching="step"):
        for side in "ab":
            if row["optimizer_" + side] == optimizer:
                means[row["statistic"]] = float(row["mean_" + side])
    return [means[name] for name in STATISTICS]


def null_model(out, task):
    """Mean IPR with fresh weights of the program and of torch, and the standard error of their difference; by rank."""
    torch.manual_seed(0)
    draws = np.array([measures.ipr(task.spectrum(task.model(), PAIRS).vectors) for _ in range(DRAWS)])
    found = rows(out, "nulls", model="initialization", statistic="ipr")[:PAIRS]
    mean, sd = (np.array([float(row[column]) for row in found]) for column in ("null_mean", "null_sd"))
    return mean, draws.mean(axis=0), np.sqrt((draws.var(axis=0, ddof=1) + sd**2) / DRAWS)


def show_distance(name, steps, weights, others):
    distance = np.abs(weights - others).max(axis=1)
    passed = [next((str(step) for step, d in zip(steps, distance) if d > limit), "never") for limit in THRESHOLDS]
    print(f"  {name:18}" + " ".join(f"{d:.0e}" for d in distance) + "   passes " + ", ".join(passed), flush=True)


def check(out, row, task, null_means):
    """Statistics of a run along three paths of weights, and the differences at the exported ones."""
    run, seed = row["run"], int(row["seed"])
    steps = sorted(int(path.stem) for path in (out / "checkpoints" / run).glob("*.npz"))
    checkpoints = {step: np.load(out / "checkpoints" / run / f"{step}.npz") for step in steps}
    exported = np.array([checkpoints[step]["parameters"] for step in steps])
    start = initial_weights(seed, WIDTHS)
    assert np.array_equal(start, exported[0]), run
    starts = (start, np.nextafter(start, np.inf))
    trained, nearby = (task.train(w, *RULES[row["optimizer"]], seed, BATCH, steps) for w in starts)
    print(run)
    show_distance("exported", steps, trained, exported)
    show_distance("one rounding away", steps, trained, nearby)
    spectra = [[task.spectrum(task.model(w), PAIRS) for w in path] for path in (exported, trained, nearby)]
    numbers = [statistics([s.vectors for s in path], steps, mean) for path, mean in zip(spectra, null_means)]
    return numbers, list(differences(out, run, WIDTHS, dict(zip(steps, spectra[0])), checkpoints))


def main(out, activation):
    task = measures.Task(WIDTHS, activation, *map(torch.tensor, fashion()))
    null_mean, torch_mean, error = null_model(out, task)
    means = (null_mean[0], torch_mean[0], torch_mean[0])
    print("Largest distance of torch's weights, at each checkpoint; steps at which it passes", *THRESHOLDS)
    checked = {name: [] for name in RULES}
    for row in rows(out, "runs"):
        checked[row["optimizer"]].append(check(out, row, task, means))

    print("\nAt the exported weights: largest difference (largest certified bound; each within its own)")
    for optimizer, runs in checked.items():
        for same in zip(*(found for _, found in runs)):
            name, difference, bound = same[0][0], max(s[1] for s in same), max(s[2] or 0 for s in same)
            certified = f"   ({bound:.1e}; {all(s[3] for s in same)})" if bound else ""
            print(f"  {optimizer:10}{name:22}{difference:.1e}{certified}")

    print("\nStatistics: program; exported weights, torch, torch one rounding away; in how many seeds above SGD")
    sgd, seeds = np.array([numbers for numbers, _ in checked["sgd"]]), len(checked["sgd"])
    for optimizer, runs in checked.items():
        here = np.array([numbers for numbers, _ in runs])  # seeds x paths x statistics
        above = (here > sgd).sum(axis=0)
        for i, program in enumerate(of_program(out, optimizer)):
            columns = " ".join(f"{value:13.7g}" for value in (program, *here.mean(axis=0)[:, i]))
            counts = "" if optimizer == "sgd" else f"   {above[:, i]} of {seeds}"
            print(f"  {optimizer:10}{STATISTICS[i]:20}{columns}{counts}")

    n = sum((i + 1) * o for i, o in zip(WIDTHS, WIDTHS[1:]))
    print("\nn IPR with fresh weights, by rank: program, torch, standard error of the difference, z")
    for ours, theirs, e in zip(null_mean, torch_mean, error):
        print(f"  {n * ours:9.2f} {n * theirs:9.2f} {n * e:9.2f} {(theirs - ours) / e:8.2f}")


main(Path(sys.argv[1]), sys.argv[2])
