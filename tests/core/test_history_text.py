"""History in words: what was done to what, and no value as only a program reads it."""

from datetime import date, datetime, timedelta, timezone

import pytest

from scheduler.core.history import FieldChange, HistoryEntry, HistoryFilter
from scheduler.core.history_names import record_name
from scheduler.core.history_text import (
    asked_text,
    lines_of,
    shown_value,
    summary,
    undone,
)
from scheduler.store.fact_rows import FACT_TABLES

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=timezone(timedelta(hours=1)))


def entry(
    record: str, action: str, *fields: tuple[str, str | None, str | None], **names: str
) -> HistoryEntry:
    changes = [FieldChange(seq, *one) for seq, one in enumerate(fields, 1)]
    return HistoryEntry(
        save=1,
        source="entry",
        undoes=None,
        at=NOW,
        person="A. Kowalska",
        role="coordinator",
        workstation="desk-1",
        program="0.1.0",
        site="PL03",
        participant="PL03-0012",
        record=record,
        record_id=None if action == "event" else 7,
        action=action,
        reason=None,
        fields=tuple(changes),
        names=names,
    )


def said(found: HistoryEntry) -> list[tuple[str, str, str]]:
    return [
        (line.what, line.old.replace("\u00a0", " "), line.new.replace("\u00a0", " "))
        for line in lines_of(found)
    ]


def test_a_new_record_is_one_line_with_what_it_says():
    given = [
        ("cycle", None, "2"),
        ("day", None, "1"),
        ("on_date", None, "2026-11-23"),
        ("outcome", None, "given"),
        ("start_time", None, "09:05"),
    ]
    assert said(entry("infusions", "create", *given)) == [
        ("C2D1 infusion recorded", "none", "23-Nov-2026, given, start 09:05")
    ]


def test_a_correction_is_one_line_for_each_field_named_as_it_was_before():
    """R20, R28: per field, not per page."""
    changes = [
        ("on_date", "2026-11-23", "2026-11-24"),
        ("reason", None, "transport"),
    ]
    assert said(entry("bookings", "correct", *changes, visit="C5D1")) == [
        ("C5D1 booking: date", "23-Nov-2026", "24-Nov-2026"),
        ("C5D1 booking: reason", "none", "transport"),
    ]
    weight = ("grams", "59950", "61400")
    names = {"on_date": "2026-11-20", "baseline": "1"}
    assert said(entry("weights", "correct", weight, **names)) == [
        ("baseline weight of 20-Nov-2026: weight", "59.95 kg", "61.4 kg")
    ]


@pytest.mark.parametrize(
    ("action", "what", "old", "new"),
    [
        ("withdraw", "hold lenvatinib withdrawn", "in force", "withdrawn"),
        ("restore", "hold lenvatinib restored", "withdrawn", "in force"),
    ],
)
def test_withdrawn_and_restored_records_say_so(
    action: str, what: str, old: str, new: str
):
    found = entry("holds", action, ("withdrawn", "0", "1"), drug="lenvatinib")
    assert said(found) == [(what, old, new)]


def test_an_event_is_named_by_its_kind_and_a_secret_is_not_shown():
    event = entry("sign-in refused", "event", ("name", None, "B. Nowak"))
    assert said(event) == [("sign-in refused", "none", "name B. Nowak")]
    secret = entry("credentials", "correct", ("password", "a" * 64, "b" * 64))
    [(_, old, new)] = said(secret)
    assert old == "not shown (fingerprint aaaaaaaa)"
    assert new == "not shown (fingerprint bbbbbbbb)"


def test_a_sheet_is_named_by_its_visit_and_leaves_its_digest_out():
    printed = [
        ("number", None, "S000482"),
        ("visit", None, "C2D1"),
        ("issue", None, "2"),
        ("digest", None, "0" * 64),
        ("content", None, '["DOSE 12 mg"]'),
    ]
    assert said(entry("sheets", "create", *printed)) == [
        ("C2D1 dosing sheet printed", "none", "number S000482, issue 2")
    ]


def test_every_kind_of_fact_has_words_of_its_own():
    names = {record_name(table.name) for table in FACT_TABLES.values()}
    assert len(names) == len(FACT_TABLES)
    assert not any("_" in name for name in names)
    assert not {table.name for table in FACT_TABLES.values()} & names


def test_what_only_looks_like_a_date_is_left_as_it_is():
    assert shown_value("reason", "2026-02-30") == "2026-02-30"
    assert shown_value("withdrawn", "1") == "no"


def test_what_is_asked_for_is_said_part_by_part():
    asked = HistoryFilter(
        participant=3,
        person="A. Kowalska",
        first=date(2026, 11, 1),
        last=date(2026, 11, 23),
        kinds=("weights",),
        records=(("weights", 1),),
        clinical=True,
        text=" 61.4 ",
    )
    assert asked_text(asked, "PL03-0012") == (
        "participant PL03-0012",
        "by A. Kowalska",
        "from 01-Nov-2026",
        "until 23-Nov-2026",
        "weight",
        "one value",
        "clinical only",
        "\u201c61.4\u201d",
    )
    assert asked_text(HistoryFilter()) == ()


def test_a_save_in_one_line_gives_a_value_only_where_there_is_one():
    gone = entry("weights", "withdraw", ("withdrawn", "0", "1"))
    words = lines_of(gone)[0].what
    assert summary([gone]) == f"{words} of PL03-0012"
    assert summary([gone, gone]).startswith(f"{words}, and ")
    new = entry(
        "weights", "create", ("on_date", None, "2026-11-23"), ("grams", None, "61400")
    )
    assert "61.4" in summary([new])


def test_what_was_undone_is_said_as_it_is_now():
    """F-05: the day that holds again comes first, what was typed after it."""
    moved = ("on_date", "2026-11-12", "2026-11-13")
    assert undone([entry("bookings", "correct", moved, visit="C4D1")]) == (
        "PL03-0012: C4D1 booking: date is again 12-Nov-2026 (was 13-Nov-2026)"
    )
    gone = entry("holds", "withdraw", ("withdrawn", "0", "1"), drug="lenvatinib")
    assert undone([gone]) == "PL03-0012: hold lenvatinib is in force again"
    new = entry(
        "weights", "create", ("on_date", None, "2026-11-23"), ("grams", None, "61400")
    )
    said_now = undone([new, new]).replace("\u00a0", " ")
    assert said_now == (
        "PL03-0012: weight of 23-Nov-2026, 61.4 kg, is no longer in force, and 1 more"
    )


def test_an_instant_is_shown_with_its_day_and_the_24_hour_clock():
    assert shown_value("printed_utc", "2026-11-23T08:41:00Z") == "23-Nov-2026 08:41 UTC"
