from dataclasses import replace
from datetime import date

import pytest

from scheduler.core.closed_days import CountryDays, Gap, ListedDay, Standing
from scheduler.core.deviations import Deviation, find_deviations
from scheduler.core.facts import (
    EventKind,
    Fact,
    Participant,
    Site,
    UnscheduledVisit,
)
from scheduler.core.notices import Notice, NoticeCode, find_notices
from scheduler.core.plan import Plan, make_plan
from tests.core.plans import (
    ADA,
    DRIP,
    MISSED,
    NOT_DONE,
    booked,
    day,
    document,
    given,
    happened,
    held,
    recorded,
    weighed,
)
from tests.core.profiles import FIRST

CHECKED = date(2026, 11, 22)
CHRISTMAS = ("2024-12-25", "2024-12-26")
DECEMBER = replace(ADA, first_day_1=day("2024-12-04"), consented=None, randomized=None)
C1, BASELINE = given(1, "2024-12-04"), weighed(62000, "2024-12-03")
NEXT = "Nearest open days in its window"
THREE = (
    "24-Dec-2024 (1 day before), 23-Dec-2024 (2 days before, equally near), "
    "27-Dec-2024 (2 days after, equally near)"
)
WINDOW = "Window 22-Dec-2024 to 28-Dec-2024."
BOOKED = (
    "C2D1 is booked for Thu 26-Dec-2024, on a closed day: public holiday: Christmas "
    f"(computed). {WINDOW}"
)
WAS = f"C2D1 on Sat 28-Dec-2024 was on a closed day: Saturday. {WINDOW}"


def table(*off: str, gaps: tuple[Gap, ...] = (), last_year: int = 2025) -> CountryDays:
    rows = [
        ListedDay(
            day=day(on),
            open=False,
            name="Christmas",
            standing=Standing.COMPUTED,
            source="a law",
            checked=CHECKED,
        )
        for on in off
    ]
    return CountryDays(
        country="IT",
        days={row.day: row for row in rows},
        gaps=gaps,
        first_year=2024,
        last_year=last_year,
    )


def planned(
    *facts: Fact,
    as_of: str = "2024-12-05",
    who: Participant = DECEMBER,
    site: Site | None = None,
    country: CountryDays | None = None,
) -> Plan:
    known = replace(
        document(BASELINE, *facts, who=who), site=site or Site(country="IT")
    )
    table_of_site = country or (table(*CHRISTMAS) if site is None else None)
    return make_plan(
        FIRST, FIRST.settings, known, as_of=day(as_of), country=table_of_site
    )


def told(plan: Plan, code: NoticeCode = NoticeCode.CLOSED_DAY) -> list[Notice]:
    found = find_notices(FIRST.capsules, plan)
    return [notice for notice in found if notice.code is code]


def closed(plan: Plan) -> list[str]:
    """Return the visits that a notice calls closed."""
    return [notice.sentence.split(" on ")[0] for notice in told(plan)]


def candidates(plan: Plan) -> list[Deviation]:
    return [one for one in find_deviations(FIRST, plan) if one.code == "closed_day"]


def test_a_visit_on_a_holiday_is_told_with_the_nearest_open_days_g21():
    plan = planned(C1)
    [notice] = told(plan)
    assert notice.on == day("2024-12-25")
    assert notice.sentence == (
        "C2D1 on Wed 25-Dec-2024 falls on a closed day: public holiday: Christmas "
        f"(computed). {NEXT}: {THREE}."
    )
    visit = plan.visit("C2D1")
    assert visit is not None
    assert visit.target == visit.expected == day("2024-12-25")
    assert visit.window == (day("2024-12-22"), day("2024-12-28"))
    assert visit.booked is None


@pytest.mark.parametrize(
    ("facts", "as_of", "visits"),
    [
        ([C1], "2024-12-25", ["C2D1"]),
        ([C1], "2024-12-26", []),
        ([C1, given(2, "2024-12-25")], "2024-12-25", []),
        ([C1, recorded("C2D1", "2024-12-20", MISSED)], "2024-12-20", []),
        ([C1, recorded("C2D1", "2024-12-20", NOT_DONE)], "2024-12-20", []),
        ([C1, happened(EventKind.DEATH, "2024-12-20")], "2024-12-20", []),
        ([C1, held(DRIP, "2024-12-20", "2024-12-26")], "2024-12-20", ["C2D1"]),
        ([C1, booked("C2D1", "2024-12-24")], "2024-12-20", []),
        ([C1, booked("C2D1", "2024-12-26")], "2024-12-20", ["C2D1"]),
        ([C1, booked("C2D1", "2024-12-27")], "2024-12-20", []),
        ([C1, booked("C2D1", "2024-12-28")], "2024-12-20", ["C2D1", "C3D1"]),
    ],
)
def test_only_visits_that_are_still_to_come_are_told(
    facts: list[Fact], as_of: str, visits: list[str]
):
    found = closed(planned(*facts, as_of=as_of))
    assert [name for name in found if name in {"C2D1", "C3D1"}] == visits


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2024-12-23", THREE),
        ("2024-12-24", "24-Dec-2024 (1 day before), 27-Dec-2024 (2 days after)"),
        ("2024-12-25", "27-Dec-2024 (2 days after)"),
    ],
)  # fmt: skip
def test_a_day_that_has_passed_is_not_suggested(as_of: str, said: str):
    [notice] = told(planned(C1, as_of=as_of))
    assert notice.sentence.endswith(f"{NEXT}: {said}.")


def test_a_window_without_an_open_day_is_said():
    site = Site(
        country="IT", closed_days=tuple(date(2024, 12, n) for n in (23, 24, 27))
    )
    [notice] = told(planned(C1, site=site, country=table(*CHRISTMAS)))
    assert notice.sentence.endswith("(computed). No day of its window is open.")


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2024-12-27", f"{NEXT}: 27-Dec-2024 (1 day before)."),
        ("2024-12-28", "No open day of its window is left."),
    ],
)
def test_a_window_whose_open_days_have_passed_is_said(as_of: str, said: str):
    [notice, *_] = told(planned(C1, booked("C2D1", "2024-12-28"), as_of=as_of))
    assert notice.sentence.startswith("C2D1 on Sat 28-Dec-2024 ")
    assert notice.sentence.endswith(said)


@pytest.mark.parametrize(
    ("site", "why"),
    [
        (Site(country="IT", open_days=(day("2024-12-25"),)), ""),
        (Site(country="IT", closed_days=(day("2024-12-25"),)), "closed by the site"),
    ],
)
def test_the_sites_own_days_decide(site: Site, why: str):
    found = told(planned(C1, site=site, country=table(*CHRISTMAS)))
    assert [why in notice.sentence for notice in found] == ([True] if why else [])


NOT_KNOWN = Gap(year=2025, what="working weekends", source="none", checked=CHECKED)


@pytest.mark.parametrize(
    ("site", "country", "said"),
    [
        (Site(country="IT"), table(*CHRISTMAS), []),
        (Site(country="IT"), table(*CHRISTMAS, gaps=(NOT_KNOWN,)), [
            ("2025-01-15", "IT 2025: not announced: working weekends (none; ch")]),
        (Site(country="IT"), table(*CHRISTMAS, last_year=2024), [
            ("2025-01-15", "Public holidays of IT are known for 2024 to 2024 only")]),
        (Site(country="FR"), None, [
            ("2024-12-25", "No public holidays are known for FR")]),
        (Site(), None, []),
    ],
)  # fmt: skip
def test_what_is_not_known_of_days_ahead_is_told_once(
    site: Site, country: CountryDays | None, said: list[tuple[str, str]]
):
    plan = planned(C1, site=site, country=country)
    found = told(plan, NoticeCode.HOLIDAYS_NOT_ANNOUNCED)
    assert [one.on.isoformat() for one in found] == [on for on, _ in said]
    for notice, (_, words) in zip(found, said, strict=True):
        assert notice.sentence.startswith(words)


def test_without_a_country_holidays_are_spoken_of_only_where_a_day_is_closed():
    plan = planned(C1, booked("C2D1", "2024-12-28"), site=Site())
    [notice, *_] = told(plan, NoticeCode.HOLIDAYS_NOT_ANNOUNCED)
    assert notice.sentence.startswith("No country is given: ")


@pytest.mark.parametrize(
    ("facts", "as_of", "said"),
    [
        ([C1], "2024-12-20", []),
        ([C1, booked("C2D1", "2024-12-24")], "2024-12-20", []),
        ([C1, booked("C2D1", "2024-12-26")], "2024-12-20", [BOOKED]),
        ([C1, booked("C2D1", "2024-12-26")], "2024-12-26", [BOOKED]),
        ([C1, booked("C2D1", "2024-12-26")], "2024-12-27", []),
        ([C1, booked("C2D1", "2024-12-26"), held(DRIP, "2024-12-25")],
         "2024-12-25", []),
        ([C1, booked("C2D1", "2024-12-26"), happened(EventKind.DEATH, "2024-12-20")],
         "2024-12-20", []),
        ([C1, given(2, "2024-12-24")], "2024-12-30", []),
        ([C1, given(2, "2024-12-28")], "2024-12-30", [WAS]),
        ([C1, booked("C2D1", "2024-12-26"), given(2, "2024-12-27")],
         "2024-12-30", []),
        ([C1, UnscheduledVisit(on=day("2024-12-14"), reason="adverse event")],
         "2024-12-20", []),
    ],
)  # fmt: skip
def test_bookings_ahead_and_visits_on_closed_days_are_deviation_candidates(
    facts: list[Fact], as_of: str, said: list[str]
):
    assert [one.sentence for one in candidates(planned(*facts, as_of=as_of))] == said
