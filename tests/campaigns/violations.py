"""What a campaign looks for."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

WORDS = ("lost", "torn", "too many", "unusable", "not told", "false alarm")


@dataclass(frozen=True, slots=True)
class Violation:
    """What did not hold, in a word that is counted, and at which fault."""

    word: str
    said: str


# What must hold besides, in the folder after so many acknowledged steps.
Also = Callable[[Path, int], Violation | None]
