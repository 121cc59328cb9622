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


@migrations(name="0004_trusted_records")
def _trusted_records(db: Database) -> None:
    for name, columns in _TRUSTED.items():
        db.execute(f"CREATE TABLE {name} ({columns}) STRICT")
    db.execute(
        "CREATE UNIQUE INDEX credentials_one_a_person ON credentials (person) "
        "WHERE withdrawn = 0"
    )
    _guard(db, "credentials", "NEW.id IS NOT OLD.id OR NEW.person IS NOT OLD.person")
    for name in ("saves", "signatures", "file_keys"):
        _guard_for_ever(db, name)
    db.execute("""
        CREATE TRIGGER saves_refuse_gap AFTER INSERT ON saves
        WHEN NEW.id > 1
            AND NOT EXISTS (SELECT 1 FROM saves WHERE id = NEW.id - 1)
        BEGIN SELECT RAISE(ABORT, 'saves: rows are only added at its end'); END
    """)
    # A version that is kept tells whether a record has changed since.
    db.execute("ALTER TABLE history ADD COLUMN ver INTEGER CHECK (ver >= 1)")


_TRUSTED = {
    "saves": """
    id INTEGER PRIMARY KEY CHECK (id >= 1),
    first_seq INTEGER NOT NULL REFERENCES history (seq),
    last_seq INTEGER NOT NULL REFERENCES history (seq),
    source TEXT NOT NULL
        CHECK (source IN ('entry', 'undo', 'import', 'restore', 'program')),
    undoes INTEGER REFERENCES saves (id),
    mac TEXT NOT NULL CHECK (length(mac) = 64 AND mac NOT GLOB '*[^0-9a-f]*'),
    CHECK (first_seq <= last_seq),
    CHECK ((undoes IS NOT NULL) = (source = 'undo'))
""",
    "credentials": f"""
    id INTEGER PRIMARY KEY,
    {FIRST_RECORD},
    person INTEGER NOT NULL REFERENCES people (id),
    password TEXT NOT NULL CHECK (length(password) BETWEEN 1 AND 500),
    temporary INTEGER NOT NULL CHECK (temporary IN (0, 1))
""",
    "signatures": """
    id INTEGER PRIMARY KEY,
    person TEXT NOT NULL CHECK (length(person) BETWEEN 1 AND 120),
    role TEXT NOT NULL CHECK (role IN (
        'coordinator', 'investigator', 'pharmacist', 'monitor', 'administrator'
    )),
    meaning TEXT NOT NULL CHECK (length(meaning) BETWEEN 1 AND 200),
    subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 120),
    digest TEXT NOT NULL
        CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
    signed_utc TEXT NOT NULL
        CHECK (signed_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', signed_utc, '+0 days')),
    signed_zone TEXT NOT NULL CHECK (signed_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]')
""",
    "file_keys": """
    id INTEGER PRIMARY KEY,
    file_id TEXT NOT NULL
        CHECK (length(file_id) = 32 AND file_id NOT GLOB '*[^0-9a-f]*'),
    wrapped TEXT NOT NULL CHECK (length(wrapped) BETWEEN 1 AND 1000)
""",
}


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


def _guard_for_ever(db: Database, name: str) -> None:
    """Let no row of a table be deleted, replaced or changed."""
    db.execute(f"""
        CREATE TRIGGER {name}_refuse_delete BEFORE DELETE ON {name}
        BEGIN SELECT RAISE(ABORT, '{name}: nothing is ever deleted'); END
    """)
    db.execute(f"""
        CREATE TRIGGER {name}_refuse_replace BEFORE INSERT ON {name}
        WHEN EXISTS (SELECT 1 FROM {name} WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{name}: nothing is ever replaced'); END
    """)  # noqa: S608  our names
    db.execute(f"""
        CREATE TRIGGER {name}_refuse_update BEFORE UPDATE ON {name}
        BEGIN SELECT RAISE(ABORT, '{name}: nothing is ever changed'); END
    """)


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
