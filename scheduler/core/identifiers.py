"""Participant codes that are easily taken for one another."""

from collections.abc import Container, Iterator


def look_alikes(code: str, known: Container[str]) -> tuple[str, ...]:
    """Return the known codes that are this one with two neighbours swapped.

    Codes that follow each other are no look-alikes: nearly every code has one.

    Source:
        ux.md I-09.

    >>> look_alikes("PL03-0012", {"PL03-0021", "PL03-0013", "PL03-0012"})
    ('PL03-0021',)
    """
    return tuple(sorted(swapped for swapped in _swaps(code) if swapped in known))


def _swaps(code: str) -> Iterator[str]:
    for at in range(len(code) - 1):
        first, second = code[at], code[at + 1]
        if first != second:
            yield f"{code[:at]}{second}{first}{code[at + 2 :]}"
