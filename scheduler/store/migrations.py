"""The schema as an append-only list of SQL; a migration is never edited.

Nothing of ours is imported here, so that an old migration means for ever what it
meant on the day it was written. ``tests/store/schema.sql`` shows the sum of them.
"""

from sqlite_utils import Database, Migrations

migrations = Migrations("cycledesk")


@migrations(name="0001_site_people_participants_facts_sheets_history")
def _site_people_participants_facts_sheets_history(db: Database) -> None:
    for name, columns in {**_FIRST_TABLES, **_FIRST_FACTS}.items():
        db.execute(f"CREATE TABLE {name} ({columns}) STRICT")
    for index in _FIRST_INDEXES:
        db.execute(f"CREATE {index}")
    for name in _FIRST_FACTS:
        db.execute(f"CREATE INDEX {name}_participant ON {name} (participant)")
    _first_guards(db)


def _first_guards(db: Database) -> None:
    for name in (*_FIRST_TABLES, *_FIRST_FACTS):
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
    for name in _FIRST_FACTS:
        moved = "NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant"
        _count_versions(db, name, moved)


def _count_versions(db: Database, name: str, moved: str) -> None:
    db.execute(f"""
        CREATE TRIGGER {name}_count_versions BEFORE UPDATE ON {name}
        WHEN NEW.ver IS NOT OLD.ver + 1 OR {moved}
        BEGIN SELECT RAISE(ABORT, '{name}: a change counts its version up'); END
    """)


_FIRST_RECORD = """ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120)"""

_FIRST_FACT = f"""
    id INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL REFERENCES participants (id),
    {_FIRST_RECORD}"""

_FIRST_REASON = "reason TEXT CHECK (length(reason) BETWEEN 1 AND 1000)"


def _first_day(column: str) -> str:
    name = column.split(maxsplit=1)[0]
    return f"""{column} CHECK (
        {name} IS date({name}, '+0 days')
        AND ({name} BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    )"""


def _first_time(name: str) -> str:
    return f"""{name} TEXT
        CHECK ({name} IS strftime('%H:%M', {name}, '+0 days'))"""


_FIRST_ON = _first_day("on_date TEXT NOT NULL")

_FIRST_TABLES = {
    "site": f"""
    id INTEGER PRIMARY KEY CHECK (id = 1),
    {_FIRST_RECORD},
    study TEXT NOT NULL CHECK (length(study) BETWEEN 1 AND 60),
    code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 20),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    country TEXT NOT NULL CHECK (country GLOB '[A-Z][A-Z]'),
    paper TEXT NOT NULL CHECK (paper IN ('A4', 'Letter'))
""",
    "site_days": f"""
    id INTEGER PRIMARY KEY,
    {_FIRST_RECORD},
    {_FIRST_ON},
    kind TEXT NOT NULL CHECK (kind IN ('closed', 'open'))
""",
    "people": f"""
    id INTEGER PRIMARY KEY,
    {_FIRST_RECORD},
    name TEXT NOT NULL COLLATE NOCASE
        CHECK (length(name) BETWEEN 1 AND 120 AND name = trim(name)),
    initials TEXT NOT NULL CHECK (length(initials) BETWEEN 1 AND 8),
    role TEXT NOT NULL CHECK (role IN (
        'coordinator', 'investigator', 'pharmacist', 'monitor', 'administrator'
    ))
""",
    "participants": f"""
    id INTEGER PRIMARY KEY,
    {_FIRST_RECORD},
    code TEXT NOT NULL COLLATE NOCASE
        CHECK (length(code) BETWEEN 1 AND 40 AND code = trim(code)),
    {_first_day("first_day_1 TEXT")},
    birth_year INTEGER CHECK (birth_year BETWEEN 1900 AND 2199),
    sex TEXT CHECK (sex IN ('female', 'male')),
    randomization_number TEXT CHECK (length(randomization_number) BETWEEN 1 AND 40),
    {_first_day("consented TEXT")},
    {_first_day("randomized TEXT")},
    initials TEXT CHECK (length(initials) BETWEEN 1 AND 8),
    hospital_number TEXT CHECK (length(hospital_number) BETWEEN 1 AND 40),
    entry_from_cycle INTEGER CHECK (entry_from_cycle BETWEEN 2 AND 999),
    {_first_day("entry_day_1 TEXT")},
    entry_level TEXT CHECK (length(entry_level) BETWEEN 1 AND 60),
    entry_level_reason TEXT CHECK (length(entry_level_reason) BETWEEN 1 AND 1000),
    CHECK ((entry_from_cycle IS NULL) = (entry_day_1 IS NULL)),
    CHECK ((entry_from_cycle IS NULL) = (entry_level IS NULL)),
    CHECK (entry_from_cycle IS NOT NULL OR entry_level_reason IS NULL),
    CHECK (first_day_1 IS NOT NULL OR entry_from_cycle IS NOT NULL)
""",
    "sheets": """
    id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 999999),
    number TEXT NOT NULL UNIQUE CHECK (number = printf('S%06d', id)),
    participant INTEGER NOT NULL REFERENCES participants (id),
    visit TEXT NOT NULL CHECK (length(visit) BETWEEN 1 AND 60),
    issue INTEGER NOT NULL CHECK (issue >= 1),
    replaces TEXT REFERENCES sheets (number),
    digest TEXT NOT NULL
        CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
    content TEXT NOT NULL CHECK (json_valid(content)),
    paper TEXT NOT NULL CHECK (paper IN ('A4', 'Letter')),
    printed_utc TEXT NOT NULL
        CHECK (printed_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', printed_utc, '+0 days')),
    printed_zone TEXT NOT NULL CHECK (printed_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    person TEXT NOT NULL CHECK (length(person) BETWEEN 1 AND 120),
    CHECK ((issue = 1) = (replaces IS NULL))
""",
    "history": """
    seq INTEGER PRIMARY KEY CHECK (seq >= 1),
    at_utc TEXT NOT NULL
        CHECK (at_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', at_utc, '+0 days')),
    zone TEXT NOT NULL CHECK (zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    person TEXT NOT NULL CHECK (length(person) BETWEEN 1 AND 120),
    role TEXT NOT NULL CHECK (role IN (
        'coordinator', 'investigator', 'pharmacist', 'monitor', 'administrator'
    )),
    site TEXT CHECK (length(site) BETWEEN 1 AND 20),
    workstation TEXT NOT NULL CHECK (length(workstation) BETWEEN 1 AND 120),
    program TEXT NOT NULL CHECK (length(program) BETWEEN 1 AND 60),
    participant INTEGER REFERENCES participants (id),
    record TEXT NOT NULL CHECK (length(record) BETWEEN 1 AND 60),
    record_id INTEGER,
    action TEXT NOT NULL
        CHECK (action IN ('create', 'correct', 'withdraw', 'restore', 'event')),
    field TEXT NOT NULL CHECK (length(field) BETWEEN 1 AND 60),
    old TEXT,
    new TEXT,
    reason TEXT CHECK (length(reason) <= 1000),
    CHECK (action = 'event' OR old IS NOT new),
    CHECK (action = 'event' OR record_id IS NOT NULL),
    CHECK (action NOT IN ('correct', 'withdraw', 'restore')
        OR (reason IS NOT NULL AND length(trim(reason)) >= 5))
""",
}

_FIRST_FACTS = {
    "weights": f"""{_FIRST_FACT},
    {_FIRST_ON},
    grams INTEGER NOT NULL CHECK (grams BETWEEN 25000 AND 250000 AND grams % 10 = 0),
    baseline INTEGER NOT NULL CHECK (baseline IN (0, 1))
""",
    "infusions": f"""{_FIRST_FACT},
    cycle INTEGER NOT NULL CHECK (cycle BETWEEN 1 AND 999),
    day INTEGER NOT NULL CHECK (day BETWEEN -99 AND 99 AND day <> 0),
    {_FIRST_ON},
    outcome TEXT NOT NULL CHECK (outcome IN ('given', 'stopped early', 'not given')),
    {_first_time("start_time")},
    {_first_time("stop_time")},
    {_FIRST_REASON},
    kit TEXT CHECK (length(kit) BETWEEN 1 AND 60)
""",
    "bookings": f"""{_FIRST_FACT},
    visit TEXT NOT NULL CHECK (length(visit) BETWEEN 1 AND 60),
    {_FIRST_ON},
    {_first_time("at_time")},
    {_FIRST_REASON}
""",
    "holds": f"""{_FIRST_FACT},
    drug TEXT NOT NULL CHECK (length(drug) BETWEEN 1 AND 60),
    {_first_day("starts TEXT NOT NULL")},
    {_first_day("ends TEXT")},
    {_FIRST_REASON},
    decided_by TEXT CHECK (length(decided_by) BETWEEN 1 AND 120),
    CHECK (starts <= ends)
""",
    "dose_decisions": f"""{_FIRST_FACT},
    {_FIRST_ON},
    action TEXT NOT NULL CHECK (action IN (
        'reduce', 'resume same', 'resume reduced', 'discontinue', 're-escalate'
    )),
    {_first_day("starts TEXT")},
    to_level TEXT CHECK (length(to_level) BETWEEN 1 AND 60),
    {_FIRST_REASON},
    term TEXT CHECK (length(term) BETWEEN 1 AND 200),
    grade INTEGER CHECK (grade BETWEEN 1 AND 5),
    occurrence INTEGER CHECK (occurrence BETWEEN 1 AND 99),
    decided_by TEXT CHECK (length(decided_by) BETWEEN 1 AND 120)
""",
    "missed_doses": f"""{_FIRST_FACT},
    {_first_day("starts TEXT NOT NULL")},
    {_first_day("ends TEXT NOT NULL")},
    {_FIRST_REASON},
    CHECK (starts <= ends)
""",
    "dispensings": f"""{_FIRST_FACT},
    {_FIRST_ON},
    capsules INTEGER NOT NULL CHECK (capsules BETWEEN 0 AND 9999)
""",
    "returns": f"""{_FIRST_FACT},
    {_FIRST_ON},
    capsules INTEGER NOT NULL CHECK (capsules BETWEEN 0 AND 9999),
    lost INTEGER NOT NULL CHECK (lost BETWEEN 0 AND 9999),
    containers_returned INTEGER NOT NULL CHECK (containers_returned IN (0, 1)),
    {_FIRST_REASON}
""",
    "visit_records": f"""{_FIRST_FACT},
    visit TEXT NOT NULL CHECK (length(visit) BETWEEN 1 AND 60),
    {_FIRST_ON},
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'not done', 'missed')),
    {_FIRST_REASON}
""",
    "unscheduled_visits": f"""{_FIRST_FACT},
    {_FIRST_ON},
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000)
""",
    "observations": f"""{_FIRST_FACT},
    {_FIRST_ON},
    procedure TEXT NOT NULL CHECK (length(procedure) BETWEEN 1 AND 120),
    value TEXT CHECK (length(value) BETWEEN 1 AND 1000)
""",
    "ends_of_treatment": f"""{_FIRST_FACT},
    drug TEXT NOT NULL CHECK (length(drug) BETWEEN 1 AND 60),
    {_first_day("last_dose TEXT NOT NULL")},
    {_FIRST_REASON}
""",
    "events": f"""{_FIRST_FACT},
    event TEXT NOT NULL CHECK (event IN (
        'progression', 'withdrawal of consent', 'lost to follow-up', 'death',
        'emergency unblinding', 'study unblinded', 're-consent', 'transfer'
    )),
    {_FIRST_ON},
    {_FIRST_REASON}
""",
}

# Indexes, not table constraints: a later migration can replace an index.
_FIRST_INDEXES = (
    "UNIQUE INDEX people_name ON people (name)",
    "UNIQUE INDEX site_days_one_a_day ON site_days (on_date) WHERE withdrawn = 0",
    "UNIQUE INDEX participants_code ON participants (code) WHERE withdrawn = 0",
    "UNIQUE INDEX sheets_issue ON sheets (participant, visit, issue)",
    "INDEX history_participant ON history (participant)",
    "INDEX history_record ON history (record, record_id)",
    """UNIQUE INDEX weights_one_baseline ON weights (participant)
        WHERE withdrawn = 0 AND baseline = 1""",
    """UNIQUE INDEX infusions_one_a_day ON infusions (participant, cycle, day)
        WHERE withdrawn = 0""",
    """UNIQUE INDEX bookings_one_a_visit ON bookings (participant, visit)
        WHERE withdrawn = 0""",
    """UNIQUE INDEX dose_decisions_one_a_day ON dose_decisions (participant, on_date)
        WHERE withdrawn = 0""",
    """UNIQUE INDEX visit_records_one_a_visit ON visit_records (participant, visit)
        WHERE withdrawn = 0""",
    """UNIQUE INDEX ends_of_treatment_one_a_drug
        ON ends_of_treatment (participant, drug) WHERE withdrawn = 0""",
)
