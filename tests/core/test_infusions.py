import pytest

from scheduler.core.accounts import infusion_intensity
from scheduler.core.facts import InfusionOutcome, InfusionRecord
from scheduler.core.infusions import infusion_days
from tests.core.plans import (
    ADA,
    ENTERED,
    GIVEN,
    NOT_GIVEN,
    STOPPED,
    day,
    given,
    planned,
)
from tests.core.profiles import FIRST


@pytest.mark.parametrize(
    ("outcome", "is_given"), [(GIVEN, True), (STOPPED, True), (NOT_GIVEN, False)]
)
def test_an_infusion_is_given_whole_or_in_part(
    outcome: InfusionOutcome, is_given: bool
):
    record = given(1, "2024-03-04", outcome)
    assert record.is_given is is_given
    days = infusion_days(ADA, [record], day("2024-03-04"))
    assert days == ([day("2024-03-04")] if is_given else [])


@pytest.mark.parametrize(
    ("records", "as_of", "days"),
    [
        ([], "2024-03-03", []),
        ([], "2024-03-04", ["2024-03-04"]),
        ([given(40, "2024-03-04")], "2024-03-04", ["2024-03-04"]),
        ([given(40, "2024-03-04", NOT_GIVEN)], "2024-03-04", []),
        ([given(41, "2024-03-25")], "2024-04-01", ["2024-03-04", "2024-03-25"]),
    ],
)
def test_the_infusion_at_entry_counts_unless_it_was_not_given(
    records: list[InfusionRecord], as_of: str, days: list[str]
):
    found = infusion_days(ENTERED, records, day(as_of))
    assert [on.isoformat() for on in found] == days
    plan = planned(*records, as_of=as_of, who=ENTERED)
    assert plan.infusions_given == len(days)
    assert (infusion_intensity(FIRST, plan).percent is None) is (not days)


def test_the_intensity_counts_from_the_infusion_at_entry():
    plan = planned(given(41, "2024-04-01"), as_of="2024-04-02", who=ENTERED)
    found = infusion_intensity(FIRST, plan)
    assert (found.percent, plan.infusions_given) == ("85.7", 2)
