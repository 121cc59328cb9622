import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from scheduler.documents.dosing_sheet import changes, content_lines, sheet_digest
from tests.documents.samples import (
    HOLD,
    booked,
    every_other_day,
    first_visit,
    infusions,
    sheet,
    stamp,
    treated,
    weight,
)


def test_a_moved_visit_is_told_with_its_reason_and_the_rest_in_one_sentence():
    before = content_lines(sheet(treated()))
    stamped = stamp(issue=2, replaces=1, replaces_on=date(2026, 11, 20))
    found = sheet([*treated(), booked()], previous=before, stamped=stamped)
    assert found.changes == (
        "Visit moved from Mon 23-Nov-2026 to Wed 25-Nov-2026 09:30, transport.",
        "Changed with it: dosing days, capsules last, next visit.",
    )


def test_another_dose_is_told_with_the_old_one():
    before = content_lines(sheet(treated()))
    told = changes(before, sheet(every_other_day()))
    assert re.search(r"Dose: .*DOSE 4 mg.* Before: .*DOSE 12 mg", told[0])
    assert "Capsules to dispense: 11 capsules. Before: 63 capsules." in told


def test_another_dose_is_told_once():
    told = changes(content_lines(sheet(treated())), sheet(every_other_day()))
    assert [one for one in told if one.startswith("Dose")] == [told[0]]
    assert told[-1] == (
        "Changed with it: level in force, dosing days, capsules due back."
    )


def test_a_moved_first_visit_is_not_told_as_another_dose():
    before = content_lines(first_visit())
    assert changes(before, first_visit(moved=True)) == (
        "Visit moved from Mon 23-Feb-2026 to Wed 25-Feb-2026 09:30, transport.",
        "Changed with it: level in force, dosing days, capsules last, next visit.",
    )


def test_another_first_day_alone_leaves_the_dose_unchanged():
    found = sheet(treated())
    before = content_lines(found)
    level = before["Dose level"]
    before["Dose level"] = level.replace("23-Feb-2026", "20-Feb-2026")
    assert changes(before, found) == (
        f"Dose unchanged. Level in force: {level}. Before: {before['Dose level']}.",
    )


def test_another_reason_for_the_same_dose_is_told_as_a_reason():
    told = changes(content_lines(sheet(treated())), sheet(treated("62.0")))
    assert told[0].startswith("Dose unchanged. Level in force: 12 mg once daily since")
    assert told[1].startswith("Dose set from: 62.0 kg")


def test_the_same_dose_in_two_stretches_is_not_another_dose():
    before = content_lines(sheet(treated()))
    hold = {**HOLD, "drug": "lenvatinib", "from": "2026-11-30", "to": "2026-12-02"}
    told = changes(before, sheet([*treated(), hold]))
    assert not any(one.startswith(("Dose:", "Dose level:")) for one in told)


def test_another_level_while_on_hold_is_told():
    hold = {**HOLD, "drug": "lenvatinib"}
    found = sheet([*treated(), hold])
    reduced = sheet([weight("50"), *infusions(13), hold])
    told = changes(content_lines(found), reduced)
    assert told[0].startswith("Dose level: 8 mg once daily since 23-Feb-2026")


def test_a_line_that_is_gone_is_told():
    found = sheet(treated())
    before = content_lines(found) | {"Capsules on hold": "On hold from 10-Nov-2026"}
    assert changes(before, found) == (
        "Capsules on hold: no longer there. Before: On hold from 10-Nov-2026.",
    )


@pytest.mark.parametrize("known", [True, False])
def test_a_second_issue_without_changes_says_so(known: bool):
    before = content_lines(sheet(treated())) if known else None
    found = sheet(treated(), previous=before, stamped=stamp(issue=2, replaces=1))
    assert found.changes == (
        ("No change in content; printed again.",)
        if known
        else ("The content of issue 1 is not on record; compare by eye.",)
    )


def test_the_digest_knows_the_content_and_not_the_stamp():
    first = sheet(treated())
    again = replace(first, stamp=stamp(issue=2, by="JM", demo=True))
    moved = sheet([*treated(), booked()])
    assert sheet_digest(first) == sheet_digest(again)
    assert sheet_digest(first) != sheet_digest(moved)
    assert len(sheet_digest(first)) == 64


def test_a_day_that_passes_changes_nothing():
    assert sheet_digest(sheet(treated())) == sheet_digest(
        sheet(treated(), as_of="2026-11-23")
    )


def test_the_stamp_says_who_when_and_what_it_replaces():
    found = stamp(issue=2, replaces=1, replaces_on=date(2026, 11, 20))
    assert found.line == (
        "Printed 23-Nov-2026 08:12 (UTC+01:00) by AK \u00b7 Sheet S000482 \u00b7 "
        "Issue 2 replaces issue 1 of 20-Nov-2026 \u00b7 Profile v1.0 \u00b7 App 0.1.0"
    )


def test_a_print_without_an_offset_is_a_fault():
    with pytest.raises(ValueError, match="offset"):
        stamp(printed_at=datetime(2026, 11, 23, 8, 12))  # noqa: DTZ001  on purpose


def test_the_code_holds_no_name_no_dose_and_no_arm():
    """I-07, I-08."""
    found = stamp(issue=2)
    assert found.code("NCT04523493", "PL03-0012", "C14D1") == (
        "NCT04523493|PL03-0012|C14D1|S000482|I2"
    )


@pytest.mark.parametrize(("demo", "name"), [(False, ""), (True, "DEMO_")])
def test_the_file_is_named_by_code_visit_and_issue(demo: bool, name: str):
    """I-08."""
    found = sheet(treated(), stamped=stamp(issue=2, demo=demo))
    assert found.file_name == f"{name}PL03-0012_C14D1_issue2.pdf"


def test_a_code_with_signs_makes_a_harmless_file_name():
    found = replace(sheet(treated()), participant="../PL03 0012*")
    assert found.file_name == "---PL03-0012-_C14D1_issue1.pdf"
