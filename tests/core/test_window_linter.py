import pytest

from tests.core.profiles import (
    FIRST_TEXT,
    SECOND_TEXT,
    problems,
    with_values,
    without,
)

# The second profile in its first version, without visits in between.
BARE = without(
    with_values(SECOND_TEXT, ("settings.interim_visits.default", [])), "versions"
)

# One breach a row: what is planted, the key that is named, what is said.
BREACHES = [
    pytest.param(
        ("cycle_visits[0].after", 1),
        "cycle_visits[0].after",
        "the window of D-1 closes on its anchor or after it",
        id="window before Day 1 that reaches it",
    ),
    pytest.param(
        ("cycle_visits[2].before", 14),
        "cycle_visits[2].before",
        "the window of D15 opens on its anchor or before it",
        id="window after Day 1 that reaches it",
    ),
    pytest.param(
        ("cycle_visits[2].after", 11),
        "cycle_visits[2].after",
        "the windows of D15 and of D-1 of the next cycle overlap",
        id="windows of two cycles overlap",
    ),
    pytest.param(
        ("settings.day_1_after.default", 11),
        "settings.day_1_after.default",
        "the windows of D1 and of D15 overlap",
        id="windows of one cycle overlap by a setting",
    ),
    pytest.param(
        ("settings.imaging.default", [[2, 4], [8, "none"]]),
        "settings.imaging_window.default",
        "overlap",
        id="windows of a cadence overlap",
    ),
    pytest.param(
        ("settings.imaging_window.default", 28),
        "settings.imaging_window.default",
        "overlap",
        id="windows meet on one day",
    ),
    pytest.param(
        ("settings.safety_follow_up.default", [[28, 0, 7], [40, 5, 0]]),
        "settings.safety_follow_up.default",
        "call at 28 days and of call at 40 days overlap",
        id="windows of follow-ups overlap",
    ),
    pytest.param(
        ("settings.safety_follow_up.default", [[7, 8, 0]]),
        "settings.safety_follow_up.default",
        "the window of call at 7 days opens before its anchor",
        id="follow-up window that begins before the last dose",
    ),
    pytest.param(
        ("anchored_visits[4].schedule", [[-5, 4, 6]]),
        "anchored_visits[4].schedule",
        "the window of blood bank at -5 days closes after its anchor",
        id="window before an anchor that reaches past it",
    ),
    pytest.param(
        ("anchored_visits[5].schedule", [[10, 2, 2], [14, 2, 2]]),
        "anchored_visits[5].schedule",
        "question sheet at 10 days and of question sheet at 14 days overlap",
        id="windows of one profile's own days overlap",
    ),
    pytest.param(
        ("settings.survival.default", [1, 3, 4]),
        "settings.survival.default",
        "overlap",
        id="windows of recurring calls overlap",
    ),
    pytest.param(
        ("settings.interim_visits.default", ["C1D8", "C3D15"]),
        "settings.interim_visits.default[1]",
        "C3D15 is a planned visit already",
        id="visit in between that is planned",
    ),
    pytest.param(
        ("settings.interim_visits.default", ["C1D29"]),
        "settings.interim_visits.default[0]",
        "or in no cycle of 28 days",
        id="visit in between outside the cycle",
    ),
]


@pytest.mark.parametrize(("change", "path", "says"), BREACHES)
def test_a_window_in_breach_is_refused_with_the_path_of_its_key(
    change: tuple[str, object], path: str, says: str
):
    assert says in problems(BARE, change)[path]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(("cycle_visits[2].before", 11), id="opens after D1 has closed"),
        pytest.param(("cycle_visits[2].after", 10), id="closes before the next D-1"),
        pytest.param(("settings.imaging_window.default", 27), id="a day between"),
        pytest.param(("settings.survival.default", [1, 3, 3]), id="touching weeks"),
        pytest.param(
            ("settings.safety_follow_up.default", [[28, 0, 7], [40, 4, 0]]),
            id="touching follow-ups",
        ),
        pytest.param(("settings.safety_follow_up.default", [[7, 7, 0]]), id="day 0"),
        pytest.param(("anchored_visits[4].schedule", [[-5, 4, 5]]), id="up to day 0"),
        pytest.param(("settings.interim_visits.default", ["C1D23"]), id="in between"),
    ],
)
def test_what_is_just_within_a_rule_is_sound(change: tuple[str, object]):
    assert problems(BARE, change) == {}


@pytest.mark.parametrize(
    ("visits", "sides", "says"),
    [
        (["C1D8"], (4, 3), {}),
        (["C1D8"], (5, 3), {"settings.day_1_after.default": "D1 and of C1D8"}),
        (["C1D8"], (4, 4), {"interim_visits.after": "C1D8 and of D15"}),
        (["C1D8", "C2D10"], (1, 1), {}),
        (["C1D8", "C1D10"], (1, 1), {"interim_visits.after": "C1D8 and of C1D10"}),
        (["C2D28"], (1, 0), {"interim_visits.after": "C2D28 and of D-1 of the next"}),
    ],
)
def test_windows_of_visits_in_between_share_no_day_with_their_neighbours(
    visits: list[str], sides: tuple[int, int], says: dict[str, str]
):
    found = problems(
        BARE,
        ("settings.interim_visits.default", visits),
        ("interim_visits.before", sides[0]),
        ("interim_visits.after", sides[1]),
    )
    assert found.keys() == says.keys()
    assert all(said in found[path] for path, said in says.items())


def test_only_a_study_of_several_cycles_has_a_next_one():
    late = ("cycle_visits[2].after", 13)
    assert "cycle_visits[2].after" in problems(BARE, late)
    once = ("settings.treatment_cap.default", {"cycles": 1})
    assert problems(BARE, late, once) == {}


def test_the_widest_windows_of_day_1_leave_a_day_between_two_cycles():
    before, after = "settings.day_1_before.default", "settings.day_1_after.default"
    assert problems(FIRST_TEXT, (before, 10), (after, 10)) == {}
    assert list(problems(FIRST_TEXT, (before, 11), (after, 10))) == [before]
