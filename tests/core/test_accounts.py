from dataclasses import replace

import pytest

from scheduler.core.accounts import Account, capsule_accounts, infusion_intensity
from scheduler.core.facts import (
    Dispensing,
    DoseAction,
    DoseDecision,
    ExtraDoses,
    Fact,
    MissedDoses,
    Return,
)
from tests.core.plans import (
    ENTERED,
    NOT_GIVEN,
    PILLS,
    STOPPED,
    day,
    ended,
    given,
    held,
    planned,
    weighed,
)
from tests.core.profiles import FIRST, SECOND

TWELVE, EIGHT = weighed(62000), weighed(58000)
EVERY_21 = " and the interval after it; one planned every 21 days"
UNKNOWN = "no starting dose is known for these days"


def handed(on: str, capsules: int) -> Dispensing:
    return Dispensing(on=day(on), capsules=capsules)


def back(on: str, capsules: int, lost: int = 0, *, all_back: bool = True) -> Return:
    return Return(
        on=day(on), capsules=capsules, lost=lost, containers_returned=all_back
    )


def missed(first: str, last: str) -> MissedDoses:
    return MissedDoses(starts=day(first), ends=day(last))


def extra(on: str, capsules: int) -> ExtraDoses:
    return ExtraDoses(on=day(on), capsules=capsules)


def accounts(*facts: Fact, as_of: str = "2024-06-01", **chosen: object):
    plan = planned(*facts, as_of=as_of, **chosen)
    return capsule_accounts(FIRST.capsules, plan)


def percents(account: Account) -> tuple[str | None, str | None]:
    return account.compliance, account.dose_intensity


HALF_HELD = [
    held(PILLS, "2024-03-14", "2024-03-18"),
    DoseDecision(
        on=day("2024-03-19"), action=DoseAction.RESUME_REDUCED, to="8 mg daily"
    ),
]
ALL_HELD = [held(PILLS, "2024-03-04", "2024-03-24")]


@pytest.mark.parametrize(
    ("facts", "out", "came", "expected", "taken", "percent"),
    [
        pytest.param([TWELVE], 72, back("2024-03-25", 9), 63, 63,
                     ("100.0", "100.0"), id="G34"),
        pytest.param([EIGHT], 60, back("2024-03-25", 22), 42, 38,
                     ("90.5", "90.5"), id="G35"),
        pytest.param([TWELVE], 90, back("2024-03-25", 20), 63, 70,
                     ("111.1", "111.1"), id="G36"),
        pytest.param([TWELVE, *HALF_HELD], 63, back("2024-03-25", 21), 42, 42,
                     ("100.0", "66.7"), id="G37"),
        pytest.param([TWELVE], 63, back("2024-03-25", 6), 63, 57,
                     ("90.5", "90.5"), id="G38"),
        pytest.param([TWELVE], 63, back("2024-03-25", 0, lost=6), 63, 57,
                     ("90.5", "90.5"), id="G42"),
        pytest.param([TWELVE, *ALL_HELD], 63, back("2024-03-25", 63), 0, 0,
                     (None, "0.0"), id="G41"),
    ],
)  # fmt: skip
def test_what_was_taken_is_part_of_what_was_ordered_and_of_what_was_planned(
    facts: list[Fact],
    out: int,
    came: Return,
    expected: int,
    taken: int,
    percent: tuple[str | None, str | None],
):
    [found] = accounts(*facts, handed("2024-03-04", out), came)
    assert (found.dispensed, found.expected, found.taken) == (out, expected, taken)
    assert percents(found) == percent
    assert found.why == ("" if expected else "no capsules were ordered")


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ([handed("2024-03-04", 63)], "not counted yet"),
        ([handed("2024-03-04", 63), ended(PILLS, "2024-03-20")],
         "containers not returned"),
        ([handed("2024-03-04", 63), back("2024-03-25", 0, all_back=False)],
         "containers not returned"),
        ([handed("2024-03-04", 63), back("2024-03-25", 64)],
         "more came back than was handed out"),
        ([handed("2024-03-04", 63), back("2024-03-04", 6)], "not counted yet"),
        ([handed("2024-03-04", 63), back("2024-03-04", 6),
          ended(PILLS, "2024-03-20")], "containers not returned"),
    ],
)  # fmt: skip
def test_what_nobody_counted_is_not_known_and_never_100_percent(
    facts: list[Fact], why: str
):
    [found] = accounts(TWELVE, *facts)
    assert (found.taken, *percents(found)) == (None, None, None)
    assert found.why == why


def test_what_comes_back_on_the_day_of_the_first_hand_out_belongs_to_it():
    facts = [handed("2024-03-04", 90), back("2024-03-04", 27)]
    [found] = accounts(TWELVE, *facts, as_of="2024-03-24")
    assert (found.returned, found.ends, found.expected) == (27, None, 60)
    [found] = accounts(TWELVE, *facts, back("2024-03-25", 0))
    assert (found.returned, found.taken, percents(found)[0]) == (27, 63, "100.0")
    [found] = accounts(
        TWELVE, *facts, back("2024-03-04", 60), ended(PILLS, "2024-03-04")
    )
    assert (found.returned, found.taken, found.expected) == (87, 3, 3)


def test_without_a_starting_dose_there_is_no_intensity():
    facts = [handed("2024-03-04", 63), back("2024-03-25", 42)]
    [found] = accounts(*facts, who=ENTERED)
    assert (found.expected, found.taken) == (42, 21)
    assert percents(found) == ("50.0", None)
    assert found.why == UNKNOWN
    [found] = accounts(*facts)
    assert found.why == f"no capsules were ordered; {UNKNOWN}"


OUT, BACK = handed("2024-03-04", 63), back("2024-03-25", 6)
EVERY_OTHER = [
    TWELVE,
    DoseDecision(on=day("2024-03-04"), action=DoseAction.REDUCE,
                 to="4 mg every other day", reason="toxicity"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "diary"),
    [
        pytest.param([OUT, BACK], (0, 0, 63), id="nothing told is all taken"),
        pytest.param([OUT, BACK, missed("2024-03-10", "2024-03-11")], (6, 0, 57),
                     id="G38 two days"),
        pytest.param([OUT, BACK, missed("2024-03-10", "2024-03-10"),
                      missed("2024-03-20", "2024-03-21"), extra("2024-03-12", 3),
                      extra("2024-03-12", 1)], (9, 4, 58), id="sums"),
        pytest.param([OUT, BACK, missed("2024-03-01", "2024-03-04")], (3, 0, 60),
                     id="the day of the hand-out counts, earlier ones do not"),
        pytest.param([OUT, BACK, missed("2024-03-24", "2024-03-27")], (3, 0, 60),
                     id="the last day of the period counts, later ones do not"),
        pytest.param([OUT, BACK, missed("2024-03-25", "2024-03-27")], (0, 0, 63),
                     id="after the period"),
        pytest.param([OUT, BACK, extra("2024-03-03", 3)], (0, 0, 63),
                     id="extra before the hand-out"),
        pytest.param([OUT, BACK, extra("2024-03-04", 3)], (0, 3, 66),
                     id="extra on the day of the hand-out"),
        pytest.param([OUT, BACK, extra("2024-03-26", 3)], (0, 3, 66),
                     id="extra of what was kept back"),
        pytest.param([OUT, BACK, held(PILLS, "2024-03-10", "2024-03-12"),
                      missed("2024-03-09", "2024-03-12")], (3, 0, 51),
                     id="days on hold count nothing"),
        pytest.param([*EVERY_OTHER[1:], OUT, BACK, missed("2024-03-05", "2024-03-05")],
                     (0, 0, 11), id="days off count nothing"),
        pytest.param([*EVERY_OTHER[1:], OUT, BACK, missed("2024-03-05", "2024-03-08")],
                     (2, 0, 9), id="every other day"),
        pytest.param([OUT, ended(PILLS, "2024-03-24"), extra("2024-03-26", 3)],
                     (0, 3, 66), id="extra after the last dose"),
        pytest.param([OUT, missed("2024-03-10", "2024-03-11"), extra("2024-03-12", 1)],
                     (6, 1, None), id="open"),
    ],
)  # fmt: skip
def test_the_diary_tells_what_was_missed_and_what_was_extra(
    facts: list[Fact], diary: tuple[int, int, int | None]
):
    [found] = accounts(TWELVE, *facts)
    assert (found.missed, found.extra, found.by_diary) == diary


def test_each_entry_of_the_diary_belongs_to_one_hand_out():
    second = handed("2024-03-25", 63)
    diary = [missed("2024-03-23", "2024-03-26"), extra("2024-03-25", 2)]
    first, last = accounts(TWELVE, OUT, second, *diary, back("2024-04-15", 1))
    assert (first.missed, first.extra, first.by_diary) == (6, 0, 57)
    assert (last.missed, last.extra, last.by_diary) == (6, 2, 59)


def test_without_a_dose_the_diary_tells_nothing():
    [found] = accounts(OUT, BACK, missed("2024-03-10", "2024-03-11"))
    assert (found.missed, found.by_diary) == (0, None)


@pytest.mark.parametrize(
    ("facts", "bounds"),
    [
        pytest.param(
            [handed("2024-03-04", 63), handed("2024-03-23", 63)],
            [("2024-03-04", "2024-03-23", 57), ("2024-03-23", None, 30)],
            id="G43 to the next hand-out",
        ),
        pytest.param(
            [handed("2024-03-04", 63), back("2024-03-25", 6)],
            [("2024-03-04", "2024-03-25", 63)],
            id="to the day on which they came back",
        ),
        pytest.param(
            [handed("2024-03-04", 63), back("2024-03-22", 6), handed("2024-03-25", 1)],
            [("2024-03-04", "2024-03-25", 63), ("2024-03-25", None, 24)],
            id="to the next hand-out, though they came back before",
        ),
        pytest.param(
            [handed("2024-03-04", 63), ended(PILLS, "2024-03-17")],
            [("2024-03-04", "2024-03-17", 42)],
            id="G43 the last dose is inclusive",
        ),
        pytest.param(
            [handed("2024-03-04", 30), handed("2024-03-04", 33)],
            [("2024-03-04", None, 87)],
            id="open to the day asked",
        ),
        pytest.param([handed("2024-04-02", 63)], [("2024-04-02", None, 0)], id="today"),
        pytest.param([back("2024-03-25", 6)], [], id="nothing was handed out"),
    ],
)
def test_a_period_counts_its_first_day_and_ends_as_the_contract_says(
    facts: list[Fact], bounds: list[tuple[str, str | None, int]]
):
    found = accounts(TWELVE, *facts, as_of="2024-04-02")
    assert [
        (a.starts.isoformat(), a.ends and a.ends.isoformat(), a.expected) for a in found
    ] == bounds


def test_what_came_back_never_goes_into_the_next_period():
    facts = [handed("2024-03-04", 72), back("2024-03-25", 9), handed("2024-03-25", 60)]
    first, second = accounts(TWELVE, *facts, back("2024-04-15", 3))
    assert (first.returned, second.dispensed, second.returned) == (9, 60, 3)


@pytest.mark.parametrize(
    ("days_given", "percent", "why"),
    [
        pytest.param(["2024-01-01", "2024-01-22", "2024-02-22", "2024-03-14"], "89.4",
                     "4 given in 94 days, 01-Jan-2024 to 14-Mar-2024" + EVERY_21,
                     id="G44"),
        (["2024-01-01"], "100.0",
         "1 given in 21 days, 01-Jan-2024 to 01-Jan-2024" + EVERY_21),
        ([], None, "no infusion is recorded as given"),
    ],
)  # fmt: skip
def test_infusions_are_counted_against_those_planned_in_the_same_time(
    days_given: list[str], percent: str | None, why: str
):
    facts = [given(n, on) for n, on in enumerate(days_given, start=1)]
    plan = planned(*facts, given(9, "2024-04-01", NOT_GIVEN), as_of="2024-04-02")
    found = infusion_intensity(FIRST, plan)
    assert (found.percent, found.why) == (percent, why)


def test_two_infusions_a_cycle_have_half_a_cycle_each():
    facts = [given(1, "2024-03-04"), given(1, "2024-03-25", STOPPED, at=15)]
    found = infusion_intensity(
        SECOND, planned(*facts, as_of="2024-04-01", study=SECOND)
    )
    assert found.percent == "80.0"
    assert found.why == (
        "2 given in 35 days, 04-Mar-2024 to 25-Mar-2024 and the interval after it; one "
        "planned every 14 days"
    )


def test_where_no_cycle_has_an_infusion_any_more_there_is_no_percentage():
    facts = [given(1, "2024-03-04")]
    visits = tuple(replace(visit, infusion=False) for visit in FIRST.cycle_visits)
    study = replace(FIRST, cycle_visits=visits)
    found = infusion_intensity(study, planned(*facts, as_of="2024-04-01", study=study))
    assert (found.percent, found.why) == (None, "no infusion is planned in a cycle")
