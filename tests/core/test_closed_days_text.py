from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given as for_every
from hypothesis import strategies as st

from scheduler.core.closed_days import CountryDays, Gap, ListedDay, Standing
from scheduler.core.closed_days_text import COLUMNS, read_country_days
from scheduler.errors import ClosedDaysError
from tests.core.plans import day

CHECKED = date(2026, 11, 22)
HEAD = "date,kind,name,standing,source,checked"
OFF = "2026-05-01,closed,Labour Day,announced,a notice,2026-11-22"
WORKED = "2026-05-09,working,worked for Labour Day,announced,a notice,2026-11-22"
NEXT = '2027,year,"working weekends, days off",not announced,none found,2026-11-22'


def table(*rows: str, head: str = HEAD) -> str:
    return "".join(f"{row}\n" for row in (head, *rows))


def refusal(text: str, country: str = "CN") -> ClosedDaysError:
    with pytest.raises(ClosedDaysError) as caught:
        read_country_days(country, text)
    return caught.value


def test_a_table_is_read_row_by_row():
    said = {"standing": Standing.ANNOUNCED, "source": "a notice", "checked": CHECKED}
    assert read_country_days("CN", table(OFF, WORKED, NEXT)) == CountryDays(
        country="CN",
        days=MappingProxyType(
            {
                day("2026-05-01"): ListedDay(
                    day=day("2026-05-01"), open=False, name="Labour Day", **said
                ),
                day("2026-05-09"): ListedDay(
                    day=day("2026-05-09"),
                    open=True,
                    name="worked for Labour Day",
                    **said,
                ),
            }
        ),
        gaps=(
            Gap(
                year=2027,
                what="working weekends, days off",
                source="none found",
                checked=CHECKED,
                standing=Standing.NOT_ANNOUNCED,
            ),
        ),
        first_year=2026,
        last_year=2027,
    )


def test_lines_may_end_as_a_spreadsheet_ends_them():
    text = table(OFF, NEXT)
    assert read_country_days("CN", text.replace("\n", "\r\n")) == read_country_days(
        "CN", text
    )


@pytest.mark.parametrize(
    ("row", "path", "words"),
    [
        (OFF.replace("2026-05-01", "01.05.2026"), "line 3, date", "2026-11-22"),
        (OFF.replace("2026-05-01", "2026-02-30"), "line 3, date", "not a date"),
        (OFF.replace("2026-05-01", "2200-01-01"), "line 3, date", "2199-12-31"),
        (OFF.replace("closed", "shut"), "line 3, kind", "closed, working, year"),
        (OFF.replace("closed", ""), "line 3, kind", "is empty"),
        (OFF.replace("Labour Day", ""), "line 3, name", "is empty"),
        (OFF.replace("Labour Day", " Labour Day"), "line 3, name", "one line"),
        (OFF.replace("Labour Day", "x" * 101), "line 3, name", "100"),
        (OFF.replace("announced", "certain"), "line 3, standing", "not one of"),
        (OFF.replace("announced", "not announced"), "line 3, standing", "its year"),
        (OFF.replace("a notice", ""), "line 3, source", "is empty"),
        (OFF.replace("-22", "-32"), "line 3, checked", "not a date"),
        (OFF.replace(",a notice", ""), "line 3", "has 5 cells, not 6"),
        (f"{OFF},", "line 3", "has 7 cells, not 6"),
        ("", "line 3", "has 0 cells"),
        (WORKED.replace("-09", "-08"), "line 3, kind", "2026-05-08 is a Fri"),
        (WORKED.replace("-09", "-11"), "line 3, kind", "2026-05-11 is a Mon"),
        (NEXT.replace("2027", "27"), "line 3, date", "not a year"),
        (NEXT.replace("2027", "1899"), "line 3, date", "not a year"),
        (NEXT.replace("2027", "2200"), "line 3, date", "not a year"),
        (NEXT.replace("2027", "2027-01-01"), "line 3, date", "not a year"),
        ('2027,year,"open', "line 3", "is not CSV"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_with_its_line_and_column(
    row: str, path: str, words: str
):
    problem = refusal(table(OFF.replace("-05-01", "-01-01"), row))
    assert problem.path == path
    assert words in problem.problem
    assert str(problem).startswith(f"{problem.path}: ")


@pytest.mark.parametrize("on", ["2026-05-09", "2026-05-10"])
def test_both_days_of_a_weekend_may_be_worked(on: str):
    found = read_country_days("CN", table(WORKED.replace("2026-05-09", on)))
    assert found.days[day(on)].open


def test_a_cell_has_no_second_line():
    problem = refusal(table(OFF, WORKED.replace("a notice", '"a\nnotice"')))
    assert (problem.path, "one line" in problem.problem) == ("line 4, source", True)


@pytest.mark.parametrize("again", [OFF, OFF.replace("Labour", "May")])
def test_a_day_stands_there_once(again: str):
    problem = refusal(table(OFF, again))
    assert (problem.path, "twice" in problem.problem) == ("line 3, date", True)


@pytest.mark.parametrize("year", ["2022", "2024", "2025"])
def test_every_year_between_the_first_and_the_last_has_something_said(year: str):
    years = [NEXT.replace("2027", one) for one in ("2022", "2023", "2024", "2025")]
    whole = read_country_days("CN", table(*years, OFF))
    assert (whole.first_year, whole.last_year) == (2022, 2026)
    rest = [row for row in years if not row.startswith(year)]
    if year == "2022":
        assert read_country_days("CN", table(*rest, OFF)).first_year == 2023
    else:
        assert refusal(table(*rest, OFF)).problem.startswith(
            f"nothing is said of {year}"
        )


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", "line 1"),
        (table(OFF, head="date,kind"), "line 1"),
        (table(OFF, head=HEAD.upper()), "line 1"),
        (table(OFF, head=f"{HEAD},note"), "line 1"),
        (table(), "line 2"),
    ],
)
def test_a_table_needs_its_headings_and_a_row(text: str, path: str):
    assert refusal(text).path == path


@pytest.mark.parametrize("country", ["cn", "C", "CHN", "", "C1", "../CN"])
def test_a_country_is_two_capital_letters(country: str):
    assert refusal(table(OFF), country).path == "country"


CELL = st.sampled_from(
    ["2026-05-01", "2026-05-09", "2027", "closed", "working", "year", "announced",
     "not announced", "2026-11-22", "a name", "", '"', "\n", "\x00", "\ud800"]
) | st.text(max_size=4)  # fmt: skip


@for_every(rows=st.lists(st.lists(CELL, min_size=5, max_size=7), max_size=4))
def test_whatever_the_cells_say_a_table_comes_back_or_a_place_is_named(
    rows: list[list[str]],
):
    text = table(*(",".join(row) for row in rows), head=",".join(COLUMNS))
    found, path = read_or_refused(text)
    assert (found is None) is path.startswith(("line ", "document"))
    if found is not None:
        assert len(found.days) + len(found.gaps) == len(rows)


def read_or_refused(text: str) -> tuple[CountryDays | None, str]:
    try:
        return read_country_days("CN", text), ""
    except ClosedDaysError as problem:
        return None, problem.path
