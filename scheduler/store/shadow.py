"""A second book of every change, kept by SQLite, that has to agree with History.

Triggers of this connection alone write each changed cell to a table in memory. What
History was not told of is found before it is saved.
"""

import sqlite3
from hashlib import sha256

from scheduler.store.anchors import Head

# What says when and by whom, or how often: History has its own columns for these.
STAMPS = frozenset({"id", "ver", "saved_utc", "saved_zone", "saved_by", "participant"})
# Of these History keeps a fingerprint, so that nobody learns them from it.
SECRETS = frozenset({("credentials", "password"), ("file_keys", "wrapped")})
NOT_AUDITED = frozenset({"history", "saves"})

_CELLS = "record, record_id, field, old, new"
# Without "NOT INDEXED" all of History is read, in the order of an index.
_IN_HISTORY = f"""
    SELECT {_CELLS}, count(*) FROM history NOT INDEXED
    WHERE seq > ? AND action <> 'event' AND field <> 'ver' GROUP BY {_CELLS}
"""  # noqa: S608  our names
_IN_SHADOW = f"SELECT {_CELLS}, count(*) FROM shadow GROUP BY {_CELLS}"  # noqa: S608


class UnloggedChangeError(RuntimeError):
    """A fault of the program: a change was about to be saved without its History."""


def fingerprint(text: str | None) -> str | None:
    """Return what History keeps of a secret: its SHA-256 in hexadecimal."""
    return None if text is None else sha256(text.encode()).hexdigest()


def audited_tables(conn: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return every table whose cells stand in History, with those columns."""
    names = conn.execute(
        """
        SELECT name FROM main.sqlite_schema WHERE type = 'table'
            AND substr(name, 1, 7) <> 'sqlite_' AND substr(name, 1, 1) <> '_'
        """
    ).fetchall()
    return {name: _columns(conn, name) for (name,) in names if name not in NOT_AUDITED}


def watch(conn: sqlite3.Connection) -> None:
    """Begin the second book on this connection."""
    conn.create_function("fingerprint", 1, fingerprint, deterministic=True)
    conn.execute("CREATE TEMP TABLE shadow (record, record_id, field, old, new)")
    for name, columns in audited_tables(conn).items():
        added = ", ".join(
            f"('{c}', NULL, {_text(name, 'NEW', c)})"
            for c in columns
            if c != "withdrawn"  # History does not say that a new record is in force
        )
        changed = ", ".join(
            f"('{c}', {_text(name, 'OLD', c)}, {_text(name, 'NEW', c)})"
            for c in columns
        )
        for event, cells in (("INSERT", added), ("UPDATE", changed)):
            conn.execute(f"""
                CREATE TEMP TRIGGER shadow_{name}_{event} AFTER {event} ON main.{name}
                BEGIN
                    INSERT INTO shadow SELECT '{name}', NEW.id, *
                    FROM (VALUES {cells}) WHERE column2 IS NOT column3;
                END
            """)  # noqa: S608  our names


def refuse_unlogged(conn: sqlite3.Connection, before: Head) -> None:
    """Raise unless History says of this save what the second book says.

    Raises:
        UnloggedChangeError: it does not; nothing is to be saved.
    """
    kept = conn.execute(_IN_SHADOW).fetchall()
    said = conn.execute(_IN_HISTORY, (before.seq,)).fetchall()
    if differ := set(kept) ^ set(said):
        raise UnloggedChangeError(sorted({f"{row[0]}.{row[2]}" for row in differ}))
    conn.execute("DELETE FROM shadow")


def _columns(conn: sqlite3.Connection, name: str) -> tuple[str, ...]:
    rows = conn.execute("SELECT name FROM pragma_table_info(?)", (name,))
    return tuple(column for (column,) in rows if column not in STAMPS)


def _text(table: str, row: str, column: str) -> str:
    cell = f"CAST({row}.{column} AS TEXT)"
    return f"fingerprint({cell})" if (table, column) in SECRETS else cell
