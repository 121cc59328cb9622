"""Codes that are easily taken for one another."""

from collections.abc import Iterable

SWAPPED = 2  # places that differ when two neighbours have changed places


def look_alikes(code: str, codes: Iterable[str]) -> list[str]:
    """Return the codes that differ by one digit, or by two neighbours swapped.

    Source:
        ux.md I-09.

    >>> look_alikes("PL03-0012", ["PL03-0021", "PL03-0013", "PL03-0099"])
    ['PL03-0021', 'PL03-0013']
    """
    return [other for other in codes if _alike(code, other)]


def _alike(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    pairs = zip(one, other, strict=True)
    places = [at for at, (mine, theirs) in enumerate(pairs) if mine != theirs]
    if len(places) == 1:
        return one[places[0]].isdigit() and other[places[0]].isdigit()
    if len(places) != SWAPPED or places[1] != places[0] + 1:
        return False
    here, there = places
    return one[here] == other[there] and one[there] == other[here]
