"""The core says that a sheet becomes wrong exactly when its lines would differ."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given as for_every
from hypothesis import settings as tuned
from hypothesis import strategies as st

from scheduler.core.changes import Scope
from scheduler.core.facts import (
    Dispensing,
    DoseAction,
    DoseDecision,
    Fact,
    FactsDocument,
    InfusionRecord,
    Weight,
)
from scheduler.core.outlook import Outlook, is_open
from scheduler.core.plan import Plan
from scheduler.core.printed import PrintedSheet
from scheduler.core.settings import NextDay1
from scheduler.core.study import Study
from scheduler.core.what_if import WhatIf, what_if, what_if_moved
from scheduler.documents.dosing_sheet import content_lines, dosing_sheet
from scheduler.documents.stamp import Stamp
from tests.core.generated import documents
from tests.core.moves import having
from tests.core.plans import (
    DRIP,
    NOT_GIVEN,
    PILLS,
    booked,
    day,
    days,
    document,
    ended,
    given,
    held,
    weighed,
)
from tests.core.profiles import FIRST, SECOND

STAMP = Stamp(
    sheet="S000001",
    issue=1,
    printed_at=datetime(2026, 11, 22, 8, 0, tzinfo=UTC),
    by="AK",
    site="PL03",
    profile_version="1.0",
    app_version="0.1.0",
)
COURSE = [weighed(62000), given(1, "2024-03-04"), given(2, "2024-03-25")]
LOWEST = FIRST.capsules.ladder[-1].name


def lines(study: Study, plan: Plan, visit: str) -> dict[str, str]:
    row = plan.visit(visit)
    return content_lines(dosing_sheet(study, plan, row, STAMP)) if row else {}


def check(found: WhatIf, printed: Iterable[PrintedSheet], study: Study = FIRST):
    told = {sheet.sheet.visit for sheet in found.comparison.sheets}
    for visit in [sheet.visit for sheet in printed]:
        before = lines(study, found.before, visit)
        after = lines(study, found.after, visit)
        differ = sorted(k for k in before | after if before.get(k) != after.get(k))
        assert (visit in told) == bool(differ), (visit, differ)


def outlook(found: FactsDocument, as_of: date, rule: NextDay1) -> Outlook:
    return Outlook(study=FIRST, document=having(found, next_day_1=rule), as_of=as_of)


def last_sheets(seen: Outlook, most: int = 5) -> list[PrintedSheet]:
    """Return a sheet for the last few rows whose next Day 1 the plan reaches."""
    plan = seen.plan()
    rows = [v.visit for v in plan.visits if v.cycle and plan.day_1(v.cycle + 1)]
    return [PrintedSheet(visit=visit, issue=1) for visit in rows[-most:]]


@for_every(
    found=documents(),
    as_of=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    rule=st.sampled_from(NextDay1),
    scope=st.sampled_from(Scope),
    data=st.data(),
)
@tuned(max_examples=20, deadline=None)
def test_any_move_makes_those_sheets_wrong_whose_lines_differ(
    found: FactsDocument,
    as_of: date,
    rule: NextDay1,
    scope: Scope,
    data: st.DataObject,
):
    seen = outlook(found, as_of, rule)
    rows = [row for row in seen.plan().visits if is_open(row)][-8:]
    if rows:
        row = data.draw(st.sampled_from(rows))
        to = row.expected + days(data.draw(st.integers(-30, 60)))
        printed = last_sheets(seen)
        check(what_if_moved(seen, {row.visit: to}, scope, printed=printed), printed)


REDUCED = DoseDecision(
    on=day("2024-04-02"), action=DoseAction.REDUCE, to=LOWEST, reason="toxicity"
)


@pytest.mark.parametrize(
    "change",
    [
        [Weight(on=day("2024-04-08"), grams=61000)],
        [Weight(on=day("2024-04-08"), grams=59000)],
        [REDUCED],
        [REDUCED, booked("C4D1", "2024-05-07")],
        [DoseDecision(on=day("2024-04-08"), action=DoseAction.DISCONTINUE)],
        [held(PILLS, "2024-04-05", "2024-04-07")],
        [held(PILLS, "2024-04-05")],
        [held(DRIP, "2024-04-05", "2024-04-20")],
        [Dispensing(on=day("2024-03-25"), capsules=63)],
        [Dispensing(on=day("2024-03-25"), capsules=90), REDUCED],
        [replace(booked("C3D1", "2024-04-15"), reason="transport")],
        [booked("imaging week 6", "2024-04-20")],
        [given(3, "2024-04-09")],
        [given(3, "2024-04-09", NOT_GIVEN)],
        [ended(DRIP, "2024-04-01")],
        [ended(PILLS, "2024-04-01")],
        [ended(DRIP, "2024-04-01"), ended(PILLS, "2024-04-01")],
    ],
)  # fmt: skip
@pytest.mark.parametrize("rule", NextDay1)
def test_any_other_fact_makes_those_sheets_wrong_whose_lines_differ(
    change: list[Fact], rule: NextDay1
):
    """R58, F13."""
    seen = outlook(document(*COURSE), day("2024-04-10"), rule)
    changed = replace(seen.document, facts=(*COURSE, *change))
    printed = last_sheets(seen)
    check(what_if(seen, changed, printed=printed), printed)
    back = replace(seen, document=changed)
    check(what_if(back, seen.document, printed=printed), printed)


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("rule", NextDay1)
@pytest.mark.parametrize(
    "moves",
    [
        {"C3D1": "2024-04-30"},
        {"C3D1": "2024-05-09"},
        {"C3D-1": "2024-04-24"},
        {"C2D15": "2024-04-17"},
        {"C2D15": "2024-04-17", "C3D1": "2024-05-09"},
    ],
)
def test_procedures_of_another_study_move_with_its_visits(
    scope: Scope, rule: NextDay1, moves: dict[str, str]
):
    facts = [given(1, "2024-03-04"), given(1, "2024-03-18", at=15)]
    facts += [given(2, "2024-04-01"), weighed(62000)]
    seen = Outlook(
        study=SECOND,
        document=having(document(*facts, study=SECOND), next_day_1=rule),
        as_of=day("2024-04-10"),
    )
    printed, asked = last_sheets(seen, 20), {v: day(on) for v, on in moves.items()}
    found = what_if_moved(seen, asked, scope, printed=printed)
    check(found, printed, SECOND)


@pytest.mark.parametrize("kind", [Weight, InfusionRecord])
def test_a_fact_taken_back_makes_those_sheets_wrong_whose_lines_differ(kind: type):
    seen = outlook(document(*COURSE), day("2024-04-10"), NextDay1.ROLLING)
    kept = tuple(fact for fact in COURSE if not isinstance(fact, kind))
    printed = last_sheets(seen)
    without = replace(seen.document, facts=kept)
    check(what_if(seen, without, printed=printed), printed)


SCANNED = [weighed(62000), given(1, "2024-03-04"), given(1, "2024-03-18", at=15)]


def second(*facts: Fact) -> Outlook:
    found = document(*SCANNED, *facts, study=SECOND)
    return Outlook(study=SECOND, document=found, as_of=day("2024-03-20"))


def test_the_scans_of_another_study_are_printed_by_its_own_words():
    said = lines(SECOND, second().plan(), "C2D1")["Next imaging"]
    assert said == "week 8, Mon 29-Apr-2024, window 19-Apr-2024 to 09-May-2024"


def test_a_study_without_scans_has_none_to_print():
    others = tuple(rule for rule in SECOND.anchored_visits if rule.kind != "scan")
    study = replace(SECOND, anchored_visits=others)
    plan = replace(second(), study=study).plan()
    assert lines(study, plan, "C2D1")["Next imaging"] == "none in this plan"


def test_a_scan_booked_in_another_study_makes_its_sheets_wrong():
    before, after = second(), second(booked("scan week 8", "2024-04-22"))
    printed = last_sheets(before, 20)
    found = what_if(before, after.document, printed=printed)
    check(found, printed, SECOND)
    changed = {sheet.sheet.visit: sheet.changed for sheet in found.comparison.sheets}
    assert changed["C2D1"] == ("next imaging",)
