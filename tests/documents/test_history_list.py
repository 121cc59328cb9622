"""History on paper: every line is there, long ones too, and nothing is markup."""

import io
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pypdf
import pytest

from scheduler.core.history import FieldChange, HistoryEntry
from scheduler.documents.history_list import TEMPLATE, HistoryList
from scheduler.documents.stamp import PageSize
from tests.documents.paper import EDGE, POINTS_PER_MM, document, marks, squeezed
from tests.documents.samples import typesetter

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=timezone(timedelta(hours=1)))
LONG = "The daughter telephoned and said that no transport could be arranged. " * 14
NAMES = {"visit": "C5D1"}
ENTRY = HistoryEntry(
    save=4,
    source="entry",
    undoes=None,
    at=NOW,
    person="A. Kowalska",
    role="coordinator",
    workstation="desk-1",
    program="0.1.0",
    site="PL03",
    participant="PL03-0031",
    record="bookings",
    record_id=2,
    action="correct",
    reason="transport",
    fields=(FieldChange(9, "on_date", "2026-11-23", "2026-11-24"),),
    names=NAMES,
)
EXTREME = replace(
    ENTRY,
    person="W" * 120,
    reason=LONG,
    fields=(FieldChange(10, "reason", "x" * 1000, LONG), *ENTRY.fields),
)
MARKUP = replace(ENTRY, reason="#strong[12] $mg$ <b>患者</b> \u202egm 21\u202c")


def pdf(entries: list[HistoryEntry], page: PageSize = "A4", *asked: str) -> bytes:
    listed = HistoryList(
        entries=entries,
        asked=asked,
        protocol="JS001-027-III-HCC",
        site="PL03",
        printed_at=NOW,
        by="Anna Kowalska",
        app_version="0.1.0",
        head="number 812",
    )
    return typesetter().pdf(TEMPLATE, listed.as_json(), page=page, created=NOW)


def text_of(made: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    return "\n".join(page.extract_text() for page in pages)


def test_a_change_stands_there_with_who_when_what_and_why():
    """R28: a readable PDF of the trail."""
    said = squeezed(text_of(pdf([ENTRY], "A4", "participant PL03-0031")))
    for words in (
        "23-Nov-2026 09:41 +01:00",
        "A. Kowalska, coordinator",
        "PL03-0031",
        "C5D1 booking: date",
        "24-Nov-2026",
        "transport",
        "participant PL03-0031",
        "History up to number 812",
        "1 line, 1 field",
    ):
        assert squeezed(words) in said


def test_nothing_is_listed_in_so_many_words():
    said = squeezed(text_of(pdf([])))
    assert squeezed("No changes match.") in said
    assert squeezed("0 lines, 0 fields") in said


def test_three_hundred_lines_are_all_there_on_numbered_pages():
    numbered = [replace(ENTRY, reason=f"reason {n:03d}") for n in range(300)]
    made = pdf(numbered)
    said, count = squeezed(text_of(made)), len(document(made))
    assert all(f"reason{n:03d}" in said for n in range(300))
    assert f"Page{count}of{count}" in said
    assert said.count("Person,role") == count


@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_what_is_long_is_whole_and_stays_on_the_page(page: PageSize):
    made = pdf([EXTREME, ENTRY, MARKUP], page)
    said = squeezed(text_of(made))
    assert said.count("Thedaughtertelephoned") == 3 * 14
    assert said.count("x") >= 1000
    for one in document(made):
        width, _ = one.get_size()
        side = (width - 186 * POINTS_PER_MM) / 2 - 2 * EDGE  # a rule has ends
        for left, _, right, _ in marks(one):
            assert side <= left <= right <= width - side


def test_what_was_typed_is_text_and_never_markup():
    """R58, F31."""
    said = squeezed(text_of(pdf([MARKUP])))
    assert "#strong[12]$mg$<b>患者</b>" in said
    assert "\u202e" not in said
