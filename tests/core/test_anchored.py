import pytest

from scheduler.core.facts import EventKind, Fact
from scheduler.core.plan import Plan
from scheduler.core.settings import CadenceStep, FollowUp, ImagingAnchor, Recurring
from tests.core.plans import (
    DRIP,
    ENTERED,
    MISSED,
    NOT_DONE,
    PILLS,
    booked,
    day,
    ended,
    given,
    happened,
    planned,
    recorded,
)
from tests.core.profiles import SECOND

ENDS = [ended(DRIP, "2024-09-16"), ended(PILLS, "2024-09-30")]
COURSE = [given(1, "2024-03-04"), given(2, "2024-03-25")]


def rows(plan: Plan, kind: str) -> dict[str, str]:
    """Return the targets of one series by the name of the visit."""
    return {v.visit: v.target.isoformat() for v in plan.visits if v.kind == kind}


def window(plan: Plan, name: str) -> tuple[str, str]:
    visit = plan.visit(name)
    assert visit is not None
    return visit.window.opens.isoformat(), visit.window.closes.isoformat()


def test_a_series_stops_at_the_last_day_of_the_last_cycle():
    # C5 begins on 27-May-2024 and its last day is 16-Jun-2024.
    plan = planned(*COURSE, as_of="2024-03-26", through=5)
    assert list(rows(plan, "imaging")) == ["imaging week 6", "imaging week 12"]
    moved = booked("C6D1", "2024-07-06")  # C5 now ends on 05-Jul-2024, week 18
    plan = planned(*COURSE, moved, as_of="2024-03-26", through=5)
    assert list(rows(plan, "imaging"))[-1] == "imaging week 18"
    moved = booked("C6D1", "2024-07-05")
    plan = planned(*COURSE, moved, as_of="2024-03-26", through=5)
    assert list(rows(plan, "imaging"))[-1] == "imaging week 12"


@pytest.mark.parametrize(
    ("anchor", "facts", "target", "why"),
    [
        (ImagingAnchor.RANDOMIZATION, [], "2024-04-12", "randomization on 01-Mar-2024"),
        (ImagingAnchor.FIRST_DAY_1, [], "2024-04-15",
         "C1D1 planned for 04-Mar-2024"),
        (ImagingAnchor.FIRST_DAY_1, [given(1, "2024-03-05")], "2024-04-16",
         "C1D1 on 05-Mar-2024"),
    ],
)  # fmt: skip
def test_imaging_hangs_on_what_the_setting_says(
    anchor: ImagingAnchor, facts: list[Fact], target: str, why: str
):
    plan = planned(*facts, as_of="2024-04-01", imaging_anchor=anchor)
    visit = plan.visit("imaging week 6")
    assert visit is not None
    assert visit.target == day(target)
    assert visit.why == f"{why} + 6 weeks"


@pytest.mark.parametrize(
    ("steps", "weeks"),
    [
        ([(6, 12), (9, None)], [6, 12, 21, 30]),
        ([(6, 13), (9, None)], [6, 12, 21, 30]),
        ([(6, 18), (1, None)], [6, 12, 18, 19]),
        ([(9, None)], [9, 18, 27, 36]),
    ],
)
def test_a_step_of_a_cadence_goes_on_from_the_last_visit(
    steps: list[tuple[int, int | None]], weeks: list[int]
):
    cadence = tuple(CadenceStep(every_weeks=e, until_week=u) for e, u in steps)
    plan = planned(*COURSE, as_of="2024-04-01", imaging=cadence, through=20)
    found = list(rows(plan, "imaging"))[:4]
    assert found == [f"imaging week {week}" for week in weeks]


def test_a_week_and_a_day_are_written_in_the_singular():
    weekly = (CadenceStep(every_weeks=1, until_week=None),)
    plan = planned(*COURSE, as_of="2024-03-26", imaging=weekly)
    assert plan.visits[1].why == "randomization on 01-Mar-2024 + 1 week"
    next_day = (FollowUp(days=1, before=0, after=0),)
    plan = planned(*ENDS, as_of="2024-10-01", safety_follow_up=next_day)
    visit = plan.visit("safety follow-up 1 days")
    assert visit is not None
    assert visit.why == "last dose on 30-Sep-2024 + 1 day"


def test_follow_up_hangs_on_the_later_last_dose_in_any_order_of_the_setting():
    visits = (
        FollowUp(days=90, before=7, after=7),
        FollowUp(days=30, before=7, after=7),
    )
    plan = planned(*ENDS, as_of="2024-10-05", safety_follow_up=visits)
    assert rows(plan, "safety follow-up") == {
        "safety follow-up 30 days": "2024-10-30",
        "safety follow-up 90 days": "2024-12-29",
    }
    assert window(plan, "safety follow-up 30 days") == ("2024-10-23", "2024-11-06")
    plan = planned(*ENDS, as_of="2024-12-22", safety_follow_up=visits)
    statuses = {v.visit: v.status.value for v in plan.visits}
    assert statuses["safety follow-up 30 days"] == "missed"


def test_the_last_follow_up_is_overdue_for_ever_and_no_follow_up_is_none():
    plan = planned(*ENDS, as_of="2025-12-01")
    statuses = {v.visit: v.status.value for v in plan.visits}
    assert statuses["safety follow-up 30 days"] == "missed"
    assert statuses["safety follow-up 90 days"] == "overdue"
    plan = planned(*ENDS, as_of="2025-12-01", safety_follow_up=())
    assert rows(plan, "safety follow-up") == {}


@pytest.mark.parametrize(
    ("facts", "target", "why"),
    [
        ([], "2024-12-23",
         "last dose (no end of treatment visit is recorded) on 30-Sep-2024"),
        ([recorded("end of treatment", "2024-10-30")], "2025-01-22",
         "end of treatment visit on 30-Oct-2024"),
        ([recorded("end of treatment", "2024-10-30", NOT_DONE)], "2024-12-23",
         "last dose (no end of treatment visit is recorded) on 30-Sep-2024"),
    ],
)  # fmt: skip
def test_survival_calls_hang_on_the_visit_at_the_end_or_else_on_the_last_dose(
    facts: list[Fact], target: str, why: str
):
    visit = planned(*ENDS, *facts, as_of="2024-11-01").visit("survival week 12")
    assert visit is not None
    assert visit.target == day(target)
    assert visit.why == f"{why} + 12 weeks"
    assert visit.visitnum == 30012


def test_follow_up_reaches_a_year_beyond_the_day_asked():
    weekly = Recurring(every_weeks=1, before=0, after=0)
    plan = planned(*ENDS, as_of="2024-10-05", survival=weekly)
    last = max(rows(plan, "survival").values())
    assert "2025-09-29" <= last <= "2025-10-05"  # 05-Oct-2024 + 365 days
    assert list(rows(planned(*COURSE, as_of="2024-04-01"), "survival")) == []


@pytest.mark.parametrize(
    ("left", "status"), [("2024-10-29", "cancelled"), ("2024-10-30", "due")]
)
@pytest.mark.parametrize(
    "event", [EventKind.DEATH, EventKind.WITHDRAWAL, EventKind.LOST]
)
def test_follow_up_ends_when_the_participant_has_left(
    event: EventKind, left: str, status: str
):
    plan = planned(*ENDS, happened(event, left), as_of=left)
    visit = plan.visit("safety follow-up 30 days")
    assert visit is not None
    assert visit.status == status


@pytest.mark.parametrize(
    ("fact", "status", "actual"),
    [
        (recorded("imaging week 6", "2024-04-20"), "recorded", "2024-04-20"),
        (recorded("imaging week 6", "2024-04-12", MISSED), "missed", None),
        (recorded("imaging week 6", "2024-04-12", NOT_DONE), "not done", None),
        (booked("imaging week 6", "2024-04-25"), "planned", None),
    ],
)
def test_what_is_known_of_a_visit_is_on_its_row(
    fact: Fact, status: str, actual: str | None
):
    visit = planned(*COURSE, fact, as_of="2024-04-20").visit("imaging week 6")
    assert visit is not None
    assert visit.status == status
    assert visit.actual == (actual and day(actual))


def test_visits_before_entry_are_not_asked_for_unless_they_are_recorded():
    # Week 114 closes on 13-Feb, week 123 on 17-Apr-2024; entry on 04-Mar-2024.
    names = list(rows(planned(as_of="2024-03-10", who=ENTERED), "imaging"))
    assert names[0] == "imaging week 117"
    told = recorded("imaging week 108", "2024-01-03")
    names = list(rows(planned(told, as_of="2024-03-10", who=ENTERED), "imaging"))
    assert names[:2] == ["imaging week 108", "imaging week 117"]


def test_another_study_names_and_numbers_its_own_series():
    ends = [ended("drip", "2024-09-16"), ended("examplinib", "2024-09-30")]
    plan = planned(*ends, as_of="2024-10-01", study=SECOND)
    assert rows(plan, "call") == {"call 28 days": "2024-10-28"}
    visit = plan.visit("scan week 8")
    assert visit is not None
    assert (visit.visitnum, visit.target) == (30008, day("2024-04-29"))
