"""Records as tables of keys: one row says how a key is read and written."""

import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from scheduler.core.dates import parse_time
from scheduler.core.plain_data import (
    At,
    Table,
    flag,
    iso_date,
    items,
    line,
    one_of,
    text,
    whole,
)
from scheduler.core.quantities import kilograms, parse_weight
from scheduler.core.study import Study
from scheduler.errors import CycleDeskError, TimeTextError

Read = Callable[[object, At], object]
ReadFor = Callable[[object, At, Study], object]


@dataclass(frozen=True, slots=True)
class Shape:
    """How one value is read from plain data, and written back."""

    read: ReadFor
    write: Callable[[Any], object] = lambda value: value


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record.

    Attributes:
        attribute: its name in the value, where that is another.
        needed: False if it may be left out.
        happened: True for a date that cannot lie ahead.
    """

    name: str
    shape: Shape
    attribute: str = ""
    needed: bool = True
    happened: bool = False

    @property
    def field(self) -> str:
        """Return the name of the attribute."""
        return self.attribute or self.name


@dataclass(frozen=True, slots=True)
class Record:
    """A class of values and its keys."""

    make: type[Any]
    keys: tuple[Key, ...]

    def needs(self) -> tuple[str, ...]:
        """Return the keys that must be there."""
        return tuple(key.name for key in self.keys if key.needed)

    def takes(self) -> tuple[str, ...]:
        """Return the keys that may be left out."""
        return tuple(key.name for key in self.keys if not key.needed)

    def read(
        self, found: Table, study: Study, today: date | None, **more: object
    ) -> Any:
        """Return the value of a table; ``more`` are attributes known already."""
        values = dict(more)
        for key in self.keys:
            if key.name in found and not self._is_null(key, found):
                values[key.field] = _read(key, found, study, today)
        return self.make(**values)

    def write(self, value: object) -> dict[str, object]:
        """Return a value as plain data, without what is left at its default."""
        written: dict[str, object] = {}
        for key in self.keys:
            said = getattr(value, key.field)
            if key.needed or said != _default(self.make, key.field):
                written[key.name] = key.shape.write(said)
        return written

    def _is_null(self, key: Key, found: Table) -> bool:
        """Say whether null stands for a key that may be left out."""
        may_be_null = not key.needed and _default(self.make, key.field) is None
        return may_be_null and found[key.name] is None


def _default(make: type[Any], name: str) -> object:
    default = make.__dataclass_fields__[name].default
    return None if default is MISSING else default


def _read(key: Key, found: Table, study: Study, today: date | None) -> object:
    at = found.at.key(key.name)
    value = key.shape.read(found[key.name], at, study)
    if key.happened and today and isinstance(value, date) and value > today:
        raise at.refuse(
            f"{value} is after today, {today}. Correct the date, or enter it when "
            "it has happened."
        )
    return value


def plain(read: Read, write: Callable[[Any], object] = lambda value: value) -> Shape:
    """Return a shape that is the same in every study."""
    return Shape(lambda value, at, _study: read(value, at), write)


def number(low: int, high: int) -> Shape:
    """Return the shape of a whole number, both bounds inclusive."""
    return plain(lambda value, at: whole(value, at, low, high))


def word(words: type[StrEnum]) -> Shape:
    """Return the shape of one of a few words."""
    return plain(lambda value, at: words(one_of(value, at, tuple(words))), str)


def _time(value: object, at: At) -> time:
    said = text(value, at)
    try:
        found = parse_time(said)
    except TimeTextError as error:
        raise at.refuse(str(error)) from error
    if said != _time_text(found):
        raise at.refuse(f"{said!r} must be written as {_time_text(found)}")
    return found


def _time_text(value: time) -> str:
    return f"{value:%H:%M}"


def _grams(value: object, at: At) -> int:
    said = text(value, at)
    try:
        return parse_weight(said)
    except CycleDeskError as error:
        raise at.refuse(str(error)) from error


def _dates(value: object, at: At) -> tuple[date, ...]:
    found: list[date] = []
    for member, place in items(value, at):
        day = iso_date(member, place)
        if day in found:
            raise place.refuse(f"{day} is in this list twice. Keep it once.")
        found.append(day)
    return tuple(found)


def _country(value: object, at: At) -> str:
    said = text(value, at)
    if not re.fullmatch("[A-Z]{2}", said):
        raise at.refuse(f"{said!r} is not a country. Write two letters, such as PL.")
    return said


TEXT = plain(text)
LINE = plain(line)
FLAG = plain(flag)
DATE = plain(iso_date, date.isoformat)
DATES = plain(_dates, lambda days: [day.isoformat() for day in days])
TIME = plain(_time, _time_text)
# A text, so that no binary number rounds it.
KILOGRAMS = plain(_grams, kilograms)
COUNTRY = plain(_country)
