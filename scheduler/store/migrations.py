"""The schema as an append-only list of SQL; a migration is never edited.

Nothing of ours is imported here but the text of tables that is never edited either,
so that an old migration means for ever what it meant on the day it was written.
``tests/store/schema.sql`` shows the sum of them.
"""

from sqlite_utils import Database, Migrations

from scheduler.store.first_schema import (
    FIRST_FACT,
    FIRST_FACTS,
    FIRST_INDEXES,
    FIRST_ON,
    FIRST_REASON,
    FIRST_RECORD,
    FIRST_TABLES,
)

migrations = Migrations("cycledesk")


@migrations(name="0001_site_people_participants_facts_sheets_history")
def _site_people_participants_facts_sheets_history(db: Database) -> None:
    for name, columns in {**FIRST_TABLES, **FIRST_FACTS}.items():
        db.execute(f"CREATE TABLE {name} ({columns}) STRICT")
    for index in FIRST_INDEXES:
        db.execute(f"CREATE {index}")
    for name in FIRST_FACTS:
        db.execute(f"CREATE INDEX {name}_participant ON {name} (participant)")
    _first_guards(db)


@migrations(name="0002_extra_doses")
def _extra_doses(db: Database) -> None:
    _add_fact(db, "extra_doses", _EXTRA_DOSES)


_EXTRA_DOSES = f"""{FIRST_FACT},
    {FIRST_ON},
    capsules INTEGER NOT NULL CHECK (capsules BETWEEN 1 AND 9999),
    {FIRST_REASON}
"""


@migrations(name="0003_site_versions")
def _site_versions(db: Database) -> None:
    db.execute(f"CREATE TABLE site_versions ({_SITE_VERSIONS}) STRICT")
    db.execute(
        "CREATE UNIQUE INDEX site_versions_each_once ON site_versions (version) "
        "WHERE withdrawn = 0"
    )
    _guard(db, "site_versions", "NEW.id IS NOT OLD.id")


_SITE_VERSIONS = f"""
    id INTEGER PRIMARY KEY,
    {FIRST_RECORD},
    version TEXT NOT NULL CHECK (length(version) BETWEEN 1 AND 100),
    in_force_from TEXT NOT NULL CHECK (
        in_force_from IS date(in_force_from, '+0 days')
        AND (in_force_from BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    )
"""


def _add_fact(db: Database, name: str, columns: str) -> None:
    """Make the table of one more kind of fact, with the guards of the first ones."""
    db.execute(f"CREATE TABLE {name} ({columns}) STRICT")
    db.execute(f"CREATE INDEX {name}_participant ON {name} (participant)")
    _guard(db, name, "NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant")


def _guard(db: Database, name: str, moved: str) -> None:
    """Let no row of a table be deleted, replaced, or changed without its version."""
    db.execute(f"""
        CREATE TRIGGER {name}_refuse_delete BEFORE DELETE ON {name}
        BEGIN SELECT RAISE(ABORT, '{name}: nothing is ever deleted'); END
    """)
    db.execute(f"""
        CREATE TRIGGER {name}_refuse_replace BEFORE INSERT ON {name}
        WHEN EXISTS (SELECT 1 FROM {name} WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{name}: nothing is ever replaced'); END
    """)  # noqa: S608  our names
    _count_versions(db, name, moved)


def _first_guards(db: Database) -> None:
    for name in (*FIRST_TABLES, *FIRST_FACTS):
        db.execute(f"""
            CREATE TRIGGER {name}_refuse_delete BEFORE DELETE ON {name}
            BEGIN SELECT RAISE(ABORT, '{name}: nothing is ever deleted'); END
        """)
        # REPLACE deletes without the trigger above where triggers do not recurse.
        key = "seq" if name == "history" else "id"
        db.execute(f"""
            CREATE TRIGGER {name}_refuse_replace BEFORE INSERT ON {name}
            WHEN EXISTS (SELECT 1 FROM {name} WHERE {key} = NEW.{key})
            BEGIN SELECT RAISE(ABORT, '{name}: nothing is ever replaced'); END
        """)  # noqa: S608  our names
    for name in ("history", "sheets"):
        db.execute(f"""
            CREATE TRIGGER {name}_refuse_update BEFORE UPDATE ON {name}
            BEGIN SELECT RAISE(ABORT, '{name}: nothing is ever changed'); END
        """)
    db.execute("""
        CREATE TRIGGER history_refuse_gap AFTER INSERT ON history
        WHEN NEW.seq > 1 AND NOT EXISTS (SELECT 1 FROM history WHERE seq = NEW.seq - 1)
        BEGIN SELECT RAISE(ABORT, 'history: rows are only added at its end'); END
    """)
    for name in ("site", "site_days", "people", "participants"):
        _count_versions(db, name, "NEW.id IS NOT OLD.id")
    for name in FIRST_FACTS:
        moved = "NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant"
        _count_versions(db, name, moved)


def _count_versions(db: Database, name: str, moved: str) -> None:
    db.execute(f"""
        CREATE TRIGGER {name}_count_versions BEFORE UPDATE ON {name}
        WHEN NEW.ver IS NOT OLD.ver + 1 OR {moved}
        BEGIN SELECT RAISE(ABORT, '{name}: a change counts its version up'); END
    """)
