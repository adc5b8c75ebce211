"""Every byte of a file changed, one at a time, by all processors at once: what does verification let pass?"""

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

from intake.signing.verification import Given
from intake.signing.verifying import verify

EVERY_BIT_AND_BYTE = (1, 2, 4, 8, 16, 32, 64, 128, 255)
EVERY_BYTE = (255,)
_AT_A_TIME = 500


def missed(
    file: bytes,
    beside: Mapping[str, bytes],
    masks: Sequence[int],
    *,
    start: int = 0,
    end: int | None = None,
    step: int = 1,
) -> tuple[int, list[tuple[int, int]]]:
    """How many copies were tried, and which verification takes: place by place, with each mask turned."""
    places = range(start, len(file) if end is None else end, step)
    if step > 1:
        return len(places) * len(masks), _let_pass(file, beside, places, masks)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        asked = [pool.submit(_let_pass, file, beside, part, masks) for part in _parts(places)]
        return len(places) * len(masks), [each for answer in asked for each in answer.result()]


def _parts(places: range) -> Iterable[range]:
    return (places[start : start + _AT_A_TIME] for start in range(0, len(places), _AT_A_TIME))


def _let_pass(
    file: bytes, beside: Mapping[str, bytes], places: Iterable[int], masks: Sequence[int]
) -> list[tuple[int, int]]:
    found, given = [], Given(beside=beside)
    altered = bytearray(file)
    for place in places:
        for mask in masks:
            altered[place] ^= mask
            if verify(bytes(altered), given).outcome != "invalid":
                found.append((place, mask))
            altered[place] ^= mask
    return found
