"""Whether one domain can be mistaken for another, as those are that pretend to be somebody's accounts department."""

# What is read as one letter: a digit or two letters in its place.
_CONFUSED = (("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("rn", "m"), ("vv", "w"), ("cl", "d"), ("-", ""))
_SHORTEST = 5


def looks_like(one: str, other: str) -> bool:
    """Whether two different domains look alike.

    They do where they only differ in their ending, read the same, or are one slip of a typist apart; of short names
    only those that read the same, since many short names are one slip apart.
    """
    if one == other:
        return False
    name, model = one.partition(".")[0], other.partition(".")[0]
    if _read(name) == _read(model):
        return True
    return min(len(name), len(model)) >= _SHORTEST and _one_slip_apart(name, model)


def _read(name: str) -> str:
    for written, read in _CONFUSED:
        name = name.replace(written, read)
    return name


def _one_slip_apart(one: str, other: str) -> bool:
    """One letter more, less, or another, or two neighbours changed round."""
    if len(one) > len(other):
        one, other = other, one
    start = next((i for i, letter in enumerate(one) if letter != other[i]), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    swapped = one[:start] + one[start : start + 2][::-1] + one[start + 2 :]
    return one[start + 1 :] == other[start + 1 :] or swapped == other
