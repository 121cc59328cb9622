import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.core.provenance import Source
from scheduler.core.setting_kinds import CHOICES, KIND_OF, KINDS
from scheduler.core.settings import (
    CadenceStep,
    FollowUp,
    NextDay1,
    Recurring,
    Settings,
    TreatmentCap,
)
from scheduler.core.study import Study
from scheduler.core.study_text import read_study, study_problems
from scheduler.errors import ProfileError
from tests.core.profiles import (
    FIRST,
    FIRST_TEXT,
    PLAIN_DATA,
    SECOND,
    SECOND_TEXT,
    keys,
    plain,
    with_values,
    without,
)

MAY_BE_LEFT_OUT = re.compile(
    r"reasons\..*|versions|anchored_visits.*\.(window|moves|ends_with)"
    r"|versions.*\.changes\..*"
    r"|.*\.(from_kg|below_kg)|.*\.cycles"
)
# Two settings stand for the keys that all settings have.
OTHER_SETTINGS = re.compile(r"settings\.(?!next_day_1|spare_days)\w+\..*")
NEEDED = [
    path
    for path in keys(plain(SECOND_TEXT))
    if not MAY_BE_LEFT_OUT.match(path) and not OTHER_SETTINGS.match(path)
]
OF_ARMS = re.compile(
    r"\b(arms?|experimental|control|2:1|one unit|allocat\w+)\b", re.IGNORECASE
)


def refusal(text: str) -> ProfileError:
    with pytest.raises(ProfileError) as caught:
        read_study(text)
    return caught.value


def test_the_profile_of_the_trial_is_read_with_its_constants():
    assert (FIRST.key, FIRST.protocol) == ("js001-027-iii-hcc", "JS001-027-III-HCC")
    assert FIRST.cycle_length_days == 21
    assert {c.provenance.source for c in FIRST.constants} == {Source.PUBLIC_RECORD}
    known = {constant.name: constant.value for constant in FIRST.constants}
    assert known["contraception"].endswith(
        "within 5 months after the last administration"
    )
    assert known["age"] == "18 to 75 full years, both included"


@pytest.mark.parametrize(
    ("grams", "mg", "capsules"),
    [
        pytest.param(25_000, 8, 2, id="lowest weight"),
        pytest.param(45_000, 8, 2, id="G04 light"),
        pytest.param(59_900, 8, 2, id="G02"),
        pytest.param(59_950, 8, 2, id="G03 never rounded"),
        pytest.param(59_990, 8, 2, id="G03 last below"),
        pytest.param(60_000, 12, 3, id="G01 the edge"),
        pytest.param(60_040, 12, 3, id="G01 just above"),
        pytest.param(120_000, 12, 3, id="G04 no cap"),
        pytest.param(250_000, 12, 3, id="highest weight"),
    ],
)
def test_a_weight_lies_in_one_band(grams: int, mg: int, capsules: int):
    level = FIRST.capsules.band(grams).level
    assert (level.mg, level.capsules) == (mg, capsules)


def test_the_ladder_goes_down_to_every_other_day():
    assert [level.name for level in FIRST.capsules.ladder] == [
        "12 mg daily",
        "8 mg daily",
        "4 mg daily",
        "4 mg every other day",
    ]
    assert [level.capsules for level in FIRST.capsules.ladder] == [3, 2, 1, 1]
    assert FIRST.capsules.level("8 mg daily") == FIRST.capsules.ladder[1]
    assert FIRST.capsules.level("10 mg daily") is None


def test_the_infusion_has_one_wording_for_everybody():
    assert FIRST.infusion.name == "toripalimab or placebo"
    assert FIRST.infusion.dose_mg == 240
    assert OF_ARMS.search(FIRST_TEXT) is None
    for match in re.finditer("toripalimab", FIRST_TEXT, re.IGNORECASE):
        assert FIRST_TEXT[match.end() :].startswith(" or placebo")


def test_the_defaults_are_those_of_the_product_page():
    settings = FIRST.settings
    assert settings.next_day_1 is NextDay1.ROLLING
    assert (settings.day_1_before, settings.day_1_after) == (3, 3)
    assert settings.imaging == (
        CadenceStep(every_weeks=6, until_week=54),
        CadenceStep(every_weeks=9, until_week=None),
    )
    assert settings.safety_follow_up == (
        FollowUp(days=30, before=7, after=7),
        FollowUp(days=90, before=7, after=7),
    )
    assert settings.survival == Recurring(every_weeks=12, before=14, after=14)
    assert (settings.spare_days, settings.pack_size) == (0, 30)
    assert settings.treatment_cap is None
    assert settings.contraception_months == 5


def test_every_setting_has_a_kind_a_reader_and_a_rule():
    assert set(KIND_OF) == set(Settings.__dataclass_fields__)
    assert set(KIND_OF.values()) == set(KINDS)
    assert {name for name, kind in KIND_OF.items() if kind == "choice"} == set(CHOICES)
    assert list(FIRST.setting_rules) == list(plain(FIRST_TEXT)["settings"])


def test_what_the_public_record_does_not_give_says_so():
    given_there = {
        name
        for name, rule in FIRST.setting_rules.items()
        if rule.provenance.source is Source.PUBLIC_RECORD
    }
    assert given_there == {"contraception_months"}


def test_a_second_trial_is_read_by_the_same_code():
    assert [visit.label for visit in SECOND.cycle_visits] == ["D-1", "D1", "D15"]
    assert [visit.day for visit in SECOND.cycle_visits] == [-1, 1, 15]
    bands = SECOND.capsules.bands
    assert [band.level.mg for band in bands] == [20, 10, 15]
    assert SECOND.capsules.band(80_490).level.mg == 15
    assert SECOND.capsules.band(80_500).level.mg == 20
    assert SECOND.settings.treatment_cap == TreatmentCap(cycles=12)
    assert SECOND.settings.minimum_interval_days is None


@pytest.mark.parametrize(
    ("path", "value", "at", "says"),
    [
        ("[0].version", "7", "[0].version", "'7' is there twice"),
        ("[1].version", "8", "[1].version", "'8' is there twice"),
        ("[0].dated", date(2026, 11, 21), "[0].dated", "is before 2026-11-22"),
        ("[0].dated", "2026-11-22", "[0].dated", "must be a date"),
        ("[0].changes.capsules", {}, "[0].changes.capsules", "is not a known key"),
        ("[0].changes.settings.tea", 1, "[0].changes.settings.tea", "not a known key"),
        (
            "[0].changes.settings.day_1_after",
            21,
            "[0].changes.settings.day_1_after.default",
            "from 0 to 20",
        ),
        (
            "[0].changes.settings.day_1_after",
            11,
            "[0].changes.settings.day_1_after.default",
            "overlap",
        ),
        (
            "[1].changes.cycle_visits[0].offset_days",
            1,
            "[1].changes.cycle_visits",
            "nothing defines Day 1",
        ),
    ],
)
def test_a_wrong_version_is_named_with_the_path_of_its_key(
    path: str, value: object, at: str, says: str
):
    text = with_values(SECOND_TEXT, (f"versions{path}", value))
    found = {problem.path: problem.problem for problem in study_problems(text)}
    assert says in found[f"versions{at}"]
    assert refusal(text).path in found


@pytest.mark.parametrize("text", [FIRST_TEXT, SECOND_TEXT])
def test_both_profiles_are_sound(text: str):
    assert study_problems(text) == ()


@pytest.mark.parametrize("path", NEEDED)
def test_a_missing_key_is_named(path: str):
    problem = refusal(without(SECOND_TEXT, path))
    assert problem.path == path
    assert problem.problem == "is missing. Add this key."


@pytest.mark.parametrize("path", [path for path in NEEDED if "." in path])
def test_a_key_of_the_wrong_type_is_named(path: str):
    problem = refusal(with_values(SECOND_TEXT, (path, 1.5)))
    assert problem.path.startswith(path)


@pytest.mark.parametrize(
    ("path", "value", "at", "says"),
    [
        ("study.colour", "red", "study.colour", "is not a known key"),
        ("study.key", " ", "study.key", "is empty"),
        ("study.title", "x" * 1001, "study.title", "longer than 1000"),
        ("study.title", "a\u0007b", "study.title", "control character"),
        ("study.profile_date", "2026-11-22", "study.profile_date", "must be a date"),
        ("study.cycle_length_days", True, "study.cycle_length_days", "whole number"),
        ("study.cycle_length_days", 0, "study.cycle_length_days", "from 1 to 366"),
        ("study.cycle_length_days", 367, "study.cycle_length_days", "from 1 to 366"),
        ("constants[0].source", "hearsay", "constants[0].source", "is not one of"),
        ("constants", {}, "constants", "must be a list, not a table"),
        ("capsules", [], "capsules", "must be a table, not a list"),
        ("capsules.bands[1].below_kg", "50 lb", "capsules.bands[1].below_kg", "Kilo"),
        ("capsules.bands[0].level", "9 mg daily", "capsules.bands[0].level", "Choose"),
        ("cycle_visits[0].before", -1, "cycle_visits[0].before", "from 0"),
        ("procedures[0].visits", ["a", "a"], "procedures[0].visits[1]", "twice"),
        ("procedures[3].every_cycles", 0, "procedures[3].every_cycles", "from 1"),
        ("procedures[4].days", [0], "procedures[4].days[0]", "from 1"),
        ("procedures[4].days", {}, "procedures[4].days", "must be a list"),
        ("study.ends_with", ["boredom"], "study.ends_with[0]", "is not one of"),
        ("anchored_visits[3].until", "tea", "anchored_visits[3].until", "is not one"),
        ("anchored_visits[3].schedule", [], "anchored_visits[3].schedule", "no visit"),
        (
            "anchored_visits[3].schedule",
            [[1, 2]],
            "anchored_visits[3].schedule[0]",
            "must be a list of days, before and after",
        ),
        (
            "anchored_visits[3].schedule",
            [[1, 2, -1]],
            "anchored_visits[3].schedule[0][2]",
            "from 0",
        ),
        (
            "anchored_visits[6].schedule.every_weeks",
            0,
            "anchored_visits[6].schedule.every_weeks",
            "from 1 to 520",
        ),
        ("reasons", [], "reasons", "must be a table"),
        ("reasons.moved", [1], "reasons.moved[0]", "must be a text"),
        ("settings.spare_days.kind", "months", "settings.spare_days.kind", "one of"),
        ("settings.spare_days.low", 99, "settings.spare_days.low", "above high, 14"),
        ("settings.pack_size.low", 0, "settings.pack_size.low", "from 1 to 3650"),
        (
            "settings.next_day_1.choices",
            ["rolling", "floating"],
            "settings.next_day_1.choices[1]",
            "is not one of",
        ),
        ("settings.next_day_1.default", "x", "settings.next_day_1.default", "one of"),
        ("settings.spare_days.default", 15, "settings.spare_days.default", "0 to 14"),
        ("settings.spare_days.default", "none", "settings.spare_days.default", "whole"),
        ("settings.unheard", {}, "settings.unheard", "is not a known key"),
    ],
)
def test_a_wrong_value_is_named_with_the_path_of_its_key(
    path: str, value: object, at: str, says: str
):
    problem = refusal(with_values(SECOND_TEXT, (path, value)))
    assert problem.path == at
    assert says in problem.problem


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("study = ", id="unfinished"),
        pytest.param("a = 1\na = 2\n", id="a key twice"),
        pytest.param("a = " + "[" * 100_000, id="nested without end"),
        pytest.param("a = " + "9" * 5000, id="a number without end"),
        pytest.param("a = 2026-02-30", id="a day that no calendar has"),
        pytest.param("\ufeff", id="byte order mark"),
    ],
)
def test_what_is_not_toml_is_refused(text: str):
    assert refusal(text).path == "document"
    assert study_problems(text)[0].path == "document"


@given(text=st.text())
def test_any_text_is_refused_and_nothing_else_happens(text: str):
    assert refusal(text).path


@given(path=st.sampled_from(NEEDED), value=PLAIN_DATA)
def test_any_value_at_any_key_is_read_or_refused(path: str, value: object):
    with suppress(ProfileError):
        assert isinstance(read_study(with_values(SECOND_TEXT, (path, value))), Study)
