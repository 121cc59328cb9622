"""The tables and indexes that the first migration makes; they are never edited.

A column that comes later comes by a later migration.
"""

FIRST_RECORD = """ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120)"""

FIRST_FACT = f"""
    id INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL REFERENCES participants (id),
    {FIRST_RECORD}"""

FIRST_REASON = "reason TEXT CHECK (length(reason) BETWEEN 1 AND 1000)"


def _day(column: str) -> str:
    name = column.split(maxsplit=1)[0]
    return f"""{column} CHECK (
        {name} IS date({name}, '+0 days')
        AND ({name} BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    )"""


def _time(name: str) -> str:
    return f"""{name} TEXT
        CHECK ({name} IS strftime('%H:%M', {name}, '+0 days'))"""


FIRST_ON = _day("on_date TEXT NOT NULL")

FIRST_TABLES = {
    "site": f"""
    id INTEGER PRIMARY KEY CHECK (id = 1),
    {FIRST_RECORD},
    study TEXT NOT NULL CHECK (length(study) BETWEEN 1 AND 60),
    code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 20),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    country TEXT NOT NULL CHECK (country GLOB '[A-Z][A-Z]'),
    paper TEXT NOT NULL CHECK (paper IN ('A4', 'Letter'))
""",
    "site_days": f"""
    id INTEGER PRIMARY KEY,
    {FIRST_RECORD},
    {FIRST_ON},
    kind TEXT NOT NULL CHECK (kind IN ('closed', 'open'))
""",
    "people": f"""
    id INTEGER PRIMARY KEY,
    {FIRST_RECORD},
    name TEXT NOT NULL COLLATE NOCASE
        CHECK (length(name) BETWEEN 1 AND 120 AND name = trim(name)),
    initials TEXT NOT NULL CHECK (length(initials) BETWEEN 1 AND 8),
    role TEXT NOT NULL CHECK (role IN (
        'coordinator', 'investigator', 'pharmacist', 'monitor', 'administrator'
    ))
""",
    "participants": f"""
    id INTEGER PRIMARY KEY,
    {FIRST_RECORD},
    code TEXT NOT NULL COLLATE NOCASE
        CHECK (length(code) BETWEEN 1 AND 40 AND code = trim(code)),
    {_day("first_day_1 TEXT")},
    birth_year INTEGER CHECK (birth_year BETWEEN 1900 AND 2199),
    sex TEXT CHECK (sex IN ('female', 'male')),
    randomization_number TEXT CHECK (length(randomization_number) BETWEEN 1 AND 40),
    {_day("consented TEXT")},
    {_day("randomized TEXT")},
    initials TEXT CHECK (length(initials) BETWEEN 1 AND 8),
    hospital_number TEXT CHECK (length(hospital_number) BETWEEN 1 AND 40),
    entry_from_cycle INTEGER CHECK (entry_from_cycle BETWEEN 2 AND 999),
    {_day("entry_day_1 TEXT")},
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

FIRST_FACTS = {
    "weights": f"""{FIRST_FACT},
    {FIRST_ON},
    grams INTEGER NOT NULL CHECK (grams BETWEEN 25000 AND 250000 AND grams % 10 = 0),
    baseline INTEGER NOT NULL CHECK (baseline IN (0, 1))
""",
    "infusions": f"""{FIRST_FACT},
    cycle INTEGER NOT NULL CHECK (cycle BETWEEN 1 AND 999),
    day INTEGER NOT NULL CHECK (day BETWEEN -99 AND 99 AND day <> 0),
    {FIRST_ON},
    outcome TEXT NOT NULL CHECK (outcome IN ('given', 'stopped early', 'not given')),
    {_time("start_time")},
    {_time("stop_time")},
    {FIRST_REASON},
    kit TEXT CHECK (length(kit) BETWEEN 1 AND 60)
""",
    "bookings": f"""{FIRST_FACT},
    visit TEXT NOT NULL CHECK (length(visit) BETWEEN 1 AND 60),
    {FIRST_ON},
    {_time("at_time")},
    {FIRST_REASON}
""",
    "holds": f"""{FIRST_FACT},
    drug TEXT NOT NULL CHECK (length(drug) BETWEEN 1 AND 60),
    {_day("starts TEXT NOT NULL")},
    {_day("ends TEXT")},
    {FIRST_REASON},
    decided_by TEXT CHECK (length(decided_by) BETWEEN 1 AND 120),
    CHECK (starts <= ends)
""",
    "dose_decisions": f"""{FIRST_FACT},
    {FIRST_ON},
    action TEXT NOT NULL CHECK (action IN (
        'reduce', 'resume same', 'resume reduced', 'discontinue', 're-escalate'
    )),
    {_day("starts TEXT")},
    to_level TEXT CHECK (length(to_level) BETWEEN 1 AND 60),
    {FIRST_REASON},
    term TEXT CHECK (length(term) BETWEEN 1 AND 200),
    grade INTEGER CHECK (grade BETWEEN 1 AND 5),
    occurrence INTEGER CHECK (occurrence BETWEEN 1 AND 99),
    decided_by TEXT CHECK (length(decided_by) BETWEEN 1 AND 120)
""",
    "missed_doses": f"""{FIRST_FACT},
    {_day("starts TEXT NOT NULL")},
    {_day("ends TEXT NOT NULL")},
    {FIRST_REASON},
    CHECK (starts <= ends)
""",
    "dispensings": f"""{FIRST_FACT},
    {FIRST_ON},
    capsules INTEGER NOT NULL CHECK (capsules BETWEEN 0 AND 9999)
""",
    "returns": f"""{FIRST_FACT},
    {FIRST_ON},
    capsules INTEGER NOT NULL CHECK (capsules BETWEEN 0 AND 9999),
    lost INTEGER NOT NULL CHECK (lost BETWEEN 0 AND 9999),
    containers_returned INTEGER NOT NULL CHECK (containers_returned IN (0, 1)),
    {FIRST_REASON}
""",
    "visit_records": f"""{FIRST_FACT},
    visit TEXT NOT NULL CHECK (length(visit) BETWEEN 1 AND 60),
    {FIRST_ON},
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'not done', 'missed')),
    {FIRST_REASON}
""",
    "unscheduled_visits": f"""{FIRST_FACT},
    {FIRST_ON},
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000)
""",
    "observations": f"""{FIRST_FACT},
    {FIRST_ON},
    procedure TEXT NOT NULL CHECK (length(procedure) BETWEEN 1 AND 120),
    value TEXT CHECK (length(value) BETWEEN 1 AND 1000)
""",
    "ends_of_treatment": f"""{FIRST_FACT},
    drug TEXT NOT NULL CHECK (length(drug) BETWEEN 1 AND 60),
    {_day("last_dose TEXT NOT NULL")},
    {FIRST_REASON}
""",
    "events": f"""{FIRST_FACT},
    event TEXT NOT NULL CHECK (event IN (
        'progression', 'withdrawal of consent', 'lost to follow-up', 'death',
        'emergency unblinding', 'study unblinded', 're-consent', 'transfer'
    )),
    {FIRST_ON},
    {FIRST_REASON}
""",
}

# Indexes, not table constraints: a later migration can replace an index.
FIRST_INDEXES = (
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
