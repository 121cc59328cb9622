"""Digests of a plan's rows: one changes when its row does, and only then."""

from scheduler.core.plan_digest import plan_digests, plan_rows
from tests.documents.samples import booked, plan, study, treated


def digests(facts: list[object], **more: object):
    return plan_digests(study(), plan(facts, **more))


def test_the_same_facts_give_the_same_digests():
    """R15: a replay compares them row by row."""
    assert digests(treated()) == digests(treated())


def test_a_booking_changes_the_row_of_its_visit_and_what_hangs_on_it():
    """R15."""
    before, after = digests(treated()), digests([*treated(), booked()])
    changed = {name for name in before if before[name] != after.get(name)}
    assert "visits C14D1" in changed
    assert "visits C13D1" not in changed
    assert "dosing 2026-02-23" not in changed


def test_every_row_of_a_plan_has_a_name_of_its_own():
    """R15."""
    rows = plan_rows(study(), plan(treated()))
    assert {"visits C1D1", "visits imaging week 6", "cycles 13", "dose"} <= set(rows)
    assert rows["visits C14D1"]["target"] == "2026-11-23"
    assert set(rows) == set(digests(treated()))
