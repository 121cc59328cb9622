from dataclasses import replace
from datetime import time

import pytest

from scheduler.core.facts import InfusionRecord
from scheduler.core.instructions import infusion_minutes, missed_dose_may_be_taken
from tests.core.plans import GIVEN, NOT_GIVEN, STOPPED, given
from tests.core.profiles import FIRST

REACTION = "infusion reaction"


def clock(text: str) -> time:
    return time.fromisoformat(text)


@pytest.mark.parametrize(
    ("due", "remembered", "days_later", "hours", "take"),
    [
        pytest.param("08:00", "19:59", 0, 12, True, id="G52 19:59"),
        pytest.param("08:00", "20:00", 0, 12, True, id="G52 20:00"),
        pytest.param("08:00", "20:01", 0, 12, False, id="G52 20:01"),
        pytest.param("20:00", "07:59", 1, 12, True, id="11 h 59 min over midnight"),
        pytest.param("20:00", "08:00", 1, 12, True, id="12 h over midnight"),
        pytest.param("20:00", "08:01", 1, 12, False, id="12 h 1 min over midnight"),
        pytest.param("08:00", "08:30", 1, 12, False, id="a whole day later"),
        pytest.param("08:00", "08:00", 0, 12, True, id="in time"),
        pytest.param("08:00", "16:00", 0, 8, True, id="another setting"),
        pytest.param("08:00", "16:01", 0, 8, False, id="another setting passed"),
        pytest.param("08:00", "08:00", 0, 0, True, id="none allowed"),
        pytest.param("08:00", "08:01", 0, 0, False, id="none allowed, a minute late"),
        pytest.param("08:00", "20:00:59", 0, 12, True, id="seconds do not count"),
    ],
)
def test_a_late_dose_is_taken_up_to_the_hours_of_the_setting(
    due: str, remembered: str, days_later: int, hours: int, take: bool
):
    found = missed_dose_may_be_taken(
        clock(due), clock(remembered), hours=hours, days_later=days_later
    )
    assert found is take


def test_the_hours_of_the_profile_are_those_of_the_label_g52():
    assert FIRST.settings.missed_dose_hours == 12


def test_a_dose_that_is_not_due_yet_is_not_missed():
    with pytest.raises(ValueError, match="07:59 is before the dose is due, 08:00"):
        missed_dose_may_be_taken(clock("08:00"), clock("07:59"), hours=12)


def because(record: InfusionRecord, reason: str) -> InfusionRecord:
    return replace(record, reason=reason)


ONE, TWO = given(1, "2024-03-04"), given(2, "2024-03-25")


@pytest.mark.parametrize(
    ("earlier", "records", "setting", "minutes"),
    [
        pytest.param(0, [], (60, 30), 60, id="G53 the first"),
        pytest.param(1, [ONE], (60, 30), 30, id="G53 the second"),
        pytest.param(1, [because(ONE, REACTION)], (60, 30), 60,
                     id="G53 the second after a reaction"),
        pytest.param(2, [because(ONE, REACTION), TWO], (60, 30), 60,
                     id="G53 it stays so"),
        pytest.param(1, [because(given(1, "2024-03-04", STOPPED), REACTION)],
                     (60, 30), 60, id="stopped early by a reaction"),
        pytest.param(1, [because(given(1, "2024-03-04", STOPPED), "toxicity")],
                     (60, 30), 30, id="stopped early by something else"),
        pytest.param(0, [given(1, "2024-03-04", NOT_GIVEN)], (60, 30), 60,
                     id="none given before"),
        pytest.param(1, [because(ONE, " Infusion Reaction ")], (60, 30), 60,
                     id="however it is typed"),
        pytest.param(3, [], (60, 30), 30, id="those before are still to come"),
        pytest.param(0, [], (60, 60), 60, id="always 60, the first"),
        pytest.param(1, [ONE], (60, 60), 60, id="always 60, the second"),
        pytest.param(1, [because(ONE, REACTION)], (90, 45), 90, id="another setting"),
    ],
)  # fmt: skip
def test_the_first_infusion_is_long_and_so_are_those_after_a_reaction(
    earlier: int,
    records: list[InfusionRecord],
    setting: tuple[int, int],
    minutes: int,
):
    settings = replace(FIRST.settings, infusion_minutes=setting)
    assert infusion_minutes(settings, earlier, records) == minutes


@pytest.mark.parametrize(
    ("earlier", "reason", "stop"),
    [
        pytest.param(0, None, "11:00", id="G53 the first"),
        pytest.param(1, None, "10:30", id="G53 the second"),
        pytest.param(1, REACTION, "11:00", id="G53 after a reaction"),
    ],
)
def test_by_the_profile_an_infusion_begun_at_10_stops(
    earlier: int, reason: str | None, stop: str
):
    records = [replace(ONE, outcome=GIVEN, reason=reason)][:earlier]
    minutes = infusion_minutes(FIRST.settings, earlier, records)
    assert time(10 + minutes // 60, minutes % 60) == clock(stop)
