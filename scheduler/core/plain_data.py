"""Strict reading of plain data: the path of the key goes into every error."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.core.dates import parse_iso_date
from scheduler.errors import (
    ClosedDaysError,
    CycleDeskError,
    DateTextError,
    FactsError,
    ProfileError,
)

LONGEST_TEXT = 1000
LONGEST_LINE = 100
# A plan counts on from these for decades, and must stay on the calendar.
FIRST_DATE = date(1900, 1, 1)
LAST_DATE = date(2199, 12, 31)

# Control characters but the tab and the line feed, and halves of pairs.
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Doubled(dict[str, object]):
    """A table of a file in which one key is written twice: ``name``."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


@dataclass(frozen=True, slots=True)
class At:
    """Where a value stands in a document, and which error speaks of it.

    >>> str(At(FactsError).key("facts").item(3).key("on"))
    'facts[3].on'
    """

    error: type[FactsError] | type[ProfileError] | type[ClosedDaysError]
    path: str = ""

    def __str__(self) -> str:
        return self.path

    def key(self, name: str) -> "At":
        """Return the place of one key of a table."""
        return At(self.error, f"{self.path}.{name}" if self.path else name)

    def item(self, index: int) -> "At":
        """Return the place of one member of a list, counted from 0."""
        return At(self.error, f"{self.path}[{index}]")

    def refuse(self, problem: str) -> CycleDeskError:
        """Return the error that says what is wrong here."""
        return self.error(path=self.path or "document", problem=problem)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose keys are known, and where it stands."""

    values: Mapping[str, object]
    at: At

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def __getitem__(self, name: str) -> object:
        return self.values[name]

    def text(self, name: str) -> str:
        """Return the text under a key."""
        return text(self[name], self.at.key(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the list of texts under a key."""
        return texts(self[name], self.at.key(name))

    def one_of(self, name: str, words: Collection[str]) -> str:
        """Return the word under a key."""
        return one_of(self[name], self.at.key(name), words)

    def flag(self, name: str) -> bool:
        """Return the true or false under a key."""
        return flag(self[name], self.at.key(name))

    def whole(self, name: str, low: int, high: int) -> int:
        """Return the whole number under a key."""
        return whole(self[name], self.at.key(name), low, high)

    def items(self, name: str) -> Iterator[tuple[object, At]]:
        """Return the members of the list under a key, each with its place."""
        return items(self[name], self.at.key(name))


def table(
    value: object, at: At, *, needs: Collection[str], takes: Collection[str] = ()
) -> Table:
    """Return a table that has every key it needs and none that is unknown."""
    if not isinstance(value, dict):
        raise at.refuse(f"must be a table, not {shown(value)}")
    if isinstance(value, Doubled):
        name = printable(value.name)
        raise at.key(name).refuse("is written twice. Keep it once.")
    known = [*needs, *takes]
    for name in value:
        if name not in known:
            raise at.key(printable(name)).refuse(
                f"is not a known key. The keys here are {listed(known)}."
            )
    for name in needs:
        if name not in value:
            raise at.key(name).refuse("is missing. Add this key.")
    return Table(value, at)


def items(value: object, at: At) -> Iterator[tuple[object, At]]:
    """Return the members of a list, each with its place."""
    if not isinstance(value, list):
        raise at.refuse(f"must be a list, not {shown(value)}")
    return ((member, at.item(index)) for index, member in enumerate(value))


def texts(value: object, at: At) -> tuple[str, ...]:
    """Return a list of texts that has none twice."""
    found: list[str] = []
    for member, place in items(value, at):
        said = text(member, place)
        if said in found:
            raise place.refuse(f"{said!r} is in this list twice. Keep it once.")
        found.append(said)
    return tuple(found)


def text(value: object, at: At) -> str:
    """Return a text that says something and can be stored and printed."""
    if not isinstance(value, str):
        raise at.refuse(f"must be a text, not {shown(value)}")
    if not value.strip():
        raise at.refuse("is empty. Write a text, or leave the key out.")
    if len(value) > LONGEST_TEXT:
        raise at.refuse(f"is longer than {LONGEST_TEXT} characters. Shorten it.")
    if _NOT_TEXT.search(value):
        raise at.refuse("has a control character. Type the text again.")
    return value


def line(value: object, at: At) -> str:
    """Return a text of one line, such as a code or a number of a label."""
    said = text(value, at)
    if len(said) > LONGEST_LINE or said != " ".join(said.split()):
        raise at.refuse(
            f"must be one line of at most {LONGEST_LINE} characters, without "
            "spaces around it or two in a row"
        )
    return said


def one_of(value: object, at: At, words: Collection[str]) -> str:
    """Return one of a few words."""
    said = text(value, at)
    if said not in words:
        raise at.refuse(f"{said!r} is not one of {listed(words)}. Choose one of them.")
    return said


def flag(value: object, at: At) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise at.refuse(f"must be true or false, not {shown(value)}")
    return value


def whole(value: object, at: At, low: int, high: int) -> int:
    """Return a whole number within its bounds, both inclusive; true is not 1."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise at.refuse(f"must be a whole number, not {shown(value)}")
    if not low <= value <= high:
        raise at.refuse(f"must be from {low} to {high}")
    return value


def iso_date(value: object, at: At) -> date:
    """Return a date written as ``YYYY-MM-DD``."""
    try:
        found = parse_iso_date(text(value, at))
    except DateTextError as error:
        problem = f"{value!r} is not a date. Write it as 2026-11-22."
        raise at.refuse(problem) from error
    if not FIRST_DATE <= found <= LAST_DATE:
        raise at.refuse(f"{value} is not from {FIRST_DATE} to {LAST_DATE}")
    return found


def shown(value: object) -> str:
    """Name the kind of a value that has the wrong one."""
    kinds = {
        bool: "true or false",
        int: "a whole number",
        float: "a number with decimals",
        str: "a text",
        list: "a list",
        dict: "a table",
        type(None): "null",
    }
    return kinds.get(type(value), "a date or time")


def listed(words: Collection[str]) -> str:
    """Write words as a list for a sentence."""
    return ", ".join(words) or "none"


def printable(name: str) -> str:
    """Return a key as it may stand in a path, however odd it is."""
    return name.encode("ascii", "backslashreplace").decode()[:60]
