"""What was typed into the search: whom it names, and which day."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from scheduler.core.dates import parse_date
from scheduler.core.facts import Participant
from scheduler.errors import AmbiguousDateError, CycleDeskError

_NO_YEAR = re.compile(r"(\d{1,2})[-. /]([a-z]{3,9})", re.IGNORECASE | re.ASCII)
_BY_NAME = {"today": 0, "tomorrow": 1, "yesterday": -1}
_YEARS = range(1900, 2200)  # a code such as 0012 is no year
_LONGEST_DATE = 4  # words, as in Mon 23 Nov 2026


@dataclass(frozen=True, slots=True)
class Query:
    """A search, taken apart.

    Attributes:
        words: what is no date, in lower case.
        days: the readings of the date in it; none, one, or two.
    """

    words: tuple[str, ...]
    days: tuple[date, ...] = ()


def read_query(text: str, *, today: date) -> Query:
    """Take a search apart.

    Args:
        text: codes, initials and words, and at most one date in any form that
            ``parse_date`` reads, or without its year, or as today and tomorrow.
        today: what steps count from; the nearest year is taken where none is typed.

    >>> read_query("0012 27-Nov", today=date(2026, 11, 23))
    Query(words=('0012',), days=(datetime.date(2026, 11, 27),))
    >>> read_query("record visit", today=date(2026, 11, 23))
    Query(words=('record', 'visit'), days=())
    """
    words = text.casefold().split()
    for first, last in _stretches(len(words)):
        days = _days(" ".join(words[first:last]), today)
        if days and all(day.year in _YEARS for day in days):
            return Query((*words[:first], *words[last:]), days)
    return Query(tuple(words))


def names(participant: Participant, words: Sequence[str]) -> bool:
    """Say whether every word is a part of what a participant is known by."""
    return all(any(word in part for part in _parts(participant)) for word in words)


def rank(participant: Participant, words: Sequence[str]) -> tuple[bool, bool, str]:
    """Return what sorts participants that were found: whom the words name best.

    A code that ends in the first word comes first, one that begins with it next,
    then by code.
    """
    code, first = participant.code.casefold(), words[0] if words else ""
    return not code.endswith(first), not code.startswith(first), code


def says(text: str, words: Iterable[str]) -> bool:
    """Say whether each word begins a word of a text.

    >>> says("Record visit", ("vis", "rec"))
    True
    """
    parts = re.split(r"\W+", text.casefold())
    return all(any(part.startswith(word) for part in parts) for word in words)


def _stretches(count: int) -> Iterator[tuple[int, int]]:
    """Yield where a date may stand among words, the longest first."""
    ends = combinations(range(count + 1), 2)
    near = (pair for pair in ends if pair[1] - pair[0] <= _LONGEST_DATE)
    yield from sorted(near, key=lambda pair: pair[0] - pair[1])


def _days(text: str, today: date) -> tuple[date, ...]:
    if text in _BY_NAME:
        return (today + timedelta(days=_BY_NAME[text]),)
    if match := _NO_YEAR.fullmatch(text):
        return _nearest(f"{match[1]}-{match[2]}", today)
    try:
        return (parse_date(text, today=today),)
    except AmbiguousDateError as error:
        return error.readings
    except CycleDeskError:
        return ()


def _nearest(typed: str, today: date) -> tuple[date, ...]:
    """Return the day of a day and month that lies nearest to today."""
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(parse_date(f"{typed}-{year}", today=today))
        except CycleDeskError:
            continue
    return tuple(sorted(found, key=lambda day: abs((day - today).days))[:1])


def _parts(participant: Participant) -> list[str]:
    known = (
        participant.code,
        participant.initials,
        participant.hospital_number,
        participant.randomization_number,
    )
    return [text.casefold() for text in known if text]
