"""A sheet on real records: its issue, what changed, and the number it has."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Booking, Participant, Weight
from scheduler.core.study import Study
from scheduler.errors import SheetNumberTakenError
from tests.ui.conftest import ANNA, clock
from tests.ui.site import made, opened
from ui.dialogs.print_preview import PrintPreview
from ui.papers import SheetJob
from ui.session import Paper, ParticipantId, Session, StudySite

PERSON = Participant(code="PL03-0050", first_day_1=date(2026, 11, 24))
BASELINE = Weight(on=date(2026, 11, 20), grams=59_950, baseline=True)


@pytest.fixture
def number(session: Session) -> ParticipantId:
    changes = session.write(
        lambda store, by: store.add_participant(PERSON, BASELINE, by=by)
    )
    return next(iter(changes.participants))


@pytest.fixture
def other_desk(session: Session, shipped_study: Study) -> Iterator[Session]:
    assert session.path is not None
    found = opened(shipped_study, session.path, clock, ANNA.name)
    yield found
    found.close()


def book(desk: Session, number: ParticipantId) -> None:
    booking = Booking(visit="C1D1", on=date(2026, 11, 26), reason="transport")
    desk.write(lambda store, by: store.book_visit(number, booking, by=by))


def preview(qtbot: QtBot, job: SheetJob) -> PrintPreview:
    dialog = PrintPreview(job.draw, job.record, page=job.paper)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def words(file: Path) -> str:
    pages = pypdf.PdfReader(file).pages
    text = " ".join(page.extract_text() for page in pages)
    return " ".join(text.replace("\u00a0", " ").split())


def test_a_sheet_says_how_far_history_had_got(
    qtbot: QtBot, session: Session, number: ParticipantId, tmp_path: Path
):
    """R25, R58: an older copy of the file is told by the last sheet printed."""
    before, paper = session.anchor(), tmp_path / "one.pdf"
    preview(qtbot, SheetJob(session, number, "C1D1")).save_to(paper)
    assert f"History {before}" in words(paper)
    assert session.anchor() != before


def test_the_second_issue_replaces_the_first_and_says_what_changed(
    qtbot: QtBot, session: Session, number: ParticipantId, tmp_path: Path
):
    first, second = tmp_path / "one.pdf", tmp_path / "two.pdf"
    preview(qtbot, SheetJob(session, number, "C1D1")).save_to(first)
    book(session, number)
    preview(qtbot, SheetJob(session, number, "C1D1")).save_to(second)
    one, two = session.sheets(number)
    assert (one.number, one.issue, one.replaces) == ("S000001", 1, None)
    assert (two.number, two.issue, two.replaces) == ("S000002", 2, "S000001")
    assert one.digest != two.digest
    assert json.loads(one.content)
    assert "CHANGES" not in words(first)
    said = words(second)
    assert "CHANGES since issue 1" in said
    assert "Issue 2 replaces issue 1" in said
    assert "transport" in said
    assert "26-Nov-2026" in said


def test_a_number_that_went_to_another_desk_is_drawn_anew(
    qtbot: QtBot,
    session: Session,
    other_desk: Session,
    number: ParticipantId,
    tmp_path: Path,
):
    file = tmp_path / "sheet.pdf"
    dialog = preview(qtbot, SheetJob(session, number, "C1D1"))
    theirs = preview(qtbot, SheetJob(other_desk, number, "C1D1"))
    theirs.save_to(tmp_path / "theirs.pdf")
    book(other_desk, number)
    dialog.save_to(file)
    assert not file.exists()
    assert "S000001 is taken" in dialog.message.text()
    assert dialog.rendered is not None
    assert (dialog.rendered.sheet, dialog.rendered.issue) == ("S000002", 2)
    dialog.save_to(file)
    assert [sheet.issue for sheet in session.sheets(number)] == [1, 2]
    assert "26-Nov-2026" in words(file)


def test_a_sheet_that_was_not_drawn_is_not_recorded(
    session: Session, number: ParticipantId
):
    job = SheetJob(session, number, "C1D1")
    drawn = job.draw("A4")
    with pytest.raises(LookupError):
        SheetJob(session, number, "C1D1").record(drawn, "A4")
    with pytest.raises(LookupError):
        SheetJob(session, number, "C99D7").draw("A4")
    job.record(drawn, "A4")
    with pytest.raises(SheetNumberTakenError):
        job.record(replace(drawn, sheet="S000009"), "A4")
    assert len(session.sheets(number)) == 1


@pytest.mark.parametrize("paper", list(Paper))
def test_the_paper_of_the_site_is_the_first_that_is_offered(
    qtbot: QtBot, shipped_study: Study, tmp_path: Path, paper: Paper
):
    site = StudySite(
        study=shipped_study.key, code="PL03", name="Site", country="PL", paper=paper
    )
    session = made(shipped_study, tmp_path / "a.cycledesk", clock, site, ANNA)
    changes = session.write(
        lambda store, by: store.add_participant(PERSON, BASELINE, by=by)
    )
    dialog = preview(qtbot, SheetJob(session, *changes.participants, "C1D1"))
    assert dialog.page == paper.value
    dialog.save_to(tmp_path / "sheet.pdf")
    width = pypdf.PdfReader(tmp_path / "sheet.pdf").pages[0].mediabox.width
    assert float(width) == pytest.approx(595 if paper is Paper.A4 else 612, abs=1)
    assert session.sheets(*changes.participants)[0].paper is paper
    session.close()


def test_sheets_of_the_demo_are_marked_and_named_so(
    qtbot: QtBot, demo: Session, tmp_path: Path
):
    number = demo.participants()[0].id
    job = SheetJob(demo, number, "C1D1")
    dialog = preview(qtbot, job)
    assert dialog.rendered is not None
    assert dialog.rendered.file_name.startswith("DEMO_")
    dialog.save_to(tmp_path / dialog.rendered.file_name)
    (file,) = tmp_path.iterdir()
    assert "DEMO" in words(file)
