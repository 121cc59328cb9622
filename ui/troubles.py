"""What keeps a file from being trusted, as a screen tells it."""

from dataclasses import dataclass
from enum import Enum, auto


class Trouble(Enum):
    """What happened to a file, as far as that can be told.

    Attributes:
        DAMAGED: it cannot be read as it was written.
        OLDER: it is not the newest state of the file, or another file.
        GONE: nothing is there, or something that is no site file.
        CHANGED: another program has changed records, History or guards.
        UNKNOWN: it could not be looked at.
    """

    DAMAGED = auto()
    OLDER = auto()
    GONE = auto()
    CHANGED = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was found, and what kind of trouble it is.

    Attributes:
        sentence: for support: it may name rows and tables.
    """

    sentence: str
    trouble: Trouble = Trouble.UNKNOWN
