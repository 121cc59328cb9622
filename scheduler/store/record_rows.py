"""The tables beside the facts: site, people, participants, sheets, History."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from scheduler.core.facts import EntryOnTreatment, Participant, Sex
from scheduler.store.rows import (
    UNREADABLE,
    Row,
    Table,
    damaged_row,
    moment_from,
    optional_day,
    plain,
)
from scheduler.store.values import (
    Action,
    HistoryRow,
    Paper,
    Person,
    Role,
    Sheet,
    StudySite,
    Writer,
)

_PARTICIPANT = (
    "code",
    "first_day_1",
    "birth_year",
    "sex",
    "randomization_number",
    "consented",
    "randomized",
    "initials",
    "hospital_number",
)
_ENTRY = ("from_cycle", "day_1", "level", "level_reason")


def _participant(*cells: Any) -> Participant:
    row = dict(zip(_PARTICIPANT, cells, strict=False))
    days = ("first_day_1", "consented", "randomized")
    row |= {name: optional_day(row[name]) for name in days}
    row["sex"] = Sex(row["sex"]) if row["sex"] else None
    return Participant(**row, entry=_entry(*cells[len(_PARTICIPANT) :]))


def _entry(
    from_cycle: int | None, day_1: str, level: str, reason: str | None
) -> EntryOnTreatment | None:
    if from_cycle is None:
        return None
    return EntryOnTreatment(
        from_cycle=from_cycle,
        day_1=date.fromisoformat(day_1),
        level=level,
        level_reason=reason,
    )


def _participant_row(value: Participant) -> Row:
    row = {name: plain(getattr(value, name)) for name in _PARTICIPANT}
    for name in _ENTRY:
        row[f"entry_{name}"] = plain(getattr(value.entry, name, None))
    return row


PARTICIPANTS = Table(
    "participants",
    (*_PARTICIPANT, *(f"entry_{name}" for name in _ENTRY)),
    _participant,
    _participant_row,
    owner="id",
    once=("code",),
)

_SITE = ("study", "code", "name", "country", "paper")


def _site(study: str, code: str, name: str, country: str, paper: str) -> StudySite:
    return StudySite(
        study=study, code=code, name=name, country=country, paper=Paper(paper)
    )


def _site_row(value: StudySite) -> Row:
    return {name: plain(getattr(value, name)) for name in _SITE}


SITE = Table("site", _SITE, _site, _site_row)


def _site_day(on: str, kind: str) -> tuple[date, str]:
    return date.fromisoformat(on), kind


def _site_day_row(value: tuple[date, str]) -> Row:
    return {"on_date": plain(value[0]), "kind": value[1]}


SITE_DAYS = Table(
    "site_days",
    ("on_date", "kind"),
    _site_day,
    _site_day_row,
    once=("on_date",),
)


def _site_version(version: str, since: str) -> tuple[str, date]:
    return version, date.fromisoformat(since)


def _site_version_row(value: tuple[str, date]) -> Row:
    return {"version": value[0], "in_force_from": plain(value[1])}


SITE_VERSIONS = Table(
    "site_versions",
    ("version", "in_force_from"),
    _site_version,
    _site_version_row,
    once=("version",),
)


def _person(name: str, initials: str, role: str) -> Person:
    return Person(name=name, initials=initials, role=Role(role))


def _person_row(value: Person) -> Row:
    return {"name": value.name, "initials": value.initials, "role": plain(value.role)}


PEOPLE = Table(
    "people", ("name", "initials", "role"), _person, _person_row, once=("name",)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """The password of one account.

    Attributes:
        person: the number of the account.
        password: what is kept of the password.
        temporary: True if it only serves to choose another.
    """

    person: int
    password: str
    temporary: bool


def _credential(person: int, password: str, temporary: int) -> Credential:
    return Credential(person=person, password=password, temporary=temporary == 1)


def _credential_row(value: Credential) -> Row:
    return {
        "person": value.person,
        "password": value.password,
        "temporary": plain(value.temporary),
    }


CREDENTIALS = Table(
    "credentials",
    ("person", "password", "temporary"),
    _credential,
    _credential_row,
    once=("person",),
)

SHEET = """
    number, participant, visit, issue, replaces, digest, content, paper,
    printed_utc, printed_zone, person
"""


def sheet_from_row(cells: tuple[Any, ...]) -> Sheet:
    """Return the sheet of a row with the columns ``SHEET``.

    Raises:
        DamagedDatabaseError: a cell holds what its column cannot.
    """
    try:
        return _sheet(*cells)
    except UNREADABLE as error:
        raise damaged_row("sheets", cells[0]) from error


def _sheet(*cells: Any) -> Sheet:
    number, participant, visit, issue, replaces, digest, content, paper = cells[:8]
    utc, zone, person = cells[8:]
    return Sheet(
        number=number,
        participant=participant,
        visit=visit,
        issue=issue,
        replaces=replaces,
        digest=digest,
        content=content,
        paper=Paper(paper),
        printed_at=moment_from(utc, zone),
        person=person,
    )


HISTORY = """
    seq, at_utc, zone, person, role, workstation, program, site, participant,
    record, record_id, action, field, old, new, reason
"""


def history_from_row(cells: tuple[Any, ...]) -> HistoryRow:
    """Return the entry of a row with the columns ``HISTORY``.

    Raises:
        DamagedDatabaseError: a cell holds what its column cannot.
    """
    try:
        return _history(*cells)
    except UNREADABLE as error:
        raise damaged_row("history", cells[0]) from error


def _history(*cells: Any) -> HistoryRow:
    seq, utc, zone, person, role, workstation, program, site = cells[:8]
    participant, record, record_id, action, field, old, new, reason = cells[8:]
    return HistoryRow(
        seq=seq,
        at=moment_from(utc, zone),
        writer=Writer(
            person=person, role=Role(role), workstation=workstation, program=program
        ),
        site=site,
        participant=participant,
        record=record,
        record_id=record_id,
        action=Action(action),
        field=field,
        old=old,
        new=new,
        reason=reason,
    )
