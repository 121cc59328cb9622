"""What is typed into the search is taken apart into words and one date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.core.facts import Participant
from scheduler.core.search import Query, names, rank, read_query, says

TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)
ANNA = Participant(
    code="PL03-0012",
    first_day_1=None,
    initials="J-W",
    hospital_number="H77",
    randomization_number="R-120",
)

READ = {
    "0012": Query(("0012",)),
    "0012 27-Nov": Query(("0012",), (FRIDAY,)),
    "27 nov 0012": Query(("0012",), (FRIDAY,)),
    "27-Nov-2026": Query((), (FRIDAY,)),
    "Fri 27-Nov-2026": Query((), (FRIDAY,)),
    "2026-11-27": Query((), (FRIDAY,)),
    "+4d": Query((), (FRIDAY,)),
    "pl03 today": Query(("pl03",), (TODAY,)),
    "tomorrow": Query((), (date(2026, 11, 24),)),
    "yesterday": Query((), (date(2026, 11, 22),)),
    "03-Jan": Query((), (date(2027, 1, 3),)),
    "30-Jun": Query((), (date(2026, 6, 30),)),
    "29-Feb": Query(("29-feb",)),
    "31-Feb": Query(("31-feb",)),
    "12-xyz": Query(("12-xyz",)),
    "05/04/2026": Query((), (date(2026, 4, 5), date(2026, 5, 4))),
    "+999m": Query((), (date(2110, 2, 23),)),
    "Record visit": Query(("record", "visit")),
    "  ": Query(()),
}


@pytest.mark.parametrize("text", READ)
def test_a_search_is_words_and_at_most_one_date(text: str):
    """D-07, D-08: an ambiguous date keeps both of its readings."""
    assert read_query(text, today=TODAY) == READ[text]


def test_a_leap_day_is_the_nearest_one_that_there_is():
    assert read_query("29-Feb", today=date(2027, 8, 1)).days == (date(2028, 2, 29),)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("0012",), True),
        (("12",), True),
        (("j-w",), True),
        (("h77", "pl03"), True),
        (("r-120",), True),
        (("0013",), False),
        (("0012", "visit"), False),
        ((), True),
    ],
)
def test_a_participant_is_found_by_any_identifier(words: tuple[str, ...], found: bool):
    assert names(ANNA, words) is found


def test_the_code_that_ends_in_what_was_typed_comes_first():
    codes = ["PL12-0001", "PL03-0120", "PL03-0012", "12-A"]
    people = [Participant(code=code, first_day_1=None) for code in codes]
    found = sorted(people, key=lambda one: rank(one, ("12",)))
    assert [one.code for one in found] == [
        "PL03-0012",
        "12-A",
        "PL03-0120",
        "PL12-0001",
    ]
    assert [
        one.code for one in sorted(people, key=lambda one: rank(one, ()))
    ] == sorted(codes)


@pytest.mark.parametrize(
    ("words", "found"), [(("vis",), True), (("isit",), False), (("rec", "vis"), True)]
)
def test_a_command_is_found_by_the_beginnings_of_its_words(
    words: tuple[str, ...], found: bool
):
    assert says("Record visit\u2026", words) is found


@given(st.text(max_size=40))
def test_any_text_is_taken_apart_and_nothing_is_lost(text: str):
    query = read_query(text, today=TODAY)
    assert len(query.days) <= 2
    assert set(query.words) <= set(text.casefold().split())
    assert query.days or list(query.words) == text.casefold().split()
