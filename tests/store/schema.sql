CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TABLE site (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    study TEXT NOT NULL CHECK (length(study) BETWEEN 1 AND 60),
    code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 20),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    country TEXT NOT NULL CHECK (country GLOB '[A-Z][A-Z]'),
    paper TEXT NOT NULL CHECK (paper IN ('A4', 'Letter'))
) STRICT;
CREATE TABLE site_days (
    id INTEGER PRIMARY KEY,
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    on_date TEXT NOT NULL CHECK (
        on_date IS date(on_date, '+0 days')
        AND (on_date BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    kind TEXT NOT NULL CHECK (kind IN ('closed', 'open'))
) STRICT;
CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    name TEXT NOT NULL COLLATE NOCASE
        CHECK (length(name) BETWEEN 1 AND 120 AND name = trim(name)),
    initials TEXT NOT NULL CHECK (length(initials) BETWEEN 1 AND 8),
    role TEXT NOT NULL CHECK (role IN (
        'coordinator', 'investigator', 'pharmacist', 'monitor', 'administrator'
    ))
) STRICT;
CREATE TABLE participants (
    id INTEGER PRIMARY KEY,
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    code TEXT NOT NULL COLLATE NOCASE
        CHECK (length(code) BETWEEN 1 AND 40 AND code = trim(code)),
    first_day_1 TEXT CHECK (
        first_day_1 IS date(first_day_1, '+0 days')
        AND (first_day_1 BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    birth_year INTEGER CHECK (birth_year BETWEEN 1900 AND 2199),
    sex TEXT CHECK (sex IN ('female', 'male')),
    randomization_number TEXT CHECK (length(randomization_number) BETWEEN 1 AND 40),
    consented TEXT CHECK (
        consented IS date(consented, '+0 days')
        AND (consented BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    randomized TEXT CHECK (
        randomized IS date(randomized, '+0 days')
        AND (randomized BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    initials TEXT CHECK (length(initials) BETWEEN 1 AND 8),
    hospital_number TEXT CHECK (length(hospital_number) BETWEEN 1 AND 40),
    entry_from_cycle INTEGER CHECK (entry_from_cycle BETWEEN 2 AND 999),
    entry_day_1 TEXT CHECK (
        entry_day_1 IS date(entry_day_1, '+0 days')
        AND (entry_day_1 BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    entry_level TEXT CHECK (length(entry_level) BETWEEN 1 AND 60),
    entry_level_reason TEXT CHECK (length(entry_level_reason) BETWEEN 1 AND 1000),
    CHECK ((entry_from_cycle IS NULL) = (entry_day_1 IS NULL)),
    CHECK ((entry_from_cycle IS NULL) = (entry_level IS NULL)),
    CHECK (entry_from_cycle IS NOT NULL OR entry_level_reason IS NULL),
    CHECK (first_day_1 IS NOT NULL OR entry_from_cycle IS NOT NULL)
) STRICT;
CREATE TABLE sheets (
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
) STRICT;
CREATE TABLE history (
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
    reason TEXT CHECK (length(reason) <= 1000), ver INTEGER CHECK (ver >= 1),
    CHECK (action = 'event' OR old IS NOT new),
    CHECK (action = 'event' OR record_id IS NOT NULL),
    CHECK (action NOT IN ('correct', 'withdraw', 'restore')
        OR (reason IS NOT NULL AND length(trim(reason)) >= 5))
) STRICT;
CREATE TABLE weights (
    id INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL REFERENCES participants (id),
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    on_date TEXT NOT NULL CHECK (
        on_date IS date(on_date, '+0 days')
        AND (on_date BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    grams INTEGER NOT NULL CHECK (grams BETWEEN 25000 AND 250000 AND grams % 10 = 0),
    baseline INTEGER NOT NULL CHECK (baseline IN (0, 1))
) STRICT;
CREATE TABLE infusions (
    id INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL REFERENCES participants (id),
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    cycle INTEGER NOT NULL CHECK (cycle BETWEEN 1 AND 999),
    day INTEGER NOT NULL CHECK (day BETWEEN -99 AND 99 AND day <> 0),
    on_date TEXT NOT NULL CHECK (
        on_date IS date(on_date, '+0 days')
        AND (on_date BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    outcome TEXT NOT NULL CHECK (outcome IN ('given', 'stopped early', 'not given')),
    start_time TEXT
        CHECK (start_time IS strftime('%H:%M', start_time, '+0 days')),
    stop_time TEXT
        CHECK (stop_time IS strftime('%H:%M', stop_time, '+0 days')),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 1000),
    kit TEXT CHECK (length(kit) BETWEEN 1 AND 60)
) STRICT;
CREATE TABLE bookings (
    id INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL REFERENCES participants (id),
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    visit TEXT NOT NULL CHECK (length(visit) BETWEEN 1 AND 60),
    on_date TEXT NOT NULL CHECK (
        on_date IS date(on_date, '+0 days')
        AND (on_date BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    at_time TEXT
        CHECK (at_time IS strftime('%H:%M', at_time, '+0 days')),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 1000)
) STRICT;
CREATE TABLE holds (
    id INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL REFERENCES participants (id),
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    drug TEXT NOT NULL CHECK (length(drug) BETWEEN 1 AND 60),
    starts TEXT NOT NULL CHECK (
        starts IS date(starts, '+0 days')
        AND (starts BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    ends TEXT CHECK (
        ends IS date(ends, '+0 days')
        AND (ends BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 1000),
    decided_by TEXT CHECK (length(decided_by) BETWEEN 1 AND 120),
    CHECK (starts <= ends)
) STRICT;
CREATE TABLE dose_decisions (
    id INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL REFERENCES participants (id),
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    on_date TEXT NOT NULL CHECK (
        on_date IS date(on_date, '+0 days')
        AND (on_date BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    action TEXT NOT NULL CHECK (action IN (
        'reduce', 'resume same', 'resume reduced', 'discontinue', 're-escalate'
    )),
    starts TEXT CHECK (
        starts IS date(starts, '+0 days')
        AND (starts BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    to_level TEXT CHECK (length(to_level) BETWEEN 1 AND 60),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 1000),
    term TEXT CHECK (length(term) BETWEEN 1 AND 200),
    grade INTEGER CHECK (grade BETWEEN 1 AND 5),
    occurrence INTEGER CHECK (occurrence BETWEEN 1 AND 99),
    decided_by TEXT CHECK (length(decided_by) BETWEEN 1 AND 120)
) STRICT;
CREATE TABLE missed_doses (
    id INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL REFERENCES participants (id),
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    starts TEXT NOT NULL CHECK (
        starts IS date(starts, '+0 days')
        AND (starts BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    ends TEXT NOT NULL CHECK (
        ends IS date(ends, '+0 days')
        AND (ends BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 1000),
    CHECK (starts <= ends)
) STRICT;
CREATE TABLE dispensings (
    id INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL REFERENCES participants (id),
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    on_date TEXT NOT NULL CHECK (
        on_date IS date(on_date, '+0 days')
        AND (on_date BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    capsules INTEGER NOT NULL CHECK (capsules BETWEEN 0 AND 9999)
) STRICT;
CREATE TABLE returns (
    id INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL REFERENCES participants (id),
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    on_date TEXT NOT NULL CHECK (
        on_date IS date(on_date, '+0 days')
        AND (on_date BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    capsules INTEGER NOT NULL CHECK (capsules BETWEEN 0 AND 9999),
    lost INTEGER NOT NULL CHECK (lost BETWEEN 0 AND 9999),
    containers_returned INTEGER NOT NULL CHECK (containers_returned IN (0, 1)),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 1000)
) STRICT;
CREATE TABLE visit_records (
    id INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL REFERENCES participants (id),
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    visit TEXT NOT NULL CHECK (length(visit) BETWEEN 1 AND 60),
    on_date TEXT NOT NULL CHECK (
        on_date IS date(on_date, '+0 days')
        AND (on_date BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'not done', 'missed')),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 1000)
) STRICT;
CREATE TABLE unscheduled_visits (
    id INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL REFERENCES participants (id),
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    on_date TEXT NOT NULL CHECK (
        on_date IS date(on_date, '+0 days')
        AND (on_date BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000)
) STRICT;
CREATE TABLE observations (
    id INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL REFERENCES participants (id),
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    on_date TEXT NOT NULL CHECK (
        on_date IS date(on_date, '+0 days')
        AND (on_date BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    procedure TEXT NOT NULL CHECK (length(procedure) BETWEEN 1 AND 120),
    value TEXT CHECK (length(value) BETWEEN 1 AND 1000)
) STRICT;
CREATE TABLE ends_of_treatment (
    id INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL REFERENCES participants (id),
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    drug TEXT NOT NULL CHECK (length(drug) BETWEEN 1 AND 60),
    last_dose TEXT NOT NULL CHECK (
        last_dose IS date(last_dose, '+0 days')
        AND (last_dose BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 1000)
) STRICT;
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL REFERENCES participants (id),
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    event TEXT NOT NULL CHECK (event IN (
        'progression', 'withdrawal of consent', 'lost to follow-up', 'death',
        'emergency unblinding', 'study unblinded', 're-consent', 'transfer'
    )),
    on_date TEXT NOT NULL CHECK (
        on_date IS date(on_date, '+0 days')
        AND (on_date BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 1000)
) STRICT;
CREATE UNIQUE INDEX people_name ON people (name);
CREATE UNIQUE INDEX site_days_one_a_day ON site_days (on_date) WHERE withdrawn = 0;
CREATE UNIQUE INDEX participants_code ON participants (code) WHERE withdrawn = 0;
CREATE UNIQUE INDEX sheets_issue ON sheets (participant, visit, issue);
CREATE INDEX history_participant ON history (participant);
CREATE INDEX history_record ON history (record, record_id);
CREATE UNIQUE INDEX weights_one_baseline ON weights (participant)
        WHERE withdrawn = 0 AND baseline = 1;
CREATE UNIQUE INDEX infusions_one_a_day ON infusions (participant, cycle, day)
        WHERE withdrawn = 0;
CREATE UNIQUE INDEX bookings_one_a_visit ON bookings (participant, visit)
        WHERE withdrawn = 0;
CREATE UNIQUE INDEX dose_decisions_one_a_day ON dose_decisions (participant, on_date)
        WHERE withdrawn = 0;
CREATE UNIQUE INDEX visit_records_one_a_visit ON visit_records (participant, visit)
        WHERE withdrawn = 0;
CREATE UNIQUE INDEX ends_of_treatment_one_a_drug
        ON ends_of_treatment (participant, drug) WHERE withdrawn = 0;
CREATE INDEX weights_participant ON weights (participant);
CREATE INDEX infusions_participant ON infusions (participant);
CREATE INDEX bookings_participant ON bookings (participant);
CREATE INDEX holds_participant ON holds (participant);
CREATE INDEX dose_decisions_participant ON dose_decisions (participant);
CREATE INDEX missed_doses_participant ON missed_doses (participant);
CREATE INDEX dispensings_participant ON dispensings (participant);
CREATE INDEX returns_participant ON returns (participant);
CREATE INDEX visit_records_participant ON visit_records (participant);
CREATE INDEX unscheduled_visits_participant ON unscheduled_visits (participant);
CREATE INDEX observations_participant ON observations (participant);
CREATE INDEX ends_of_treatment_participant ON ends_of_treatment (participant);
CREATE INDEX events_participant ON events (participant);
CREATE TRIGGER site_refuse_delete BEFORE DELETE ON site
            BEGIN SELECT RAISE(ABORT, 'site: nothing is ever deleted'); END;
CREATE TRIGGER site_refuse_replace BEFORE INSERT ON site
            WHEN EXISTS (SELECT 1 FROM site WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'site: nothing is ever replaced'); END;
CREATE TRIGGER site_days_refuse_delete BEFORE DELETE ON site_days
            BEGIN SELECT RAISE(ABORT, 'site_days: nothing is ever deleted'); END;
CREATE TRIGGER site_days_refuse_replace BEFORE INSERT ON site_days
            WHEN EXISTS (SELECT 1 FROM site_days WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'site_days: nothing is ever replaced'); END;
CREATE TRIGGER people_refuse_delete BEFORE DELETE ON people
            BEGIN SELECT RAISE(ABORT, 'people: nothing is ever deleted'); END;
CREATE TRIGGER people_refuse_replace BEFORE INSERT ON people
            WHEN EXISTS (SELECT 1 FROM people WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'people: nothing is ever replaced'); END;
CREATE TRIGGER participants_refuse_delete BEFORE DELETE ON participants
            BEGIN SELECT RAISE(ABORT, 'participants: nothing is ever deleted'); END;
CREATE TRIGGER participants_refuse_replace BEFORE INSERT ON participants
            WHEN EXISTS (SELECT 1 FROM participants WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'participants: nothing is ever replaced'); END;
CREATE TRIGGER sheets_refuse_delete BEFORE DELETE ON sheets
            BEGIN SELECT RAISE(ABORT, 'sheets: nothing is ever deleted'); END;
CREATE TRIGGER sheets_refuse_replace BEFORE INSERT ON sheets
            WHEN EXISTS (SELECT 1 FROM sheets WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'sheets: nothing is ever replaced'); END;
CREATE TRIGGER history_refuse_delete BEFORE DELETE ON history
            BEGIN SELECT RAISE(ABORT, 'history: nothing is ever deleted'); END;
CREATE TRIGGER history_refuse_replace BEFORE INSERT ON history
            WHEN EXISTS (SELECT 1 FROM history WHERE seq = NEW.seq)
            BEGIN SELECT RAISE(ABORT, 'history: nothing is ever replaced'); END;
CREATE TRIGGER weights_refuse_delete BEFORE DELETE ON weights
            BEGIN SELECT RAISE(ABORT, 'weights: nothing is ever deleted'); END;
CREATE TRIGGER weights_refuse_replace BEFORE INSERT ON weights
            WHEN EXISTS (SELECT 1 FROM weights WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'weights: nothing is ever replaced'); END;
CREATE TRIGGER infusions_refuse_delete BEFORE DELETE ON infusions
            BEGIN SELECT RAISE(ABORT, 'infusions: nothing is ever deleted'); END;
CREATE TRIGGER infusions_refuse_replace BEFORE INSERT ON infusions
            WHEN EXISTS (SELECT 1 FROM infusions WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'infusions: nothing is ever replaced'); END;
CREATE TRIGGER bookings_refuse_delete BEFORE DELETE ON bookings
            BEGIN SELECT RAISE(ABORT, 'bookings: nothing is ever deleted'); END;
CREATE TRIGGER bookings_refuse_replace BEFORE INSERT ON bookings
            WHEN EXISTS (SELECT 1 FROM bookings WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'bookings: nothing is ever replaced'); END;
CREATE TRIGGER holds_refuse_delete BEFORE DELETE ON holds
            BEGIN SELECT RAISE(ABORT, 'holds: nothing is ever deleted'); END;
CREATE TRIGGER holds_refuse_replace BEFORE INSERT ON holds
            WHEN EXISTS (SELECT 1 FROM holds WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'holds: nothing is ever replaced'); END;
CREATE TRIGGER dose_decisions_refuse_delete BEFORE DELETE ON dose_decisions
            BEGIN SELECT RAISE(ABORT, 'dose_decisions: nothing is ever deleted'); END;
CREATE TRIGGER dose_decisions_refuse_replace BEFORE INSERT ON dose_decisions
            WHEN EXISTS (SELECT 1 FROM dose_decisions WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'dose_decisions: nothing is ever replaced'); END;
CREATE TRIGGER missed_doses_refuse_delete BEFORE DELETE ON missed_doses
            BEGIN SELECT RAISE(ABORT, 'missed_doses: nothing is ever deleted'); END;
CREATE TRIGGER missed_doses_refuse_replace BEFORE INSERT ON missed_doses
            WHEN EXISTS (SELECT 1 FROM missed_doses WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'missed_doses: nothing is ever replaced'); END;
CREATE TRIGGER dispensings_refuse_delete BEFORE DELETE ON dispensings
            BEGIN SELECT RAISE(ABORT, 'dispensings: nothing is ever deleted'); END;
CREATE TRIGGER dispensings_refuse_replace BEFORE INSERT ON dispensings
            WHEN EXISTS (SELECT 1 FROM dispensings WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'dispensings: nothing is ever replaced'); END;
CREATE TRIGGER returns_refuse_delete BEFORE DELETE ON returns
            BEGIN SELECT RAISE(ABORT, 'returns: nothing is ever deleted'); END;
CREATE TRIGGER returns_refuse_replace BEFORE INSERT ON returns
            WHEN EXISTS (SELECT 1 FROM returns WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'returns: nothing is ever replaced'); END;
CREATE TRIGGER visit_records_refuse_delete BEFORE DELETE ON visit_records
            BEGIN SELECT RAISE(ABORT, 'visit_records: nothing is ever deleted'); END;
CREATE TRIGGER visit_records_refuse_replace BEFORE INSERT ON visit_records
            WHEN EXISTS (SELECT 1 FROM visit_records WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'visit_records: nothing is ever replaced'); END;
CREATE TRIGGER unscheduled_visits_refuse_delete BEFORE DELETE ON unscheduled_visits
            BEGIN SELECT RAISE(ABORT, 'unscheduled_visits: nothing is ever deleted'); END;
CREATE TRIGGER unscheduled_visits_refuse_replace BEFORE INSERT ON unscheduled_visits
            WHEN EXISTS (SELECT 1 FROM unscheduled_visits WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'unscheduled_visits: nothing is ever replaced'); END;
CREATE TRIGGER observations_refuse_delete BEFORE DELETE ON observations
            BEGIN SELECT RAISE(ABORT, 'observations: nothing is ever deleted'); END;
CREATE TRIGGER observations_refuse_replace BEFORE INSERT ON observations
            WHEN EXISTS (SELECT 1 FROM observations WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'observations: nothing is ever replaced'); END;
CREATE TRIGGER ends_of_treatment_refuse_delete BEFORE DELETE ON ends_of_treatment
            BEGIN SELECT RAISE(ABORT, 'ends_of_treatment: nothing is ever deleted'); END;
CREATE TRIGGER ends_of_treatment_refuse_replace BEFORE INSERT ON ends_of_treatment
            WHEN EXISTS (SELECT 1 FROM ends_of_treatment WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'ends_of_treatment: nothing is ever replaced'); END;
CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events
            BEGIN SELECT RAISE(ABORT, 'events: nothing is ever deleted'); END;
CREATE TRIGGER events_refuse_replace BEFORE INSERT ON events
            WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'events: nothing is ever replaced'); END;
CREATE TRIGGER history_refuse_update BEFORE UPDATE ON history
            BEGIN SELECT RAISE(ABORT, 'history: nothing is ever changed'); END;
CREATE TRIGGER sheets_refuse_update BEFORE UPDATE ON sheets
            BEGIN SELECT RAISE(ABORT, 'sheets: nothing is ever changed'); END;
CREATE TRIGGER history_refuse_gap AFTER INSERT ON history
        WHEN NEW.seq > 1 AND NOT EXISTS (SELECT 1 FROM history WHERE seq = NEW.seq - 1)
        BEGIN SELECT RAISE(ABORT, 'history: rows are only added at its end'); END;
CREATE TRIGGER site_count_versions BEFORE UPDATE ON site
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id
        BEGIN SELECT RAISE(ABORT, 'site: a change counts its version up'); END;
CREATE TRIGGER site_days_count_versions BEFORE UPDATE ON site_days
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id
        BEGIN SELECT RAISE(ABORT, 'site_days: a change counts its version up'); END;
CREATE TRIGGER people_count_versions BEFORE UPDATE ON people
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id
        BEGIN SELECT RAISE(ABORT, 'people: a change counts its version up'); END;
CREATE TRIGGER participants_count_versions BEFORE UPDATE ON participants
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id
        BEGIN SELECT RAISE(ABORT, 'participants: a change counts its version up'); END;
CREATE TRIGGER weights_count_versions BEFORE UPDATE ON weights
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant
        BEGIN SELECT RAISE(ABORT, 'weights: a change counts its version up'); END;
CREATE TRIGGER infusions_count_versions BEFORE UPDATE ON infusions
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant
        BEGIN SELECT RAISE(ABORT, 'infusions: a change counts its version up'); END;
CREATE TRIGGER bookings_count_versions BEFORE UPDATE ON bookings
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant
        BEGIN SELECT RAISE(ABORT, 'bookings: a change counts its version up'); END;
CREATE TRIGGER holds_count_versions BEFORE UPDATE ON holds
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant
        BEGIN SELECT RAISE(ABORT, 'holds: a change counts its version up'); END;
CREATE TRIGGER dose_decisions_count_versions BEFORE UPDATE ON dose_decisions
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant
        BEGIN SELECT RAISE(ABORT, 'dose_decisions: a change counts its version up'); END;
CREATE TRIGGER missed_doses_count_versions BEFORE UPDATE ON missed_doses
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant
        BEGIN SELECT RAISE(ABORT, 'missed_doses: a change counts its version up'); END;
CREATE TRIGGER dispensings_count_versions BEFORE UPDATE ON dispensings
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant
        BEGIN SELECT RAISE(ABORT, 'dispensings: a change counts its version up'); END;
CREATE TRIGGER returns_count_versions BEFORE UPDATE ON returns
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant
        BEGIN SELECT RAISE(ABORT, 'returns: a change counts its version up'); END;
CREATE TRIGGER visit_records_count_versions BEFORE UPDATE ON visit_records
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant
        BEGIN SELECT RAISE(ABORT, 'visit_records: a change counts its version up'); END;
CREATE TRIGGER unscheduled_visits_count_versions BEFORE UPDATE ON unscheduled_visits
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant
        BEGIN SELECT RAISE(ABORT, 'unscheduled_visits: a change counts its version up'); END;
CREATE TRIGGER observations_count_versions BEFORE UPDATE ON observations
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant
        BEGIN SELECT RAISE(ABORT, 'observations: a change counts its version up'); END;
CREATE TRIGGER ends_of_treatment_count_versions BEFORE UPDATE ON ends_of_treatment
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant
        BEGIN SELECT RAISE(ABORT, 'ends_of_treatment: a change counts its version up'); END;
CREATE TRIGGER events_count_versions BEFORE UPDATE ON events
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant
        BEGIN SELECT RAISE(ABORT, 'events: a change counts its version up'); END;
CREATE TABLE extra_doses (
    id INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL REFERENCES participants (id),
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    on_date TEXT NOT NULL CHECK (
        on_date IS date(on_date, '+0 days')
        AND (on_date BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    ),
    capsules INTEGER NOT NULL CHECK (capsules BETWEEN 1 AND 9999),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 1000)
) STRICT;
CREATE INDEX extra_doses_participant ON extra_doses (participant);
CREATE TRIGGER extra_doses_refuse_delete BEFORE DELETE ON extra_doses
        BEGIN SELECT RAISE(ABORT, 'extra_doses: nothing is ever deleted'); END;
CREATE TRIGGER extra_doses_refuse_replace BEFORE INSERT ON extra_doses
        WHEN EXISTS (SELECT 1 FROM extra_doses WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'extra_doses: nothing is ever replaced'); END;
CREATE TRIGGER extra_doses_count_versions BEFORE UPDATE ON extra_doses
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id OR NEW.participant IS NOT OLD.participant
        BEGIN SELECT RAISE(ABORT, 'extra_doses: a change counts its version up'); END;
CREATE TABLE site_versions (
    id INTEGER PRIMARY KEY,
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    version TEXT NOT NULL CHECK (length(version) BETWEEN 1 AND 100),
    in_force_from TEXT NOT NULL CHECK (
        in_force_from IS date(in_force_from, '+0 days')
        AND (in_force_from BETWEEN '1900-01-01' AND '2199-12-31') IS NOT 0
    )
) STRICT;
CREATE UNIQUE INDEX site_versions_each_once ON site_versions (version) WHERE withdrawn = 0;
CREATE TRIGGER site_versions_refuse_delete BEFORE DELETE ON site_versions
        BEGIN SELECT RAISE(ABORT, 'site_versions: nothing is ever deleted'); END;
CREATE TRIGGER site_versions_refuse_replace BEFORE INSERT ON site_versions
        WHEN EXISTS (SELECT 1 FROM site_versions WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'site_versions: nothing is ever replaced'); END;
CREATE TRIGGER site_versions_count_versions BEFORE UPDATE ON site_versions
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id
        BEGIN SELECT RAISE(ABORT, 'site_versions: a change counts its version up'); END;
CREATE TABLE saves (
    id INTEGER PRIMARY KEY CHECK (id >= 1),
    first_seq INTEGER NOT NULL REFERENCES history (seq),
    last_seq INTEGER NOT NULL REFERENCES history (seq),
    source TEXT NOT NULL
        CHECK (source IN ('entry', 'undo', 'import', 'restore', 'program')),
    undoes INTEGER REFERENCES saves (id),
    mac TEXT NOT NULL CHECK (length(mac) = 64 AND mac NOT GLOB '*[^0-9a-f]*'),
    CHECK (first_seq <= last_seq),
    CHECK ((undoes IS NOT NULL) = (source = 'undo'))
) STRICT;
CREATE TABLE credentials (
    id INTEGER PRIMARY KEY,
    ver INTEGER NOT NULL DEFAULT 1 CHECK (ver >= 1),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    saved_utc TEXT NOT NULL
        CHECK (saved_utc IS strftime('%Y-%m-%dT%H:%M:%SZ', saved_utc, '+0 days')),
    saved_zone TEXT NOT NULL CHECK (saved_zone GLOB '[+-][0-9][0-9]:[0-5][0-9]'),
    saved_by TEXT NOT NULL CHECK (length(saved_by) BETWEEN 1 AND 120),
    person INTEGER NOT NULL REFERENCES people (id),
    password TEXT NOT NULL CHECK (length(password) BETWEEN 1 AND 500),
    temporary INTEGER NOT NULL CHECK (temporary IN (0, 1))
) STRICT;
CREATE TABLE signatures (
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
) STRICT;
CREATE TABLE file_keys (
    id INTEGER PRIMARY KEY,
    file_id TEXT NOT NULL
        CHECK (length(file_id) = 32 AND file_id NOT GLOB '*[^0-9a-f]*'),
    wrapped TEXT NOT NULL CHECK (length(wrapped) BETWEEN 1 AND 1000)
) STRICT;
CREATE UNIQUE INDEX credentials_one_a_person ON credentials (person) WHERE withdrawn = 0;
CREATE TRIGGER credentials_refuse_delete BEFORE DELETE ON credentials
        BEGIN SELECT RAISE(ABORT, 'credentials: nothing is ever deleted'); END;
CREATE TRIGGER credentials_refuse_replace BEFORE INSERT ON credentials
        WHEN EXISTS (SELECT 1 FROM credentials WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'credentials: nothing is ever replaced'); END;
CREATE TRIGGER credentials_count_versions BEFORE UPDATE ON credentials
        WHEN NEW.ver IS NOT OLD.ver + 1 OR NEW.id IS NOT OLD.id OR NEW.person IS NOT OLD.person
        BEGIN SELECT RAISE(ABORT, 'credentials: a change counts its version up'); END;
CREATE TRIGGER saves_refuse_delete BEFORE DELETE ON saves
        BEGIN SELECT RAISE(ABORT, 'saves: nothing is ever deleted'); END;
CREATE TRIGGER saves_refuse_replace BEFORE INSERT ON saves
        WHEN EXISTS (SELECT 1 FROM saves WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'saves: nothing is ever replaced'); END;
CREATE TRIGGER saves_refuse_update BEFORE UPDATE ON saves
        BEGIN SELECT RAISE(ABORT, 'saves: nothing is ever changed'); END;
CREATE TRIGGER signatures_refuse_delete BEFORE DELETE ON signatures
        BEGIN SELECT RAISE(ABORT, 'signatures: nothing is ever deleted'); END;
CREATE TRIGGER signatures_refuse_replace BEFORE INSERT ON signatures
        WHEN EXISTS (SELECT 1 FROM signatures WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'signatures: nothing is ever replaced'); END;
CREATE TRIGGER signatures_refuse_update BEFORE UPDATE ON signatures
        BEGIN SELECT RAISE(ABORT, 'signatures: nothing is ever changed'); END;
CREATE TRIGGER file_keys_refuse_delete BEFORE DELETE ON file_keys
        BEGIN SELECT RAISE(ABORT, 'file_keys: nothing is ever deleted'); END;
CREATE TRIGGER file_keys_refuse_replace BEFORE INSERT ON file_keys
        WHEN EXISTS (SELECT 1 FROM file_keys WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'file_keys: nothing is ever replaced'); END;
CREATE TRIGGER file_keys_refuse_update BEFORE UPDATE ON file_keys
        BEGIN SELECT RAISE(ABORT, 'file_keys: nothing is ever changed'); END;
CREATE TRIGGER saves_refuse_gap AFTER INSERT ON saves
        WHEN NEW.id > 1
            AND NOT EXISTS (SELECT 1 FROM saves WHERE id = NEW.id - 1)
        BEGIN SELECT RAISE(ABORT, 'saves: rows are only added at its end'); END;
