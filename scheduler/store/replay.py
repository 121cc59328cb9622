"""History added up, and compared with the tables cell by cell."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from scheduler.store.shadow import SECRETS, audited_tables, fingerprint
from scheduler.store.values import ParticipantId
from scheduler.store.verdict import Doubt, Finding

Text = str | None
_HEAD = ("participant", "ver", "saved_utc", "saved_zone", "saved_by")
# These came into History with its column for the version.
_LATER = {"printed_utc", "printed_zone", "person"}


@dataclass(slots=True)
class Expected:
    """What History says of one record by now.

    Attributes:
        head: what stands beside its value; a version of None was not kept.
    """

    cells: dict[str, Text] = field(default_factory=dict)
    head: tuple[object, ...] = ()


Key = tuple[str, int]


def differences(
    conn: sqlite3.Connection, expected: dict[Key, Expected]
) -> Iterator[Finding]:
    """Yield every record that is not what History adds up to.

    Args:
        conn: the database, inside of a reading transaction.
        expected: what History says; it is used up.
    """
    for name, columns in audited_tables(conn).items():
        there = _columns(conn, name)
        head = [column for column in _HEAD if column in there]
        asked = ", ".join(["id", *head, *(f"CAST({c} AS TEXT)" for c in columns)])
        for row in conn.execute(f"SELECT {asked} FROM {name}"):  # noqa: S608  our names
            stands = dict(zip(head, row[1:], strict=False))
            cells = dict(zip(columns, row[1 + len(head) :], strict=True))
            said = expected.pop((name, row[0]), None)
            if problem := _problem(name, said, stands, cells):
                yield _finding(name, row[0], stands.get("participant"), problem)
    for (name, number), said in expected.items():
        yield _finding(name, number, said.head[0], "it is missing")


def _problem(
    name: str, said: Expected | None, head: Mapping[str, object], cells: dict[str, Text]
) -> str:
    if said is None:
        return "History does not know it"
    kept = dict(zip(_HEAD, said.head, strict=True))
    legacy = kept["ver"] is None
    for column, stands in cells.items():
        before = said.cells.get(column, "0" if column == "withdrawn" else None)
        found = _shown(name, column, stands)
        if found != before and not (legacy and column in _LATER):
            return f"{column} is {found!r}, and History says {before!r}"
    for column, beside in head.items():
        unknown = column == "ver" and legacy
        if beside != kept[column] and not unknown:
            return f"{column} is {beside!r}, and History says {kept[column]!r}"
    return ""


def _shown(name: str, column: str, cell: Text) -> Text:
    return fingerprint(cell) if (name, column) in SECRETS else cell


def _finding(name: str, number: int, participant: object, problem: str) -> Finding:
    whose = ParticipantId(participant) if isinstance(participant, int) else None
    if name == "participants":
        whose = ParticipantId(number)
    return Finding(
        doubt=Doubt.RECORD,
        sentence=f"Row {number} of {name}: {problem}.",
        record=name,
        record_id=number,
        participant=whose,
    )


def _columns(conn: sqlite3.Connection, name: str) -> frozenset[str]:
    rows = conn.execute("SELECT name FROM pragma_table_info(?)", (name,))
    return frozenset(column for (column,) in rows)
