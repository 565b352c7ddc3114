"""An export's tables beside the same numbers from PyTorch and SciPy at the exported weights, for study.py."""

import csv

import numpy as np

import measures

ROUNDING = 1e-12  # of two implementations of H, relative to its largest eigenvalue (some 1e-13 seen); over the gap an angle
INDEX, PAIR = ("step", "index"), ("step_from", "step_to")


def rows(out, name, **where):
    with open(out / f"{name}.csv") as file:
        return [row for row in csv.DictReader(file) if all(row[key] == value for key, value in where.items())]


def column(found, keys, name):
    return {tuple(int(row[key]) for key in keys): float(row[name]) for row in found}


def by_index(spectra, of):
    """(step, index) -> value, from one array for each spectrum."""
    return {(step, i + 1): value for step, s in spectra.items() for i, value in enumerate(of(s))}


def by_pair(spectra, of):
    return {(t, u): of(spectra[t].vectors, spectra[u].vectors) for t in spectra for u in spectra if t < u}


def apart(ours, theirs):
    assert ours.keys() == theirs.keys(), sorted(ours.keys() ^ theirs.keys())[:5]
    return {key: abs(ours[key] - theirs[key]) for key in ours}


def uncertified(name, difference):
    return name, max(difference.values()), None, None


def certified(name, difference, bound, own):
    """own: what SciPy's residuals and rounding add to the certified bounds."""
    within = all(difference[key] <= bound[key] + own[key] for key in difference)
    return name, max(difference.values()), max(bound.values()), within


def pairs(spectra, table, checkpoints, error, own):
    scale = by_index(spectra, lambda s: np.full_like(s.values, s.values[0]))
    relative = lambda numbers: {key: numbers[key] / scale[key] for key in numbers}
    difference = apart(column(table, INDEX, "eigenvalue"), by_index(spectra, lambda s: s.values))
    residual = column(table, INDEX, "residual")
    yield certified("eigenvalue / largest", relative(difference), relative(residual), relative(error))
    sines = {
        (step, i + 1): np.sqrt(squared)
        for step, s in spectra.items()
        for i, squared in enumerate(measures.displacement(s.vectors, checkpoints[step]["eigenvectors"]))
    }
    yield certified("eigenvector (sine)", sines, column(table, INDEX, "angle_bound"), own)


def localization(spectra, table, widths):
    iprs = by_index(spectra, lambda s: measures.ipr(s.vectors))
    difference = apart(column(table, INDEX, "ipr"), iprs)
    yield uncertified("IPR (relative)", {key: difference[key] / iprs[key] for key in iprs})
    entropies = by_index(spectra, lambda s: measures.entropy(s.vectors))
    yield uncertified("entropy", apart(column(table, INDEX, "entropy"), entropies))
    difference = {}
    for l in range(len(widths) - 1):
        masses = by_index(spectra, lambda s: measures.layer_masses(s.vectors, widths)[:, l])
        found = apart(column(table, INDEX, f"layer{l + 1}_mass"), masses)
        difference.update({(*key, l): value for key, value in found.items()})
    yield uncertified("layer mass", difference)


def movement(spectra, moved, subspaces, own):
    turned = by_pair(spectra, measures.displacement)
    turned = {(*pair, i + 1): value for pair, values in turned.items() for i, value in enumerate(values)}
    difference = apart(column(moved, (*PAIR, "index"), "displacement"), turned)
    both = {(t, u, i): own[t, i] + own[u, i] for t, u, i in turned}
    yield certified("displacement by rank", difference, column(moved, (*PAIR, "index"), "bound"), both)
    overlaps = by_pair(spectra, measures.subspace_overlap)
    yield uncertified("subspace overlap", apart(column(subspaces, PAIR, "overlap"), overlaps))


def differences(out, run, widths, spectra, checkpoints):
    """Name, largest difference, largest certified bound, and whether each difference is within its own; or None, None."""
    table = rows(out, "spectrum", run=run)
    gap = column(table, INDEX, "gap")
    error = by_index(spectra, lambda s: s.residuals + ROUNDING * s.values[0])
    own = {key: error[key] / gap[key] if gap[key] > 0 else 1 for key in error}
    yield from pairs(spectra, table, checkpoints, error, own)
    yield from localization(spectra, rows(out, "localization", run=run), widths)
    yield from movement(spectra, rows(out, "displacement", run=run, label="rank"), rows(out, "subspace", run=run), own)
    fractions = {(step,): measures.gradient_fraction(s) for step, s in spectra.items()}
    found = column(rows(out, "alignment", run=run), ("step",), "gradient_fraction")
    yield uncertified("gradient fraction", apart(found, fractions))
