"""CSV text to a country's table, with the line and column in every error."""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from io import StringIO
from types import MappingProxyType
from typing import NamedTuple, NoReturn

from scheduler.core.closed_days import CountryDays, Gap, ListedDay, Standing
from scheduler.core.dates import WEEKDAYS
from scheduler.core.plain_data import FIRST_DATE, LAST_DATE, At, iso_date, line, one_of
from scheduler.errors import ClosedDaysError

COLUMNS = ("date", "kind", "name", "standing", "source", "checked")
SATURDAY = 5

_COUNTRY = re.compile("[A-Z]{2}")
_YEAR = re.compile("[0-9]{4}")
_YEARS = range(FIRST_DATE.year, LAST_DATE.year + 1)


class Kind(StrEnum):
    """What a row says of its day, or of its whole year."""

    CLOSED = "closed"
    WORKING = "working"
    YEAR = "year"


_KINDS, _STANDINGS = tuple(Kind), tuple(Standing)


class _Row(NamedTuple):
    """One row as it stands in the text, and the number of its line, from 1."""

    number: int
    cells: dict[str, str]

    def at(self, column: str) -> At:
        return At(ClosedDaysError, f"line {self.number}, {column}")

    def text(self, column: str) -> str:
        return line(self.cells[column], self.at(column))

    def day(self, column: str) -> date:
        return iso_date(self.cells[column], self.at(column))

    def kind(self) -> Kind:
        return Kind(one_of(self.cells["kind"], self.at("kind"), _KINDS))

    def standing(self) -> Standing:
        found = self.cells["standing"]
        return Standing(one_of(found, self.at("standing"), _STANDINGS))


def read_country_days(country: str, source: str) -> CountryDays:
    """Return the table of a country.

    A row is a day, ``2026-05-01,closed,Labour Day,computed,…``, a weekend day that
    is a working day, ``2026-05-09,working,…``, or something to be said of a whole
    year, ``2027,year,…``. Every year from the first to the last has a row.

    Args:
        country: two letters, such as ``PL``.
        source: the table, as CSV text with a line of headings.

    Raises:
        ClosedDaysError: the text is not CSV, a column is missing or unknown, a
            value is of the wrong kind, a day stands there twice, a working day
            lies in the week, or a year has no row.
    """
    if not _COUNTRY.fullmatch(country):
        _refuse("country", f"{country!r} is not two letters. Write one such as PL.")
    days, gaps = dict[date, ListedDay](), list[Gap]()
    for row in _rows(source):
        kind = row.kind()
        if kind is Kind.YEAR:
            gaps.append(_gap(row))
        else:
            _add(days, row, kind)
    years = {day.year for day in days} | {gap.year for gap in gaps}
    _check_years(years)
    return CountryDays(
        country=country,
        days=MappingProxyType(days),
        gaps=tuple(gaps),
        first_year=min(years),
        last_year=max(years),
    )


def _rows(source: str) -> Iterator[_Row]:
    reader = csv.reader(StringIO(source, newline=""), strict=True)
    try:
        _check_headings(next(reader, []))
        for cells in reader:
            yield _row(reader.line_num, cells)
    except csv.Error as error:
        _refuse(f"line {reader.line_num}", f"is not CSV: {error}. Correct the text.")


def _check_headings(cells: Sequence[str]) -> None:
    if tuple(cells) != COLUMNS:
        _refuse("line 1", f"the headings must be {','.join(COLUMNS)}. Write them so.")


def _row(number: int, cells: Sequence[str]) -> _Row:
    if len(cells) != len(COLUMNS):
        _refuse(
            f"line {number}",
            f"has {len(cells)} cells, not {len(COLUMNS)}. Give each column one.",
        )
    return _Row(number, dict(zip(COLUMNS, cells, strict=True)))


def _gap(row: _Row) -> Gap:
    year = row.cells["date"]
    if not _YEAR.fullmatch(year) or int(year) not in _YEARS:
        raise row.at("date").refuse(f"{year!r} is not a year. Write one such as 2027.")
    return Gap(
        year=int(year),
        what=row.text("name"),
        standing=row.standing(),
        source=row.text("source"),
        checked=row.day("checked"),
    )


def _add(days: dict[date, ListedDay], row: _Row, kind: Kind) -> None:
    found = _day(row, kind)
    if found.day in days:
        raise row.at("date").refuse(f"{found.day} stands there twice. Keep it once.")
    if found.open and found.day.weekday() < SATURDAY:
        weekday = WEEKDAYS[found.day.weekday()]
        raise row.at("kind").refuse(
            f"{found.day} is a {weekday}, which is a working day anyway. "
            "Correct the day, or leave the row out."
        )
    days[found.day] = found


def _day(row: _Row, kind: Kind) -> ListedDay:
    standing = row.standing()
    if standing is Standing.NOT_ANNOUNCED:
        raise row.at("standing").refuse(
            f"a day cannot be {standing}. Say so of its year, or correct the word."
        )
    return ListedDay(
        day=row.day("date"),
        open=kind is Kind.WORKING,
        name=row.text("name"),
        standing=standing,
        source=row.text("source"),
        checked=row.day("checked"),
    )


def _check_years(years: set[int]) -> None:
    if not years:
        _refuse("line 2", "the table has no row. Add one for each year.")
    for year in range(min(years), max(years) + 1):
        if year not in years:
            _refuse(
                "document",
                f"nothing is said of {year}. Add its days, or a row for the year.",
            )


def _refuse(path: str, problem: str) -> NoReturn:
    raise ClosedDaysError(path=path, problem=problem)
