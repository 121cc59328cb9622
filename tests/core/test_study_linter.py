import pytest

from scheduler.core.study_text import read_study, study_problems
from scheduler.errors import ProfileError
from tests.core.profiles import SECOND_TEXT, plain, problems, with_values

_, DAY_1, DAY_15 = plain(SECOND_TEXT)["cycle_visits"]
SCAN, CALL, *_ = plain(SECOND_TEXT)["anchored_visits"]
CONSTANT = plain(SECOND_TEXT)["constants"][0]


# One breach a row: what is planted, the key that is named, what is said.
BREACHES = [
    pytest.param(
        ("cycle_visits[2].label", "D14"),
        "cycle_visits[2].label",
        "contradicts offset_days 14, which is D15",
        id="label contradicts offset",
    ),
    pytest.param(
        ("cycle_visits[0].label", "D0"),
        "cycle_visits[0].label",
        "contradicts offset_days -1, which is D-1",
        id="there is no day 0",
    ),
    pytest.param(
        ("cycle_visits[2]", DAY_15 | {"offset_days": 28, "label": "D29"}),
        "cycle_visits[2].offset_days",
        "outside a cycle of 28 days",
        id="day outside the cycle",
    ),
    pytest.param(
        ("cycle_visits", [DAY_15]),
        "cycle_visits",
        "nothing defines Day 1",
        id="no Day 1",
    ),
    pytest.param(
        ("cycle_visits[1].infusion", False),
        "cycle_visits[1].infusion",
        "Day 1 carries the infusion",
        id="Day 1 without infusion",
    ),
    pytest.param(
        ("cycle_visits[1].visitnum_base", 150000),
        "cycle_visits[1].visitnum_base",
        "must be 0",
        id="Day 1 with another number",
    ),
    pytest.param(
        ("cycle_visits[1].before", "day_1_sooner"),
        "cycle_visits[1].before",
        "'day_1_sooner' is not a setting that fits here",
        id="window of no setting",
    ),
    pytest.param(
        ("cycle_visits[1].after", "maximum_gap_days"),
        "cycle_visits[1].after",
        "is not a setting that fits here",
        id="window of a setting that may be off",
    ),
    pytest.param(
        ("anchored_visits[0].schedule", "scans"),
        "anchored_visits[0].schedule",
        "is not a setting that fits here. Those are imaging,",
        id="schedule of no setting",
    ),
    pytest.param(
        ("anchored_visits[0].schedule", "imaging_window"),
        "anchored_visits[0].schedule",
        "is not a setting that fits here",
        id="schedule of a setting of another kind",
    ),
    pytest.param(
        ("anchored_visits[0].window", "imaging"),
        "anchored_visits[0].window",
        "is not a setting that fits here",
        id="series window of another kind",
    ),
    pytest.param(
        ("anchored_visits[1]", CALL | {"window": "imaging_window"}),
        "anchored_visits[1].window",
        "belongs to a cadence",
        id="window beside a schedule that has its own",
    ),
    pytest.param(
        (
            "anchored_visits[0]",
            {key: value for key, value in SCAN.items() if key != "window"},
        ),
        "anchored_visits[0].window",
        "belongs to a cadence",
        id="cadence without a window",
    ),
    pytest.param(
        ("anchored_visits[0].name", "scan"),
        "anchored_visits[0].name",
        "must have {weeks} once",
        id="name without its number",
    ),
    pytest.param(
        ("anchored_visits[1].name", "call {days} of {days} days"),
        "anchored_visits[1].name",
        "must have {days} once",
        id="name with its number twice",
    ),
    pytest.param(
        ("anchored_visits[1].name", "call {days} {"),
        "anchored_visits[1].name",
        "must have {days} once",
        id="name with an open brace",
    ),
    pytest.param(
        ("anchored_visits[1].anchor", "first dose"),
        "anchored_visits[1].anchor",
        "nothing defines 'first dose'",
        id="anchor that nothing defines",
    ),
    pytest.param(
        ("anchored_visits[1].anchor", "next_day_1"),
        "anchored_visits[1].anchor",
        "nothing defines 'next_day_1'",
        id="anchor by a setting that chooses none",
    ),
    pytest.param(
        ("anchored_visits[1].anchor", "spare_days"),
        "anchored_visits[1].anchor",
        "nothing defines 'spare_days'",
        id="anchor by a setting that is a number",
    ),
    pytest.param(
        ("constants", [CONSTANT, CONSTANT]),
        "constants[1].name",
        "'cycle length' is there twice",
        id="constant twice",
    ),
    pytest.param(
        ("cycle_visits[2]", DAY_1 | {"visitnum_base": 20000}),
        "cycle_visits[2].label",
        "'D1' is there twice",
        id="label twice",
    ),
    pytest.param(
        ("anchored_visits[2].kind", "call"),
        "anchored_visits[2].kind",
        "'call' is there twice",
        id="series twice",
    ),
    pytest.param(
        ("anchored_visits[2].name", "scan week {weeks}"),
        "anchored_visits[2].name",
        "is there twice",
        id="series name twice",
    ),
    pytest.param(
        ("capsules.key", "drip"),
        "capsules.key",
        "is the key of the infusion too",
        id="both drugs under one key",
    ),
    pytest.param(
        ("anchored_visits[0].visitnum_base", 29999),
        "anchored_visits[0].visitnum_base",
        "29999 is too close to 20000 of cycle_visits[2]",
        id="visit numbers that could clash",
    ),
    pytest.param(
        ("anchored_visits[1].visitnum_base", 10000),
        "cycle_visits[0].visitnum_base",
        "10000 is too close to 10000 of anchored_visits[1]",
        id="visit numbers twice",
    ),
    pytest.param(
        ("interim_visits.visitnum_base", 129999),
        "interim_visits.visitnum_base",
        "129999 is too close to 120000 of anchored_visits[9]",
        id="visit numbers in between that could clash",
    ),
    pytest.param(
        ("anchored_visits[0].moves", "imaging_window"),
        "anchored_visits[0].moves",
        "is not a setting that fits here. Those are imaging_moves,",
        id="moves by a setting that is no yes or no",
    ),
    pytest.param(
        ("anchored_visits[3].name", "first look {days}x{"),
        "anchored_visits[3].name",
        "must have {days} once",
        id="one visit with an open brace",
    ),
    pytest.param(
        ("anchored_visits[5].schedule", [[10, 2, 2], [10, 0, 0]]),
        "anchored_visits[5].schedule[1]",
        "10 cannot be the number in a name",
        id="two visits with one number",
    ),
    pytest.param(
        ("anchored_visits[5].schedule", [[0, 0, 2]]),
        "anchored_visits[5].schedule[0]",
        "0 cannot be the number in a name",
        id="a name with day 0",
    ),
    pytest.param(
        ("anchored_visits[5].name", "question sheet"),
        "anchored_visits[5].name",
        "must have {days} once",
        id="several visits under one name",
    ),
    pytest.param(
        ("anchored_visits[6].name", "antibody"),
        "anchored_visits[6].name",
        "must have {weeks} once",
        id="recurring visits under one name",
    ),
    pytest.param(
        ("procedures[1].name", "weight"),
        "procedures[1].name",
        "'weight' is there twice",
        id="procedure twice",
    ),
    pytest.param(
        ("procedures[1].visits", ["D29"]),
        "procedures[1].visits[0]",
        "'D29' is no visit of a cycle",
        id="procedure at a day that no cycle has",
    ),
    pytest.param(
        ("procedures[5].visits", ["scan", "looks"]),
        "procedures[5].visits[1]",
        "'looks' is no visit of a cycle, and no kind",
        id="procedure at a series that is not there",
    ),
    pytest.param(
        ("procedures[3].last_cycle", 1),
        "procedures[3].last_cycle",
        "1 is before first_cycle, 2",
        id="rhythm that ends before it begins",
    ),
    pytest.param(
        ("procedures[4].days", [8, 8]),
        "procedures[4].days",
        "must go up",
        id="rhythm that stands still",
    ),
    pytest.param(
        ("procedures[4].days", []),
        "procedures[4].then_every_days",
        "goes on from days, which are not there",
        id="rhythm without a beginning",
    ),
    pytest.param(
        ("procedures[3].days", [8]),
        "procedures[3].days",
        "Keep one of them",
        id="two rhythms at once",
    ),
]

SOUND = [
    pytest.param(("procedures[3].last_cycle", 2), id="a rhythm of one cycle"),
    pytest.param(("procedures[4].days", [8, 9]), id="days in a row"),
    pytest.param(("procedures[1].visits", ["D2", "D28"]), id="both ends of a cycle"),
    pytest.param(("interim_visits.visitnum_base", 130000), id="room for numbers"),
    pytest.param(("anchored_visits[5].schedule", [[1, 0, 2]]), id="one with a number"),
]


@pytest.mark.parametrize("change", SOUND)
def test_what_is_just_within_a_rule_is_sound(change: tuple[str, object]):
    assert problems(SECOND_TEXT, change) == {}


def test_a_study_without_infusions_has_a_day_1_without_one():
    nowhere = [(f"cycle_visits[{index}].infusion", False) for index in (1, 2)]
    assert problems(SECOND_TEXT, *nowhere) == {}


@pytest.mark.parametrize(("change", "path", "says"), BREACHES)
def test_a_breach_is_refused_with_the_path_of_its_key(
    change: tuple[str, object], path: str, says: str
):
    """R14."""
    assert says in problems(SECOND_TEXT, change)[path]


def test_every_problem_is_listed_and_the_first_is_raised():
    text = with_values(
        SECOND_TEXT, ("cycle_visits[2].label", "D14"), ("capsules.key", "drip")
    )
    first, second = study_problems(text)
    assert (first.path, second.path) == ("cycle_visits[2].label", "capsules.key")
    with pytest.raises(ProfileError) as caught:
        read_study(text)
    assert str(caught.value) == str(first)
