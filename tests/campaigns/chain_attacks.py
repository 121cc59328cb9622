"""What somebody can do to the chain as a whole, without its key."""

import sqlite3
from collections.abc import Iterator

from scheduler.store.chain import LINE, headings, seal_of
from tests.campaigns.attacks import Attack, columns, sql

_OWN_KEY = b"somebody else's key, 32 bytes --"


def chains(conn: sqlite3.Connection) -> Iterator[Attack]:
    """Cut the end off, forge entries, and seal all anew without the key."""
    last = conn.execute("SELECT max(id) FROM saves").fetchone()[0]
    for count in (1, 2, 5):
        yield Attack("end cut off", f"{count} saves", lambda c, n=count: cut(c, n))
    for key in (_OWN_KEY, bytes(32), b""):
        yield Attack(
            "sealed anew",
            f"with the key {key[:9]!r}",
            lambda c, key=key: (forged_correction(c), seal_anew(c, key)),
        )
    yield Attack("entry forged", "a record with its History", forged_correction)
    yield Attack("entry forged", "an event alone", forged_event)
    yield Attack(
        "entry forged",
        "a record, its History and a save",
        lambda c: (forged_correction(c), forged_save(c)),
    )
    yield sql(
        "save repeated",
        "the last seal",
        f"INSERT INTO saves (first_seq, last_seq, source, mac) SELECT first_seq, "
        f"last_seq, source, mac FROM saves WHERE id = {last}",
    )
    yield sql("key exchanged", "wrapped", "UPDATE file_keys SET wrapped = 'AAAA'")
    yield sql(
        "key exchanged",
        "another file's number",
        f"UPDATE file_keys SET file_id = '{'ab' * 16}'",
    )
    yield sql("key exchanged", "none is left", "DELETE FROM file_keys")
    yield Attack(
        "key exchanged",
        "sealed with it, under the old number",
        lambda c: (forged_correction(c), seal_anew(c, _OWN_KEY)),
    )


def cut(conn: sqlite3.Connection, count: int) -> None:
    """Take back the last saves with all that they wrote, as if they never were."""
    first = conn.execute(
        "SELECT min(first_seq) FROM (SELECT first_seq FROM saves ORDER BY id DESC "
        "LIMIT ?)",
        (count,),
    ).fetchone()[0]
    undone = conn.execute(
        "SELECT record, record_id, action, field, old FROM history WHERE seq >= ? "
        "ORDER BY seq DESC",
        (first,),
    ).fetchall()
    for record, number, action, field, old in undone:
        if action == "create":
            conn.execute(f"DELETE FROM {record} WHERE id = ?", (number,))
        elif action != "event":
            back = f"UPDATE {record} SET {field} = ? WHERE id = ?"
            conn.execute(back, (old, number))
    conn.execute("DELETE FROM saves WHERE first_seq >= ?", (first,))
    conn.execute("DELETE FROM history WHERE seq >= ?", (first,))
    stamp_back(conn)


def stamp_back(conn: sqlite3.Connection) -> None:
    """Give each record the version and stamp of its last entry."""
    for record, number, ver, utc, zone, person, _ in conn.execute(
        "SELECT record, record_id, ver, at_utc, zone, person, max(seq) FROM history "
        "WHERE action <> 'event' GROUP BY record, record_id"
    ).fetchall():
        if "saved_utc" in columns(conn, record):
            conn.execute(
                f"UPDATE {record} SET ver = ?, saved_utc = ?, saved_zone = ?, "
                "saved_by = ? WHERE id = ?",
                (ver, utc, zone, person, number),
            )


_ENTRY = """
    INSERT INTO history (at_utc, zone, person, role, workstation, program, site,
        participant, record, record_id, action, ver, field, old, new, reason)
    SELECT at_utc, zone, person, role, workstation, program, site, {cells}
    FROM history ORDER BY seq DESC LIMIT 1
"""


def forged_correction(conn: sqlite3.Connection) -> None:
    """Correct a weight as the program does, History and all."""
    number, whose, ver, grams = conn.execute(
        "SELECT id, participant, ver, grams FROM weights LIMIT 1"
    ).fetchone()
    cells = f"{whose}, 'weights', {number}, 'correct', {ver + 1}, 'grams', "
    cells += f"'{grams}', '{grams - 5000}', 'typing error'"
    conn.execute(_ENTRY.format(cells=cells))
    conn.execute(
        "UPDATE weights SET grams = grams - 5000, ver = ver + 1, (saved_utc, "
        "saved_zone, saved_by) = (SELECT at_utc, zone, person FROM history "
        "ORDER BY seq DESC LIMIT 1) WHERE id = ?",
        (number,),
    )


def forged_event(conn: sqlite3.Connection) -> None:
    """Say that something happened which did not."""
    cells = "NULL, 'print', NULL, 'event', NULL, 'sheet', NULL, 'S000999', NULL"
    conn.execute(_ENTRY.format(cells=cells))


def forged_save(conn: sqlite3.Connection) -> None:
    """Add a save with a seal that looks like one."""
    conn.execute(
        "INSERT INTO saves (first_seq, last_seq, source, mac) SELECT "
        "(SELECT max(last_seq) + 1 FROM saves), max(seq), 'entry', ? FROM history",
        ("5eed" * 16,),
    )


def seal_anew(conn: sqlite3.Connection, key: bytes) -> None:
    """Compute every seal again, from the first save to the last."""
    end = conn.execute("SELECT max(seq) FROM history").fetchone()[0]
    conn.execute(
        "UPDATE saves SET last_seq = ? WHERE id = (SELECT max(id) FROM saves)", (end,)
    )
    before = "0" * 64
    for number, first, last, heading, _ in list(headings(conn)):
        asked = f"SELECT {LINE} FROM history WHERE seq BETWEEN ? AND ? ORDER BY seq"
        lines = [line for (line,) in conn.execute(asked, (first, last))]
        before = seal_of(key, before, heading, lines)
        conn.execute("UPDATE saves SET mac = ? WHERE id = ?", (before, number))
