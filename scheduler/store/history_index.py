"""What History knows of: kinds, people, times, and the records of one fact or visit."""

import sqlite3
from datetime import datetime

from scheduler.store.fact_rows import FACT_TABLES
from scheduler.store.rows import moment_from
from scheduler.store.values import FactId

LATELY = 200  # rows, about a day of work
_LATEST = """
    SELECT max(at_utc) FROM (SELECT at_utc FROM history ORDER BY seq DESC LIMIT ?)
"""


def last(conn: sqlite3.Connection) -> int:
    """Return the number of the last row, 0 before the first."""
    [found] = conn.execute("SELECT coalesce(max(seq), 0) FROM history").fetchone()
    return int(found)


def latest_time(conn: sqlite3.Connection) -> datetime | None:
    """Return the latest time among the last rows, None if there are none."""
    [found] = conn.execute(_LATEST, (LATELY,)).fetchone()
    return moment_from(found, "+00:00") if found else None


def kinds(conn: sqlite3.Connection) -> tuple[str, ...]:
    """Return the kinds of records and events that History tells of."""
    rows = conn.execute("SELECT DISTINCT record FROM history ORDER BY record")
    return tuple(record for (record,) in rows)


def writers(conn: sqlite3.Connection) -> tuple[str, ...]:
    """Return everybody who ever saved anything, by name."""
    rows = conn.execute("SELECT DISTINCT person FROM history ORDER BY person")
    return tuple(person for (person,) in rows)


def of_fact(fact: FactId) -> tuple[tuple[str, int], ...]:
    """Return a fact by the name of its table and its number."""
    return ((FACT_TABLES[fact.kind].name, fact.number),)


def of_visit(
    conn: sqlite3.Connection,
    participant: int,
    visit: str,
    place: tuple[int, int] | None,
) -> tuple[tuple[str, int], ...]:
    """Return every record that was ever made of one visit, withdrawn or not.

    Args:
        conn: the file.
        participant: whose.
        visit: its name.
        place: cycle and day of its infusion, None if it has none.
    """
    found: list[tuple[str, int]] = []
    for table in ("bookings", "visit_records", "sheets"):
        rows = conn.execute(
            f"SELECT id FROM {table} WHERE participant = ? AND visit = ?",  # noqa: S608
            (participant, visit),
        )
        found += ((table, number) for (number,) in rows)
    if place:
        rows = conn.execute(
            "SELECT id FROM infusions WHERE participant = ? AND cycle = ? AND day = ?",
            (participant, *place),
        )
        found += (("infusions", number) for (number,) in rows)
    return tuple(found)
