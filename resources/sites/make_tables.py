# ruff: noqa: INP001  a script beside the tables, not a module of the program
"""Make the tables of closed days, one a country, from the holidays package.

    python -m venv SCRATCH
    SCRATCH/bin/python -m pip install holidays==0.109
    SCRATCH/bin/python resources/sites/make_tables.py

The package is no dependency of the program: it asks for an old python-dateutil and is
silent where the program must speak. What it does not know stands in corrections.toml,
each with its source: the years of China as announced, what is not announced, sources.
After writing, every difference from the package is printed; read them one by one.

Run by a developer who brings the tables up to date, after setting ``checked`` in
corrections.toml; the program itself never runs it.
"""

import csv
import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
COUNTRIES = {"CN": "en_US", "IT": "en_US", "PL": "en_US", "SG": "en_SG", "UA": "en_US"}
HEADINGS = ("date", "kind", "name", "standing", "source", "checked")
ONE_DAY = timedelta(days=1)
SATURDAY = 5

_LABEL = re.compile(r"(.*) \((observed)?(?:, )?(estimated)?\)")
_EXCHANGED = re.compile(r"Day off \(substituted from (\d\d)/(\d\d)/(\d{4})\)")


class Row(NamedTuple):
    """One row of a table; the date is a day or a year."""

    date: str
    kind: str
    name: str
    standing: str
    source: str


class Country:
    """What the package and the corrections say of one country."""

    def __init__(self, country: str, corrections: dict[str, Any]) -> None:
        self.country, self._known = country, corrections
        years = range(corrections["first_year"], corrections["last_year"] + 1)
        # Asked for by name: the program's own environment does not have it.
        self.package = import_module("holidays").country_holidays(
            country, years=years, language=COUNTRIES[country]
        )
        # To look at the package also fills it with the years looked at.
        self.found = {d: n for d, n in sorted(self.package.items()) if d.year in years}

    def rows(self) -> list[Row]:
        """Return every row, by date; what is said of a year comes first in it."""
        found = [*self._years(), *self._notices(), *self._days()]
        return sorted(set(found), key=lambda row: row.date)

    def _years(self) -> Iterator[Row]:
        for one in self._known["years"]:
            if one["country"] == self.country:
                said = one["what"], one["standing"], one["source"]
                yield Row(str(one["year"]), "year", *said)

    def _announced(self) -> list[dict[str, Any]]:
        return self._known["notices"] if self.country == "CN" else []

    def _notices(self) -> Iterator[Row]:
        """Yield China's announced days; a working day names what it is worked for."""
        for notice in self._announced():
            said = "announced", notice["source"]
            for name, first, last in notice["off"]:
                for day in stretch(first, last):
                    yield Row(day.isoformat(), "closed", name, *said)
            for day in notice["working"]:
                name = f"worked for {nearest(day, notice['off'])}"
                yield Row(day.isoformat(), "working", name, *said)

    def _days(self) -> Iterator[Row]:
        announced = {notice["year"] for notice in self._announced()}
        for day, said in self.found.items():
            if day.year in announced:
                continue
            if match := _EXCHANGED.fullmatch(said):
                yield from self._exchanged(day, match)
            elif name := self._name(said):
                standing = self._standing(day, said)
                yield self._row(day, "closed", name, standing)

    def _exchanged(self, off: date, match: re.Match[str]) -> Iterator[Row]:
        worked = date(int(match[3]), int(match[1]), int(match[2]))
        names = {"closed": f"off for {worked}", "working": f"worked for {off}"}
        for day, (kind, name) in zip((off, worked), names.items(), strict=True):
            source = self._source(day, name, exchanged=True)
            yield Row(day.isoformat(), kind, name, "announced", source)

    def _name(self, said: str) -> str:
        """Return the package's name in our words; nothing for a day left out."""
        parts = [self._part(part) for part in said.split("; ")]
        return " and ".join(part for part in parts if part)

    def _part(self, said: str) -> str:
        match = _LABEL.fullmatch(said)
        plain = match[1] if match else said
        ours = self._known["names_of"].get(self.country, {}) | self._known["names"]
        name: str = ours.get(plain, plain)
        return f"{name}, in lieu" if name and match and match[2] else name

    def _standing(self, day: date, said: str) -> str:
        if day.year in self._known["rules"][self.country]["announced"]:
            return "announced"
        # China's days in lieu are moved as the notice of the year says.
        moved = self.country == "CN" and "(observed" in said
        listed = said in self._known["estimated"].get(self.country, ())
        return "estimated" if moved or listed or "estimated)" in said else "computed"

    def _row(self, day: date, kind: str, name: str, standing: str) -> Row:
        source = self._source(day, name, exchanged=False)
        return Row(day.isoformat(), kind, name, standing, source)

    def _source(self, day: date, name: str, *, exchanged: bool) -> str:
        for one in self._known["sources"]:
            here = one["country"] == self.country
            if (
                here
                and one.get("year", day.year) == day.year
                and one.get("name", name) == name
                and one.get("exchanged", False) == exchanged
            ):
                return str(one["source"])
        return str(self._known["rules"][self.country]["source"])

    def differences(self, rows: list[Row]) -> Iterator[str]:
        """Yield what the table and the package say differently of a day."""
        kinds = {row.date: row for row in rows if row.kind != "year"}
        theirs = dict.fromkeys(map(date.isoformat, self.found), "closed")
        worked: set[date] = getattr(self.package, "weekend_workdays", set())
        years = {day.year for day in self.found}
        theirs |= {d.isoformat(): "working" for d in worked if d.year in years}
        for day in sorted(kinds.keys() | theirs.keys()):
            ours = kinds[day].kind if day in kinds else "not listed"
            other = theirs.get(day, "not listed")
            if ours != other:
                name = kinds[day].name if day in kinds else self.package.get(day)
                weekday = f"{date.fromisoformat(day):%a}"
                yield f"{self.country} {weekday} {day} {name}: {ours}, package {other}"


def stretch(first: date, last: date) -> Iterator[date]:
    """Yield the days from the first to the last, both inclusive."""
    while first <= last:
        yield first
        first += ONE_DAY


def nearest(day: date, stretches: list[tuple[str, date, date]]) -> str:
    """Return the name of the stretch that a working weekend day lies beside."""

    def distance(one: tuple[str, date, date]) -> timedelta:
        return min(abs(day - one[1]), abs(day - one[2]))

    return min(stretches, key=distance)[0]


def write(path: Path, rows: list[Row], checked: date) -> None:
    """Write one table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS)
        writer.writerows([*row, checked.isoformat()] for row in rows)


def main() -> None:
    """Write the tables beside this file, then say where the package differs."""
    corrections = tomllib.loads((HERE / "corrections.toml").read_text("utf-8"))
    for code in COUNTRIES:
        country = Country(code, corrections)
        rows = country.rows()
        write(HERE / f"{code}.csv", rows, corrections["checked"])
        for difference in country.differences(rows):
            sys.stdout.write(f"{difference}\n")


if __name__ == "__main__":
    main()
