"""The program's named streams of random numbers, and what is drawn from them, in plain Python, for the other scripts here.

A stream is L64X128MixRandom (Steele and Vigna 2021, "LXM: better splittable pseudorandom number generators"; constants and
seeding as Java 17 documents and implements them), seeded with the first 8 bytes of the SHA-256 of root seed, indices and name.
"""

import hashlib
import struct

import numpy as np

MASK = (1 << 64) - 1
GOLDEN_RATIO, SILVER_RATIO = 0x9E3779B97F4A7C15, 0x6A09E667F3BCC909
MULTIPLIER = 0xD1342543DE82EF95


def _mix(z, shifts, factors):
    for shift, factor in zip(shifts, (*factors, 1)):
        z = (z ^ z >> shift) * factor & MASK
    return z


def _murmur(z):
    return _mix(z, (33, 33, 33), (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53))


def _stafford(z):
    return _mix(z, (30, 27, 31), (0xBF58476D1CE4E5B9, 0x94D049BB133111EB))


def _lea(z):
    return _mix(z, (32, 32, 32), (0xDABA0B6EB09322E3, 0xDABA0B6EB09322E3))


def _rotated(z, bits):
    return (z << bits | z >> 64 - bits) & MASK


class Stream:
    def __init__(self, root_seed, purpose, *indices):
        key = struct.pack(f">{1 + len(indices)}q", root_seed, *indices) + purpose.encode()
        seed = int.from_bytes(hashlib.sha256(key).digest()[:8], "big") ^ SILVER_RATIO
        self.a, self.s = _murmur(seed) | 1, 1
        self.x0, self.x1 = _stafford(seed), _stafford(seed + GOLDEN_RATIO & MASK)

    def long(self):
        """64 bits, unsigned: a linear congruential generator plus xoroshiro128, mixed."""
        result = _lea(self.s + self.x0 & MASK)
        self.s = MULTIPLIER * self.s + self.a & MASK
        x1 = self.x1 ^ self.x0
        self.x0 = _rotated(self.x0, 24) ^ x1 ^ x1 << 16 & MASK
        self.x1 = _rotated(x1, 37)
        return result

    def below(self, bound):
        """0 ... bound - 1, as nextInt(bound)."""
        bits = self.long() >> 32
        if bound & bound - 1 == 0:
            return bits & bound - 1
        bits >>= 1
        while bits - bits % bound + bound > 1 << 31:  # the last, incomplete run of remainders
            bits = self.long() >> 33
        return bits % bound

    def uniform(self):
        """In [0, 1), as nextDouble()."""
        return (self.long() >> 11) * 2.0**-53


def batch_order(root_seed, samples, epoch):
    """The samples in the order of an epoch: Fisher and Yates's shuffle from the end."""
    random, order = Stream(root_seed, "batch-order", epoch), list(range(samples))
    for i in range(samples - 1, 0, -1):
        j = random.below(i + 1)
        order[i], order[j] = order[j], order[i]
    return order


def initial_weights(root_seed, widths):
    """Weights and biases of each layer in turn, uniform in +-1/sqrt(inputs)."""
    random, parameters = Stream(root_seed, "initial-weights"), []
    for inputs, outputs in zip(widths, widths[1:]):
        bound = 1 / np.sqrt(inputs)
        parameters += [bound * (2 * random.uniform() - 1) for _ in range((inputs + 1) * outputs)]
    return np.array(parameters)
