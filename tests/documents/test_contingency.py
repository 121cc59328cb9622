"""The list of the coming days, as data and on paper."""

from datetime import date, datetime, timedelta, timezone

import pytest

from scheduler.core.versions import plan_for
from scheduler.demo import demo_documents
from scheduler.documents.contingency import TEMPLATE, contingency
from tests.documents.paper import EDGE, POINTS_PER_MM, document, marks, text_of
from tests.documents.samples import (
    ENTRY,
    booked,
    plan,
    study,
    treated,
    typesetter,
    weight,
)

AT = datetime(2026, 11, 22, 14, 5, tzinfo=timezone(timedelta(hours=1)))
LONG_HOLD = {
    "kind": "hold",
    "drug": "lenvatinib",
    "from": "2026-11-20",
    "reason": "a very long reason " * 50,
}
BOTH_HOLDS = [LONG_HOLD, {**LONG_HOLD, "drug": "infusion", "reason": "X" * 999}]
WIDEST = "ABCDEFGHIJKLMNO01I1l"
SIZES = {"A4": (595.28, 841.89), "Letter": (612, 792)}


def listed(plans: list[object], *, profile_confirmed: bool = False, **more: object):
    return contingency(
        study(),
        plans,
        profile_confirmed=profile_confirmed,
        made_at=AT,
        site="PL03",
        records="up to entry 1234 of History",
        app_version="0.1.0",
        **more,
    )


def demo_plans():
    day = AT.date()
    return [plan_for(study(), one, as_of=day) for one in demo_documents(study(), day)]


def pdf(found: object, page: str = "A4"):
    return typesetter().pdf(TEMPLATE, found.as_json(), page=page, created=AT)


def line(facts: list[object], **person: object):
    [found] = listed([plan(facts, **person)]).coming
    return found


def test_one_line_a_visit_with_its_window_and_the_dose_in_force():
    """F15: what is needed to go on for fourteen days."""
    found = line(treated())
    assert (found.day, found.at, found.visit) == ("Mon 23-Nov-2026", "", "C14D1")
    assert found.window == "20-Nov-2026 to 26-Nov-2026"
    assert (found.dose, found.capsules) == ("12 mg once daily", "3 capsules")
    assert (found.infusion, found.standing, found.holds) == (True, "", ())


def test_a_booked_visit_stands_on_its_day_with_its_verdict():
    """F15."""
    found = line([*treated(), booked("2026-11-30")])
    assert (found.day, found.at) == ("Mon 30-Nov-2026", "09:30")
    assert found.standing == "4 days late, out of window"


def test_a_hold_of_either_drug_is_told_on_the_line():
    """F15: no dose is taken from the list that is on hold."""
    found = line([*treated(), *BOTH_HOLDS])
    assert found.dose == "none: on hold"
    drugs = [said.partition(":")[0] for said in found.holds]
    assert drugs == ["lenvatinib", "toripalimab or placebo"]


def test_a_first_dose_to_come_says_from_when_it_counts():
    """F15."""
    [found] = listed(
        [plan([weight("59.95", "2026-11-20")], first_day_1="2026-11-25")]
    ).coming
    assert (found.dose, found.capsules) == ("8 mg once daily", "2 capsules")
    later = plan([weight("61")], first_day_1="2026-12-20")
    assert listed([later]).coming == ()


def test_an_unknown_dose_is_not_guessed():
    """F15."""
    found = line([], first_day_1="2026-11-25")
    assert (found.dose, found.capsules) == ("not known: no baseline weight", "")


def test_somebody_entered_on_treatment_has_the_level_of_the_entry():
    """F15."""
    found = listed(
        [plan([], **{**ENTRY, "day_1": "2026-11-02"}, first_day_1=None)]
    ).coming
    assert found[0].dose == "8 mg once daily"


def test_what_is_late_and_waited_for_comes_first():
    """F15: and nothing that is over for long."""
    found = listed(demo_plans())
    assert {one.standing.partition(",")[0] for one in found.late} <= {
        "missed",
        "overdue",
        "last day",
        "awaiting confirmation",
    }
    days = [date.fromisoformat(_iso(one.day)) for one in found.late]
    assert days
    assert all(day < AT.date() for day in days)
    coming = [date.fromisoformat(_iso(one.day)) for one in found.coming]
    assert coming == sorted(coming)
    assert set(coming) <= {AT.date() + timedelta(days=n) for n in range(14)}


def _iso(day: str) -> str:
    return f"{datetime.strptime(day[4:], '%d-%b-%Y').date()}"  # noqa: DTZ007


def test_the_paper_says_as_of_when_and_what_to_check():
    """F15, R39: blinded, and an aid only."""
    text = text_of(pdf(listed(demo_plans(), demo=True)))
    for said in (
        "As of Sun 22-Nov-2026 14:05 (UTC+01:00)",
        "Check against the protocol and the signed order.",
        "PROFILE NOT CONFIRMED",
        "DEMO",
        "up to entry 1234 of History",
        "toripalimab or placebo",
        "Page 1 of 2",
    ):
        assert said in text
    confirmed = text_of(pdf(listed(demo_plans(), profile_confirmed=True)))
    assert "PROFILE NOT CONFIRMED" not in confirmed
    assert "DEMO" not in confirmed


def test_nobody_is_told_in_words():
    """F15."""
    text = text_of(pdf(listed([])))
    assert "No visit is expected in these days, of 0 participants." in text


@pytest.mark.parametrize("page", SIZES)
def test_every_mark_stays_on_the_page(page: str):
    """F14, F15: many participants, the widest code, the longest reasons."""
    facts = [*treated(), *BOTH_HOLDS, booked("2026-11-30", "x" * 900)]
    extreme = plan(facts, code=WIDEST)
    made = document(pdf(listed([extreme, *demo_plans() * 3]), page))
    width, height = SIZES[page]
    margin = 8 * POINTS_PER_MM
    for sheet in made:
        assert sheet.get_size() == pytest.approx((width, height), abs=1)
        for left, bottom, right, top in marks(sheet):
            assert left >= margin - EDGE
            assert right <= width - margin + EDGE
            assert bottom >= margin - EDGE
            assert top <= height - margin + EDGE


def test_the_same_records_make_the_same_bytes():
    """R40: nothing but the records goes in."""
    assert pdf(listed(demo_plans())) == pdf(listed(demo_plans()))
