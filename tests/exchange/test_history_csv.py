"""What leaves as CSV is what was filtered, and no cell of it is a formula."""

import csv
import io
from contextlib import closing
from datetime import date

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from scheduler.core.facts import Weight
from scheduler.core.history import HistoryEntry, HistoryFilter
from scheduler.exchange.csv_text import as_kept, csv_bytes, inert
from scheduler.exchange.history_csv import HEADINGS, history_csv
from scheduler.store.connection import open_memory
from scheduler.store.values import Role
from tests.people import colleague, with_account
from tests.store.given import AK, EVERY_FACT, store_with_ada

NASTY = [
    '=HYPERLINK("http://x")',
    "+1+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "'=1",
    "''",
    'a "quoted" word, and a comma',
    "two\r\nlines",
    "患者",
    "",
]


def read(made: bytes) -> list[list[str]]:
    """Read a file as another program would, to the cells as they were kept."""
    text = made.decode("utf-8-sig")
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [[as_kept(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("cell", NASTY)
def test_no_cell_begins_like_a_formula_and_each_comes_back(cell: str):
    """R56, F26: inert in a spreadsheet, and nothing lost."""
    made = csv_bytes(["a", "b"], [[cell, "x"]])
    shown = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))
    assert not shown[1][0].startswith(("=", "+", "-", "@", "\t", "\r", "\0"))
    assert read(made) == [["a", "b"], [cell, "x"]]


@drawn(st.lists(st.text(), min_size=1, max_size=5))
def test_any_text_comes_back(cells: list[str]):
    """R56, F32."""
    kept = [cell.encode("utf-8", "ignore").decode() for cell in cells]
    names = [str(at) for at, _ in enumerate(kept)]
    assert read(csv_bytes(names, [kept])) == [names, kept]
    assert [as_kept(inert(cell)) for cell in kept] == kept


def test_every_cell_is_quoted_and_every_line_ends_as_the_standard_says():
    made = csv_bytes(["a", "b"], [["1", "2"]])
    assert made == b'\xef\xbb\xbf"a","b"\r\n"1","2"\r\n'


@pytest.fixture
def entries() -> tuple[HistoryEntry, ...]:
    with closing(open_memory()) as database:
        store, ada = store_with_ada(database)
        store.record_visit(ada, EVERY_FACT, by=AK)
        weight = Weight(on=date(2024, 4, 1), grams=61_400)
        nowak = with_account(store, colleague("=B. Nowak", Role.COORDINATOR), AK)
        store.record_fact(ada, weight, by=nowak)
        asked = HistoryFilter(clinical=True)
        return store.changes(asked, through=store.last_change(), limit=999).entries


def test_the_file_holds_what_was_filtered_and_nothing_else(
    entries: tuple[HistoryEntry, ...],
):
    """R28: export round trip equality."""
    heading, *rows = read(history_csv(entries))
    assert tuple(heading) == HEADINGS
    cells = [dict(zip(HEADINGS, row, strict=True)) for row in rows]
    wanted = [(entry, change) for entry in entries for change in entry.fields]
    assert len(cells) == len(wanted) > 40
    for cell, (entry, change) in zip(cells, wanted, strict=True):
        assert cell["Number"] == str(change.seq)
        assert cell["Time"] == "2026-11-23T08:12:05+01:00"
        assert (cell["Person"], cell["Role"]) == (entry.person, entry.role)
        assert cell["Participant"] == (entry.participant or "")
        assert (cell["Record"], cell["Action"]) == (entry.record, entry.action)
        assert cell["Record number"] == str(entry.record_id)
        assert cell["Field"] == change.field
        assert cell["Old"] == (change.old or "")
        assert cell["New"] == (change.new or "")
        assert cell["Reason"] == (entry.reason or "")
        assert (cell["Save"], cell["Source"]) == (str(entry.save), entry.source)


def test_values_stand_there_as_kept_and_as_shown(entries: tuple[HistoryEntry, ...]):
    _, *rows = read(history_csv(entries))
    cells = [dict(zip(HEADINGS, row, strict=True)) for row in rows]
    weight = next(one for one in cells if one["Field"] == "grams")
    assert (weight["New"], weight["New as shown"]) == ("61400", "61.4\u00a0kg")
    assert weight["Object"] == "weight of 01-Apr-2024"
