#!/usr/bin/env python3
"""Small files of every layout that TensorFile reads, for the tests of the packages tensors and checkpoints.

    python3 tools/reference/torch_checkpoints.py src/test/resources/tensors

writes the files there, expected.json with what PyTorch and NumPy say is in them, and after.json with what one more
update makes of those in optimizers (last run: PyTorch 1.13, NumPy 1.24).
What later versions of PyTorch add to the zip is added here by hand; .safetensors are written by hand from the
description of the format (https://github.com/huggingface/safetensors).
"""
import argparse
import collections
import json
import math
import os
import pathlib
import struct
import sys
import zipfile
import zlib
from pathlib import Path

import numpy as np
import torch
from torch import nn

SPECIAL = [0.0, -0.0, 1.0, -2.5, 65504.0, 2.0**-24, -(2.0**-14), math.inf, -math.inf, math.nan, 1 / 3]
SAFE = {"float64": "F64", "float32": "F32", "float16": "F16", "bfloat16": "BF16", "int64": "I64", "int32": "I32",
        "int16": "I16", "int8": "I8", "uint8": "U8", "bool": "BOOL"}


class Settings:
    """A class of the user's own, which no reader knows."""

    def __init__(self):
        self.hidden = [16, 16]
        self.name = "own"


class Hostile:
    def __reduce__(self):
        return os.system, ("touch hostile-pickle-was-executed",)


def network(*widths, bias=True):
    torch.manual_seed(1)
    layers = []
    for a, b in zip(widths, widths[1:]):
        layers += [nn.Linear(a, b, bias=bias), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def trained(optimizer_class, **options):
    model = network(4, 3, 2).double()
    optimizer = optimizer_class(model.parameters(), **options)
    for _ in range(3):
        step(model, optimizer)
    return model, optimizer


def step(model, optimizer):
    """One update; returns its gradient and the parameters after it, as an experiment has them in a row."""
    torch.manual_seed(2)
    x, y = torch.randn(8, 4).double(), torch.randint(2, (8,))
    optimizer.zero_grad()
    nn.functional.cross_entropy(model(x), y).backward()
    gradient = torch.cat([p.grad.reshape(-1) for p in model.parameters()]).tolist()
    optimizer.step()
    parameters = torch.cat([p.detach().reshape(-1) for p in model.parameters()]).tolist()
    return {"gradient": gradient, "parameters": parameters}


def number(x):
    return x if isinstance(x, (bool, int)) or math.isfinite(x) else str(x)


def described(tensor):
    """Type, shape, values in the order of the indices."""
    if isinstance(tensor, torch.Tensor):
        kind = str(tensor.dtype).removeprefix("torch.")
        values = tensor.detach()
        values = (values.double() if values.is_floating_point() else values.to(torch.int64)).reshape(-1).tolist()
    else:
        kind = tensor.dtype.newbyteorder("=").name
        values = tensor.astype("f8").ravel().tolist()
    return {"type": kind, "shape": list(tensor.shape), "values": [number(v) for v in values]}


def walk(place, thing, tensors):
    if isinstance(thing, torch.Tensor):
        tensors[place] = described(thing)
    elif isinstance(thing, nn.Module):
        walk(place, thing.state_dict(), tensors)
    elif isinstance(thing, (dict, list, tuple)):
        for key, part in thing.items() if isinstance(thing, dict) else enumerate(thing):
            walk(f"{place}.{key}" if place else str(key), part, tensors)
    return tensors


def write_json(path, entries):
    """One entry a line."""
    lines = (f"{json.dumps(key)}: {json.dumps(value)}" for key, value in sorted(entries.items()))
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    expected = {}

    def save(name, thing, **options):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(thing, path, **options)
        expected[name] = walk("", thing, {})

    plain = network(4, 3, 2).state_dict()
    save("plain.pt", plain)
    save("protocol4.pt", plain, pickle_protocol=4)
    save("module.pt", network(4, 3, 2))
    save("half.pt", {kind: torch.tensor(SPECIAL, dtype=getattr(torch, kind))
                     for kind in ("float64", "float32", "float16", "bfloat16")})
    save("integers.pt", {kind: torch.tensor([0, 1, 100, 3], dtype=getattr(torch, kind))
                         for kind in ("int64", "int32", "int16", "int8", "uint8", "bool")})
    save("negative.pt", {kind: torch.tensor([-1, -100], dtype=getattr(torch, kind))
                         for kind in ("int64", "int32", "int16", "int8")})
    flat = torch.arange(24.0)
    save("views.pt", {"whole": flat, "transposed": flat.reshape(4, 6).T, "part": flat[5:9],
                      "columns": flat.reshape(4, 6)[:, 1:4], "every third": flat[1::3],
                      "permuted": flat.reshape(2, 3, 4).permute(2, 0, 1), "single": flat[7], "none": flat[:0],
                      "empty": torch.zeros(0, 3), "parameter": nn.Parameter(flat[3:5])})
    after = {}
    for name, classes in (("adam", torch.optim.Adam), ("adamw", torch.optim.AdamW), ("sgd", torch.optim.SGD),
                          ("rmsprop", torch.optim.RMSprop), ("adagrad", torch.optim.Adagrad),
                          ("adamax", torch.optim.Adamax), ("nadam", torch.optim.NAdam), ("radam", torch.optim.RAdam),
                          ("centered", torch.optim.RMSprop)):
        options = {"lr": 0.01}
        if name in ("sgd", "centered"):
            options["momentum"] = 0.9
        if name == "centered":
            options["centered"] = True
        model, optimizer = trained(classes, **options)
        save(f"optimizers/{name}.pt",
             {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "iter_num": 3, "best_val_loss": 0.5})
        after[name] = step(model, optimizer)
    model, optimizer = trained(torch.optim.Adam, lr=0.01, amsgrad=True)
    save("optimizers/amsgrad.pt", {"model_state_dict": model.state_dict(),
                                   "optimizer_state_dict": optimizer.state_dict(), "epoch": 2})
    after["amsgrad"] = step(model, optimizer)
    write_json(folder / "after.json", after)
    # Biases without decay: the order of the groups is not that of the state_dict.
    model = network(4, 3, 2)
    weights = [p for p in model.parameters() if p.dim() > 1]
    biases = [p for p in model.parameters() if p.dim() == 1]
    optimizer = torch.optim.AdamW([{"params": weights, "weight_decay": 0.1}, {"params": biases, "weight_decay": 0.0}])
    model(torch.ones(2, 4)).sum().backward()
    optimizer.step()
    save("optimizers/groups.pt", {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": 1})

    model, optimizer = trained(torch.optim.Adam)
    save("lightning/epoch=1-step=30.ckpt", {
        "epoch": 1, "global_step": 30, "pytorch-lightning_version": "2.1.0",
        "state_dict": collections.OrderedDict(("net." + k, v) for k, v in model.state_dict().items()),
        "optimizer_states": [optimizer.state_dict()], "lr_schedulers": [], "loops": None,
        "hparams_name": "kwargs",
        "hyper_parameters": {"own": Settings(), "space": argparse.Namespace(lr=0.5, depth=2), "rate": np.float64(0.25),
                             "folder": pathlib.PurePosixPath("data/x"), "big": 2**100, "pair": (1, "two")}})
    save("prefixes.pt", {"model": collections.OrderedDict(
        ("_orig_mod.module.net." + k, v) for k, v in plain.items())})
    save("two-networks.pt", {"model": plain, "ema": network(4, 3, 2).state_dict()})
    save("twelve.pt", network(*[5] * 13).state_dict())
    save("no-bias.pt", network(4, 3, 2, bias=False).state_dict())
    save("norm.pt", nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3), nn.Linear(3, 2)).state_dict())
    save("convolution.pt", nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(8, 2)).state_dict())
    save("weight-norm.pt", nn.Sequential(nn.utils.weight_norm(nn.Linear(4, 3)), nn.Linear(3, 2)).state_dict())
    save("square.pt", {"b.weight": torch.eye(3), "a.weight": torch.ones(3, 3), "b.bias": torch.zeros(3),
                       "a.bias": torch.zeros(3)})
    save("chain.pt", {"out": torch.ones(2, 3), "into": torch.ones(3, 4),
                      "b_out": torch.ones(2), "b_into": torch.ones(3)})

    # What is listed and not read.
    torch.save({"complex": torch.ones(2, dtype=torch.complex64), "sparse": torch.eye(3).to_sparse(),
                "quantized": torch.quantize_per_tensor(torch.ones(4), 0.1, 0, torch.qint8),
                "expanded": torch.ones(1).expand(1000), "plain": torch.ones(2)}, folder / "opaque.pt")
    torch.save(plain, folder / "legacy.pt", _use_new_zipfile_serialization=False)
    torch.save({"model": plain, "hostile": Hostile()}, folder / "hostile.pt")

    # The layout of PyTorch 2, in either byte order.
    for order in ("little", "big"):
        with zipfile.ZipFile(folder / "plain.pt") as old, zipfile.ZipFile(folder / f"{order}-endian.pt", "w") as new:
            for info in old.infolist():
                data = old.read(info)
                if order == "big" and "/data/" in info.filename:
                    data = np.frombuffer(data, "<f4").astype(">f4").tobytes()
                new.writestr(zipfile.ZipInfo(info.filename.replace("plain/", order + "/")), data)
            for name, data in ((".format_version", "1"), (".storage_alignment", "64"), ("byteorder", order),
                               (".data/serialization_id", "0" * 40)):
                new.writestr(zipfile.ZipInfo(f"{order}/{name}"), data)
        expected[f"{order}-endian.pt"] = expected["plain.pt"]

    def safetensors(name, tensors, metadata=None):
        table, body = ({"__metadata__": metadata} if metadata else {}), b""
        sizes = lambda item: (-item[1].element_size(), list(SAFE).index(str(item[1].dtype)[6:]), item[0])
        for key, tensor in sorted(tensors.items(), key=sizes):
            data = bytes(tensor.detach().reshape(-1).contiguous().view(torch.uint8).tolist())
            table[key] = {"dtype": SAFE[str(tensor.dtype)[6:]], "shape": list(tensor.shape),
                          "data_offsets": [len(body), len(body) + len(data)]}
            body += data
        text = json.dumps(table, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 8)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(struct.pack("<Q", len(text)) + text + body)
        expected[name] = walk("", tensors, {})

    kinds = {kind: torch.tensor([0, 1, 100, 3], dtype=getattr(torch, kind)) for kind in SAFE}
    safetensors("types.safetensors", kinds | {"single": torch.tensor(2.5), "empty": torch.zeros(0, 3),
                                              "matrix": flat.reshape(4, 6)}, {"format": "pt", "step": "7"})
    safetensors("special.safetensors", {kind: torch.tensor(SPECIAL, dtype=getattr(torch, kind))
                                        for kind in ("float64", "float32", "float16", "bfloat16")})
    twelve = network(*[5] * 13).state_dict()
    safetensors("twelve.safetensors", {"_orig_mod." + k: v for k, v in twelve.items()})
    model, optimizer = trained(torch.optim.Adam, lr=0.01)
    safetensors("hugging-face/model.safetensors", {"net." + k: v for k, v in model.state_dict().items()})
    save("hugging-face/optimizer.pt", optimizer.state_dict())
    shards = {"0.weight": 1, "0.bias": 1, "2.weight": 2, "2.bias": 2}
    for shard in (1, 2):
        safetensors(f"sharded/model-0000{shard}-of-00002.safetensors",
                    {k: v for k, v in plain.items() if shards[k] == shard})
    files = {k: f"model-0000{s}-of-00002.safetensors" for k, s in shards.items()}
    (folder / "sharded/model.safetensors.index.json").write_text(
        json.dumps({"metadata": {"total_size": 92}, "weight_map": files}))
    expected["sharded/model.safetensors.index.json"] = walk("", plain, {})

    arrays = {f"{order}{code}": np.array(values, dtype=(order + code))
              for order in "<>" for code, values in
              [(c, [0, 1, 100, 3]) for c in ("i8", "i4", "i2", "u8", "u4", "u2")]
              + [(c, [v for v in SPECIAL]) for c in ("f8", "f4", "f2")]}
    arrays |= {"i1": np.array([-1, 7], "i1"), "u1": np.array([255, 7], "u1"), "b1": np.array([True, False])}
    arrays["cube"] = np.asfortranarray(np.arange(24.0).reshape(2, 3, 4))
    np.savez(folder / "types.npz", **{k.replace("<", "little ").replace(">", "big "): v for k, v in arrays.items()})
    expected["types.npz"] = {k.replace("<", "little ").replace(">", "big "): described(v) for k, v in arrays.items()}
    np.save(folder / "transposed.npy", np.arange(6.0, dtype="f2").reshape(2, 3).T)
    expected["transposed.npy"] = {"transposed": described(np.arange(6.0, dtype="f2").reshape(2, 3).T)}

    write_json(folder / "expected.json", expected)

    # Of all values of 16 bits as doubles, NaN left out: ElementTypeTest has these numbers.
    bits = np.arange(65536, dtype=np.uint16)
    halves = bits.view(np.float16).astype("<f8")
    brains = torch.from_numpy(bits.view(np.int16)).view(torch.bfloat16).double().numpy().astype("<f8")
    for name, values in (("float16", halves), ("bfloat16", brains)):
        kept = values[~np.isnan(values)]
        print(name, len(kept), f"{zlib.crc32(kept.tobytes()):08x}")


if __name__ == "__main__":
    main()
