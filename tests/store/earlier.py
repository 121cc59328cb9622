"""Site files of earlier versions of the program."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from scheduler.store.checks import APPLICATION_ID
from scheduler.store.migrations import migrations


def made_before(path: Path, migration: str) -> None:
    """Make a file as the program did before it knew a migration."""
    with closing(sqlite3.connect(path)) as conn:
        db = Database(conn, execute_plugins=False, strict=True)
        migrations.apply(db, stop_before=migration)
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.execute(
            "INSERT INTO participants (saved_utc, saved_zone, saved_by, code, "
            "first_day_1) VALUES ('2026-11-23T07:12:05Z', '+01:00', 'X', 'PL03-0001', "
            "'2024-03-04')"
        )
        conn.executemany(
            "INSERT INTO history (at_utc, zone, person, role, workstation, program, "
            "participant, record, record_id, action, field, new) VALUES "
            "('2026-11-23T07:12:05Z', '+01:00', 'X', 'coordinator', 'desk', '0.1', ?, "
            "?, 1, 'create', ?, ?)",
            [
                (1, "participants", "code", "PL03-0001"),
                (1, "participants", "first_day_1", "2024-03-04"),
                (None, "people", "name", "A. Kowalska"),
                (None, "people", "initials", "AK"),
                (None, "people", "role", "coordinator"),
            ],
        )
        conn.execute(
            "INSERT INTO people (saved_utc, saved_zone, saved_by, name, initials, role)"
            " VALUES ('2026-11-23T07:12:05Z', '+01:00', 'X', 'A. Kowalska', 'AK', "
            "'coordinator')"
        )
        conn.commit()
