"""The tokens of a watch list, found by their letters, by how they sound, and by what they mean."""

from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

from intake.screening.neighbours import (
    INITIAL,
    INITIAL_MARK,
    MOST_LEFT_OUT,
    alike,
    keys,
    meaning_key,
    meant_likeness,
    sound_keys,
    sounding_alike,
)
from intake.screening.tables import Table


class Vocabulary:
    """The tokens, by number."""

    def __init__(
        self, arrays: Mapping[str, Sequence[int]], blobs: Mapping[str, bytes | bytearray | memoryview]
    ) -> None:
        """From the sections of an index that are of tokens alone."""
        self._token_ends, self._tokens = arrays["token_ends"], bytes(blobs["tokens"])
        self._sound_ends, self._sounds = arrays["sound_ends"], bytes(blobs["sounds"])
        self._by_letters = Table(arrays["letter_slots"], arrays["letter_lists"])
        self._by_sound = Table(arrays["sound_slots"], arrays["sound_lists"])

    def token(self, number: int) -> bytes:
        """The letters of a token."""
        return self._tokens[self._token_ends[number] : self._token_ends[number + 1]]

    def number(self, token: str) -> int | None:
        """The number of a token, or None where the list does not have it."""
        letters = token.encode()
        for each in self._by_letters.under((crc32(letters),)):
            if self.token(each) == letters:
                return each
        return None

    def spelt_alike(self, token: str, slips: int = MOST_LEFT_OUT) -> dict[int, float]:
        """The list's tokens that are like a token in their letters; those as many slips apart are all among them."""
        letters = token.encode()
        near = set(self._by_letters.under(keys(letters, slips)))
        return alike(letters, _texts(self._tokens, self._token_ends, near))

    def neighbours(self, token: str) -> dict[int, float]:
        """The list's tokens that are like a token, itself among them, each with its likeness in (0, 1]."""
        found = self.spelt_alike(token)
        sounding = set(self._by_sound.under(sound_keys(token)))
        for number, like in sounding_alike(token, _texts(self._sounds, self._sound_ends, sounding)).items():
            found[number] = max(found.get(number, 0.0), like)
        for number in self._by_sound.under(meaning_key(token)):
            found[number] = max(found.get(number, 0.0), meant_likeness(token))
        initial = self.number(token[0] + INITIAL_MARK)
        if initial is not None:
            found[initial] = 1.0 if len(token) == 1 else INITIAL
        return found


def _texts(letters: bytes, ends: Sequence[int], numbers: Iterable[int]) -> dict[int, bytes]:
    return {number: letters[ends[number] : ends[number + 1]] for number in numbers}
