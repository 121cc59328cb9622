"""How far a site file had got, written down outside of it.

A chain cannot tell that its end was cut off, or that the whole file was exchanged
for an older copy. What is written down elsewhere can.
"""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scheduler.durable import write_durably

PRINTED_DIGITS = 12
_TEXT = re.compile(
    r"CycleDesk anchor\n(?P<id>[0-9a-f]{32})\n"
    r"(?P<seq>[1-9][0-9]*) (?P<mac>[0-9a-f]{64})\n"
)


@dataclass(frozen=True, slots=True, order=True)
class Head:
    """The end of a chain: the number of the last History row, and its seal."""

    seq: int
    mac: str

    @property
    def printed(self) -> str:
        """The head as it stands on paper.

        >>> Head(1204, "3fa9c02b11aa" + 52 * "0").printed
        '1204 3fa9c02b11aa'
        """
        return f"{self.seq} {self.mac[:PRINTED_DIGITS]}"


class Anchors:
    """The places where the head of one site file is written down.

    Args:
        file_id: of the file.
        places: the anchor files.

    Attributes:
        problem: why the head could not be written down lately; empty if it could.
    """

    def __init__(self, file_id: str, places: Iterable[Path]) -> None:
        self._file_id, self._places = file_id, tuple(places)
        self.problem = ""

    def latest(self) -> Head | None:
        """Return the furthest head that is written down anywhere, None if none is."""
        return max((head for head in self.written() if head), default=None)

    def written(self) -> tuple[Head | None, ...]:
        """Return what is written down in each place, None where nothing is."""
        return tuple(self._read(place) for place in self._places)

    def stranger(self) -> Path | None:
        """Return an anchor of another file where ours should be, None if none is."""
        return next((one for one in self._places if self._is_strange(one)), None)

    def advance(self, head: Head) -> None:
        """Write down a committed head, unless a later one is there already.

        A fault is only noted: the save that it belongs to is on the disk.
        """
        self.problem = ""
        for place in self._places:
            there = self._read(place)
            if there is None or there.seq < head.seq:
                self._write(place, head)

    def put(self, head: Head) -> None:
        """Write down a head that replaces a later one, after a restore."""
        self.problem = ""
        for place in self._places:
            self._write(place, head)

    def _write(self, place: Path, head: Head) -> None:
        text = f"CycleDesk anchor\n{self._file_id}\n{head.seq} {head.mac}\n"
        try:
            write_durably(place, text.encode())
        except OSError as error:
            self.problem = f"{place}: {error.strerror or error}"

    def _read(self, place: Path) -> Head | None:
        found = _parsed(place)
        if found is None or found["id"] != self._file_id:
            return None
        return Head(int(found["seq"]), found["mac"])

    def _is_strange(self, place: Path) -> bool:
        found = _parsed(place)
        return found is not None and found["id"] != self._file_id


def written_for(path: Path) -> str:
    """Return the file that the anchor beside a path was written for, "" if none is."""
    found = _parsed(beside(path))
    return found["id"] if found else ""


def _parsed(place: Path) -> re.Match[str] | None:
    with suppress(OSError, UnicodeDecodeError):
        return _TEXT.fullmatch(place.read_text("ascii"))
    return None


def beside(path: Path) -> Path:
    """Return the anchor that lies beside a site file, also for a link to it."""
    real = Path(os.path.realpath(path))
    return real.with_name(f"{real.name}.anchor")
