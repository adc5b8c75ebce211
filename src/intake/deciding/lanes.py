"""Truth tables in long integers: each completion of the open facts has a lane of its own, all are worked out at once.

A table of yes and no holds 0 or 1 in each lane, so `&`, `|` and `^` act on every completion in one step, and points are
added up by multiplying a table with a number. That is quick enough to try thousands of completions for every decision.
"""

import struct
from functools import lru_cache

WIDTH = 32


@lru_cache(maxsize=512)
def ones(count: int, period: int = 1) -> int:
    """A 1 in the first of every `period` lanes, `count` times."""
    return ((1 << count * period * WIDTH) - 1) // ((1 << period * WIDTH) - 1)


def table(truths: int, cells: int, stride: int, size: int) -> int:
    """Where a variable has one of the cells whose bits are set: it stays in each for `stride` lanes and then starts anew."""
    every, block, cell = ones(cells * stride), 0, 0
    while truths:
        skipped = (truths & -truths).bit_length() - 1
        truths >>= skipped
        run = (~truths & (truths + 1)).bit_length() - 1
        block |= (every & ((1 << run * stride * WIDTH) - 1)) << (cell + skipped) * stride * WIDTH
        truths >>= run
        cell += skipped + run
    return block * ones(size // (cells * stride), cells * stride)


def numbers(lanes: int, size: int) -> tuple[int, ...]:
    """The number in each lane."""
    return struct.unpack(f"<{size}I", lanes.to_bytes(size * WIDTH // 8, "little"))
