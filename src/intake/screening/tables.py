"""Tables in which numbers are found by a key: written once, and read from the mapped file a few numbers at a time.

`slots` is a hash table by open addressing. A slot holds a key of 32 bits and, where the key has one number, that number and a
bit of 1; else the place of its numbers in `lists` and a bit of 0. At that place stand a count and as many numbers. A free slot is 0.
"""

from array import array
from collections.abc import Iterable, Sequence
from itertools import groupby

_BITS = 32
_LOWER = 0xFFFFFFFF


def pair(key: int, number: int) -> int:
    """A key of 32 bits and a number of 32 bits as one, which sorts by key."""
    return key << _BITS | number


def table(pairs: Iterable[int]) -> tuple["array[int]", "array[int]"]:
    """The slots and lists of these keys and numbers."""
    held, lists = array("Q"), array("I", [0])
    for key, group in groupby(sorted(pairs), key=lambda each: each >> _BITS):
        numbers = [each & _LOWER for each in group]
        if len(numbers) == 1:
            held.append(pair(key, numbers[0] << 1 | 1))
        else:
            held.append(pair(key, len(lists) << 1))
            lists.append(len(numbers))
            lists.extend(numbers)
    return _slots(held), lists


def _slots(held: Sequence[int]) -> "array[int]":
    size = 1 << max(3, (len(held) * 3 // 2).bit_length())
    slots = array("Q", bytes(8 * size))
    for each in held:
        slot = (each >> _BITS) & (size - 1)
        while slot < len(slots) and slots[slot]:
            slot += 1
        slots.extend([0] * (slot + 2 - len(slots)))  # a key goes past the end rather than to the beginning
        slots[slot] = each
    return slots


class Table:
    """A table that is read; IndexError where it is damaged."""

    def __init__(self, slots: Sequence[int], lists: Sequence[int]) -> None:
        """From the two parts of what `table` made."""
        self._slots, self._lists = slots, lists
        self._mask = (1 << len(slots).bit_length() - 1) - 1

    def under(self, keys: Iterable[int]) -> list[int]:
        """The numbers under these keys."""
        slots, lists, mask = self._slots, self._lists, self._mask
        found: list[int] = []
        for key in keys:
            slot = key & mask
            while (held := slots[slot]) and held >> _BITS != key:
                slot += 1
            if held & 1:
                found.append((held & _LOWER) >> 1)
            elif held:
                place = (held & _LOWER) >> 1
                found += lists[place + 1 : place + 1 + lists[place]]
        return found
