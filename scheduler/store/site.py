"""The site with its own days, and the people who write in these records."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from scheduler.core.dates import clinical_date
from scheduler.core.facts import Site
from scheduler.core.facts_text import refuse_unreadable
from scheduler.core.study import Study
from scheduler.errors import (
    FactsError,
    SiteMissingError,
    StaleRecordError,
)
from scheduler.store import records
from scheduler.store.record_rows import PEOPLE, SITE, SITE_DAYS, SITE_VERSIONS
from scheduler.store.rows import Record
from scheduler.store.values import Person, StoredSite, StudySite
from scheduler.store.writing import Transaction

_CLOSED, _OPEN = "closed", "open"


def is_set(conn: sqlite3.Connection) -> bool:
    """Return whether the site has been entered."""
    return conn.execute("SELECT 1 FROM site").fetchone() is not None


def stored_site(conn: sqlite3.Connection) -> StoredSite:
    """Return the site.

    Raises:
        SiteMissingError: it has not been entered.
    """
    row = conn.execute(SITE.select("id = 1")).fetchone()
    if row is None:
        raise SiteMissingError
    stored = SITE.record(row)
    days = [one.value for one in _days(conn).values()]
    site = replace(
        stored.value,
        closed_days=tuple(sorted(day for day, kind in days if kind == _CLOSED)),
        open_days=tuple(sorted(day for day, kind in days if kind == _OPEN)),
        versions=_in_order(one.value for one in _versions(conn).values()),
    )
    return StoredSite(
        ver=stored.ver, site=site, recorded_at=stored.at, recorded_by=stored.by
    )


def core_site(site: StudySite) -> Site:
    """Return what the rules need to know of the site."""
    return Site(
        country=site.country,
        closed_days=site.closed_days,
        open_days=site.open_days,
        versions=_in_order(site.versions),
    )


def _in_order(versions: Iterable[tuple[str, date]]) -> tuple[tuple[str, date], ...]:
    return tuple(sorted(versions, key=lambda entry: entry[::-1]))


def refuse_unfit(site: StudySite, study: Study) -> None:
    """Raise for a site that a facts document of the study could not hold.

    Raises:
        FactsError: a day is among both the closed and the open ones, or in one of
            them twice; a version is none of the profile's, or took effect before
            one that it follows.
    """
    for day in site.closed_days:
        if day in site.open_days:
            problem = f"{clinical_date(day)} is closed too. Keep it in one of the two."
            raise FactsError(path="open days", problem=problem)
    refuse_unreadable(core_site(site), study)


def set_site(tx: Transaction, site: StudySite, ver: int, reason: str | None) -> bool:
    """Enter the site, or correct it; return whether anything differed.

    Args:
        tx: the write it belongs to.
        site: the whole site, with all of its own days and versions.
        ver: the version that was read; 0 if there was no site.
        reason: why it is corrected; none is needed at first.

    Raises:
        StaleRecordError: it was entered or corrected since.
    """
    there = tx.first(SITE.select("id = 1"))
    if there is None:
        records.create(tx, SITE, site)
        _set_what_hangs_on(tx, site, "entered with the site")
        return True
    theirs = stored_site(tx.conn)
    if theirs.ver != ver:
        raise StaleRecordError(
            theirs=theirs.site, ours=site, by=theirs.recorded_by, at=theirs.recorded_at
        )
    differs = records.correct(tx, SITE, 1, ver, site, reason or "")
    others_differ = _set_what_hangs_on(tx, site, reason or "")
    if others_differ and not differs:
        records.touch(tx, SITE, 1, reason or "")
    return differs or others_differ


def _set_what_hangs_on(tx: Transaction, site: StudySite, reason: str) -> bool:
    days, versions = _set_days(tx, site, reason), _set_versions(tx, site, reason)
    return days or versions


def _set_days(tx: Transaction, site: StudySite, reason: str) -> bool:
    there = _days(tx.conn)
    wanted = dict.fromkeys(site.closed_days, _CLOSED)
    wanted |= dict.fromkeys(site.open_days, _OPEN)
    for day, record in there.items():
        if wanted.get(day) != record.value[1]:
            records.withdraw(tx, SITE_DAYS, record.number, record.ver, reason)
    added = {day: kind for day, kind in wanted.items() if not _is(there, day, kind)}
    for entry in added.items():
        records.create(tx, SITE_DAYS, entry)
    return bool(added) or len(there) != len(wanted)


def _is(there: Mapping[date, Record[tuple[date, str]]], day: date, kind: str) -> bool:
    return day in there and there[day].value[1] == kind


def _days(conn: sqlite3.Connection) -> dict[date, Record[tuple[date, str]]]:
    rows = conn.execute(SITE_DAYS.select("withdrawn = 0"))
    return {one.value[0]: one for one in map(SITE_DAYS.record, rows)}


def _set_versions(tx: Transaction, site: StudySite, reason: str) -> bool:
    there, wanted = _versions(tx.conn), dict(site.versions)
    for version, record in there.items():
        if version not in wanted:
            records.withdraw(tx, SITE_VERSIONS, record.number, record.ver, reason)
    for version, since in _in_order(wanted.items()):
        entry = version, since
        if version not in there:
            records.create(tx, SITE_VERSIONS, entry)
        else:
            number, ver = there[version].number, there[version].ver
            records.correct(tx, SITE_VERSIONS, number, ver, entry, reason)
    return wanted != {version: record.value[1] for version, record in there.items()}


def _versions(conn: sqlite3.Connection) -> dict[str, Record[tuple[str, date]]]:
    rows = conn.execute(SITE_VERSIONS.select("withdrawn = 0"))
    return {one.value[0]: one for one in map(SITE_VERSIONS.record, rows)}


def people(conn: sqlite3.Connection) -> tuple[Person, ...]:
    """Return everybody who writes in these records, by name."""
    rows = conn.execute(PEOPLE.select("withdrawn = 0 ORDER BY name"))
    return tuple(PEOPLE.record(row).value for row in rows)
