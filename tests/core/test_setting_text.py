from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.core.setting_text import read_setting, settings_with
from scheduler.core.settings import (
    CadenceStep,
    CapsulesOnDay1,
    FollowUp,
    ImagingAnchor,
    LateCycle,
    NextDay1,
    Recurring,
    Settings,
    TreatmentCap,
)
from scheduler.errors import FactsError
from tests.core.profiles import FIRST, PLAIN_DATA, SECOND


def refusal(name: str, value: object) -> FactsError:
    with pytest.raises(FactsError) as caught:
        settings_with(FIRST, [(name, value)])
    return caught.value


def test_without_changes_the_settings_are_those_of_the_profile():
    assert settings_with(FIRST, []) == FIRST.settings
    assert settings_with(SECOND, []) == SECOND.settings


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("next_day_1", "fixed", NextDay1.FIXED),
        ("next_day_1", "rolling if outside", NextDay1.ROLLING_IF_OUTSIDE),
        ("late_cycle", "skip", LateCycle.SKIP),
        ("imaging_anchor", "first day 1", ImagingAnchor.FIRST_DAY_1),
        ("capsules_on_day_1", "after", CapsulesOnDay1.AFTER),
        ("day_1_before", 0, 0),
        ("day_1_after", 17, 17),
        ("minimum_interval_days", None, None),
        ("minimum_interval_days", "none", None),
        ("minimum_interval_days", 20, 20),
        ("imaging_moves", True, True),
        ("imaging", [[9, None]], (CadenceStep(every_weeks=9, until_week=None),)),
        (
            "imaging",
            [[6, 48], [9, "none"]],
            (
                CadenceStep(every_weeks=6, until_week=48),
                CadenceStep(every_weeks=9, until_week=None),
            ),
        ),
        ("safety_follow_up", [], ()),
        ("safety_follow_up", [[28, 0, 7]], (FollowUp(days=28, before=0, after=7),)),
        ("survival", [8, 7, 7], Recurring(every_weeks=8, before=7, after=7)),
        ("contraception_months", 5, 5),
        ("treatment_cap", "none", None),
        ("treatment_cap", None, None),
        ("treatment_cap", {"cycles": 35}, TreatmentCap(cycles=35)),
        ("treatment_cap", {"months": 24}, TreatmentCap(months=24)),
        ("interim_visits", ["C1D8", "C2D15"], ("C1D8", "C2D15")),
        ("compliance_band", [85, 85], (85, 85)),
        ("infusion_minutes", [60, 60], (60, 60)),
        ("vomited_dose", "Call the site.", "Call the site."),
    ],
)
def test_a_site_may_set(name: str, value: object, found: object):
    assert getattr(settings_with(FIRST, [(name, value)]), name) == found


@pytest.mark.parametrize(
    ("name", "value", "at", "says"),
    [
        ("colour", "red", "settings.colour", "is not a known key"),
        ("next_day_1", "floating", "settings.next_day_1", "is not one of"),
        ("next_day_1", 1, "settings.next_day_1", "must be a text"),
        ("day_1_before", True, "settings.day_1_before", "not true or false"),
        ("day_1_before", 3.0, "settings.day_1_before", "not a number with decimals"),
        ("day_1_before", "3", "settings.day_1_before", "not a text"),
        ("day_1_before", None, "settings.day_1_before", "not null"),
        ("day_1_before", -1, "settings.day_1_before", "must be from 0 to 20"),
        ("day_1_before", 21, "settings.day_1_before", "must be from 0 to 20"),
        ("imaging_moves", 1, "settings.imaging_moves", "must be true or false"),
        ("contraception_months", 6, "settings.contraception_months", "is locked at 5"),
        ("imaging", [], "settings.imaging", "must end with a step"),
        ("imaging", [[6, 54]], "settings.imaging", "must end with a step"),
        ("imaging", [[6]], "settings.imaging[0]", "weeks and the last week"),
        ("imaging", [[6, None], [9, None]], "settings.imaging[0]", "the last step"),
        ("imaging", [[6, 5], [9, None]], "settings.imaging[0]", "week 6 or later"),
        (
            "imaging",
            [[6, 52], [9, 56], [12, None]],
            "settings.imaging[1]",
            "week 57 or later",
        ),
        ("imaging", [[0, None]], "settings.imaging[0][0]", "must be from 1"),
        ("safety_follow_up", [[30, 7]], "settings.safety_follow_up[0]", "days, before"),
        ("survival", [12, 14], "settings.survival", "weeks, before and after"),
        ("survival", [12, -1, 0], "settings.survival[1]", "must be from 0"),
        ("treatment_cap", {}, "settings.treatment_cap", "with cycles or with months"),
        (
            "treatment_cap",
            {"cycles": 35, "months": 24},
            "settings.treatment_cap",
            "with cycles or with months",
        ),
        ("treatment_cap", {"weeks": 9}, "settings.treatment_cap.weeks", "not a known"),
        ("treatment_cap", {"cycles": 0}, "settings.treatment_cap.cycles", "from 1"),
        ("treatment_cap", 35, "settings.treatment_cap", "must be a table"),
        ("interim_visits", ["D8"], "settings.interim_visits[0]", "Write it as C1D8"),
        ("interim_visits", ["C0D8"], "settings.interim_visits[0]", "Write it"),
        ("interim_visits", ["C1D8"] * 2, "settings.interim_visits[1]", "twice"),
        ("interim_visits", ["C1D22"], "settings.interim_visits[0]", "in no cycle"),
        ("interim_visits", ["C1D1"], "settings.interim_visits[0]", "planned visit"),
        ("compliance_band", [90, 80], "settings.compliance_band", "lower number first"),
        ("compliance_band", [80], "settings.compliance_band", "two whole numbers"),
        ("compliance_band", [80, 201], "settings.compliance_band[1]", "from 0 to 200"),
        ("day_1_before", 18, "settings.day_1_before", "overlap"),
        ("imaging_window", 21, "settings.imaging_window", "overlap"),
        ("safety_follow_up", [[7, 8, 0]], "settings.safety_follow_up", "its anchor"),
        ("imaging", [[2, None]], "settings.imaging", "overlap"),
        ("interim_visits", ["C1D6"], "settings.interim_visits", "D1 and of C1D6"),
        ("interim_visits", ["C1D17"], "settings.interim_visits", "D1 of the next"),
        ("interim_visits", ["C1D8", "C1D10"], "settings.interim_visits", "of C1D10"),
    ],
)
def test_what_a_site_may_not_set_is_named(name: str, value: object, at: str, says: str):
    problem = refusal(name, value)
    assert problem.path == at
    assert says in problem.problem


def test_settings_that_only_fit_together_are_judged_together():
    wider = [("day_1_before", 10), ("day_1_after", 10)]
    assert settings_with(FIRST, wider).day_1_after == 10
    with pytest.raises(FactsError, match=r"D1 and of D1 of the next cycle overlap"):
        settings_with(FIRST, [*wider, ("day_1_before", 11)])


@pytest.mark.parametrize(
    ("chosen", "at"),
    [
        ({"imaging": [[2, "none"]], "spare_days": 3}, "settings.imaging"),
        ({"spare_days": 3, "interim_visits": ["C1D6"]}, "settings.interim_visits"),
        ({"imaging": [[2, "none"]], "interim_visits": ["C1D6"]}, "settings"),
    ],
)
def test_the_key_of_the_document_is_named_that_breaks_the_windows(
    chosen: dict[str, object], at: str
):
    with pytest.raises(FactsError) as caught:
        settings_with(FIRST, chosen.items())
    assert caught.value.path == at


def test_one_setting_can_be_read_alone():
    rule = FIRST.setting_rules["next_day_1"]
    assert read_setting(rule, "fixed", "here") is NextDay1.FIXED
    with pytest.raises(FactsError, match=r"^here: 'x' is not one of rolling"):
        read_setting(rule, "x", "here")


@given(name=st.sampled_from(list(FIRST.setting_rules)), value=PLAIN_DATA)
def test_any_value_of_a_setting_is_read_or_refused(name: str, value: object):
    with suppress(FactsError):
        assert isinstance(settings_with(FIRST, [(name, value)]), Settings)
