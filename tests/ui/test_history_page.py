"""History at the window: found, read to its end, opened, and taken along as a file."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from scheduler.core.history import HistoryEntry, HistoryFilter
from scheduler.exchange.csv_text import as_kept
from tests.ui.dialog_data import focused, settle
from tests.ui.elsewhere import Answer, correct_elsewhere
from tests.ui.site import open_at
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.models.history_table import NEW, OBJECT, OLD, PARTICIPANT, PERSON, TIME
from ui.pages.history_page import HistoryPage
from ui.pages.save_details import SaveDetails
from ui.roles import Role
from ui.session import ParticipantId, Session

Two = tuple[ParticipantId, ParticipantId]


@pytest.fixture
def page(qtbot: QtBot, demo: Session) -> Iterator[HistoryPage]:
    found = HistoryPage(demo)
    qtbot.addWidget(found)
    found.resize(1166, 700)
    with qtbot.waitActive(found):
        found.show()
        found.activateWindow()
    settle()
    yield found
    found.hide()


def cells(page: HistoryPage, column: int) -> list[str]:
    model = page.view.rows.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def entries(page: HistoryPage) -> list[HistoryEntry]:
    model = page.view.rows.model()
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    lines = [model.index(row, 0).data(Role.VALUE) for row in range(model.rowCount())]
    by_number = {line.entry.fields[0].seq: line.entry for line in lines}
    return list(by_number.values())


def find(qtbot: QtBot, page: HistoryPage, text: str) -> None:
    page.view.filters.text.setFocus()
    page.view.filters.text.clear()
    qtbot.keyClicks(page.view.filters.text, text)
    with qtbot.waitSignal(page.view.filters.changed):
        pass
    settle()


def test_the_list_is_read_on_as_it_is_scrolled(page: HistoryPage, demo: Session):
    first = len(cells(page, TIME))
    page.view.rows.scrollToBottom()
    settle()
    assert len(cells(page, TIME)) > first
    last = demo.read(lambda store: store.last_change())
    fields = [change.seq for entry in entries(page) for change in entry.fields]
    assert sorted(fields) == list(range(1, last + 1))


def test_what_is_filtered_is_said_with_how_much_and_cleared_by_one_button(
    qtbot: QtBot, page: HistoryPage
):
    """L-02."""
    assert not page.view.bar.isVisible()
    find(qtbot, page, "C14D1")
    assert set(cells(page, OBJECT)) == {"C14D1 infusion recorded", "C14D1 booking made"}
    assert "\u201cC14D1\u201d" in page.view.said.text()
    page.view.filters.clinical.setChecked(True)
    assert "clinical only" in page.view.said.text()
    qtbot.mouseClick(page.view.clear, Qt.MouseButton.LeftButton)
    assert not page.view.bar.isVisible()
    assert page.view.asked == HistoryFilter()
    assert len(cells(page, OBJECT)) > 20


def test_each_filter_narrows_the_list(page: HistoryPage):
    """R28: by participant, person, days and kind."""
    filters = page.view.filters
    filters.participant.setCurrentText("PL03-0012")
    assert set(cells(page, PARTICIPANT)) == {"PL03-0012"}
    filters.kind.setCurrentText("weight")
    assert all("weight" in what for what in cells(page, OBJECT))
    filters.person.setCurrentText("Demo Coordinator")
    assert set(cells(page, PERSON)) == {"Demo Coordinator, coordinator"}


def test_a_day_on_which_nothing_was_saved_lists_nothing(
    qtbot: QtBot, page: HistoryPage
):
    page.view.filters.last.entry.control().setText("01-Nov-2026")  # type: ignore[attr-defined]
    with qtbot.waitSignal(page.view.filters.changed):
        pass
    assert page.view.nothing.isVisible()
    assert page.view.nothing.title.text() == "No changes match."
    assert not page.view.rows.isVisible()
    qtbot.mouseClick(page.view.nothing.button, Qt.MouseButton.LeftButton)
    assert page.view.rows.isVisible()
    assert not page.view.nothing.isVisible()


def test_a_heading_sorts_by_what_stands_below_it(page: HistoryPage):
    """L-03."""
    header = page.view.rows.horizontalHeader()
    header.setSortIndicator(PARTICIPANT, Qt.SortOrder.AscendingOrder)
    codes = [code for code in cells(page, PARTICIPANT) if code]
    assert codes == sorted(codes)
    header.setSortIndicator(NEW, Qt.SortOrder.AscendingOrder)
    assert header.sortIndicatorSection() == PARTICIPANT
    header.setSortIndicator(TIME, Qt.SortOrder.AscendingOrder)
    first = page.view.rows.model().index(0, 0).data(Role.VALUE)
    assert first.entry.fields[0].seq == 1


def test_newer_changes_are_told_and_never_move_the_list(
    qtbot: QtBot,
    desk: Desk,
    window: MainWindow,
    session: Session,
    other_desk: Session,
    two: Two,
):
    """L-04."""
    assert session.path is not None
    open_at(desk, session.path)
    page = desk.history
    window.activateWindow()
    window.show_page(page)
    settle()
    before = cells(page, OBJECT)
    correct_elsewhere(other_desk, two[0], 61_400)
    assert desk.session is not None
    desk.session.catch_up()
    assert page.note.isVisible()
    assert cells(page, OBJECT) == before
    qtbot.keyClick(focused(), Qt.Key.Key_F5)
    assert not page.note.isVisible()
    assert cells(page, OBJECT)[0] == "baseline weight of 20-Nov-2026: weight"
    assert cells(page, OLD)[0].replace("\u00a0", " ") == "59.95 kg"
    assert cells(page, NEW)[0].replace("\u00a0", " ") == "61.4 kg"


def test_enter_shows_a_save_before_and_after(
    qtbot: QtBot, desk: Desk, window: MainWindow, answers: list[Answer]
):
    desk.open_demo()
    window.show_page(desk.history)
    find(qtbot, desk.history, "C14D1")
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, SaveDetails)
        model = dialog.rows.model()
        said.extend(
            model.index(row, column).data() for row in range(3) for column in range(5)
        )
        assert "Demo Coordinator" in dialog.heading.text()

    answers.append(read)
    desk.history.view.rows.setFocus()
    qtbot.keyClick(desk.history.view.rows, Qt.Key.Key_Return)
    assert answers == []
    assert "none" in said
    assert "new" in said


def test_the_history_of_a_participant_has_a_key(
    qtbot: QtBot, desk: Desk, window: MainWindow
):
    desk.open_demo()
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(focused(), Qt.Key.Key_H, held)
    assert window.statusBar().currentMessage() == "Open a participant first."
    assert desk.session is not None
    desk.show_participant(desk.session.participants()[0].id)
    qtbot.keyClick(focused(), Qt.Key.Key_H, held)
    assert desk.participant.tabs.currentIndex() == 3
    assert desk.participant.history.isAncestorOf(focused())


def exported(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    view = desk.history.view
    (view.csv if path.suffix == ".csv" else view.pdf).click()
    return path.read_bytes()


def test_the_exported_csv_is_what_was_filtered(
    qtbot: QtBot,
    desk: Desk,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    """R26, R28, R56: the export equals the filter, and is an event in History."""
    desk.open_demo()
    window.show_page(desk.history)
    find(qtbot, desk.history, "PL03-0012")
    made = exported(desk, tmp_path / "h.csv", monkeypatch)
    rows = csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""))
    heading, *found = [[as_kept(cell) for cell in row] for row in rows]
    wanted = [str(change.seq) for one in entries(desk.history) for change in one.fields]
    assert [row[0] for row in found] == wanted
    assert {row[heading.index("Participant")] for row in found} == {"PL03-0012"}
    assert "Saved as" in window.statusBar().currentMessage()
    assert list(tmp_path.glob("*.part")) == []
    assert desk.session is not None
    [event] = desk.session.read(
        lambda store: store.changes(
            HistoryFilter(kinds=("export",)), through=store.last_change()
        )
    ).entries
    told = {one.field: one.new for one in event.fields}
    assert told["what"] == "History, CSV"
    assert told["filter"] == "\u201cPL03-0012\u201d"


def test_the_exported_pdf_says_what_was_asked(
    qtbot: QtBot,
    desk: Desk,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    desk.open_demo()
    window.show_page(desk.history)
    find(qtbot, desk.history, "C14D1")
    made = exported(desk, tmp_path / "h.pdf", monkeypatch)
    text = "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(made)).pages)
    assert "\u201cC14D1\u201d" in text
    assert "C14D1 infusion" in " ".join(text.split())
    assert "DEMO" in text


def test_a_file_that_cannot_be_written_is_told_and_the_old_one_stays(
    desk: Desk, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    desk.open_demo()
    window.show_page(desk.history)
    place = tmp_path / "not there" / "h.csv"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_given: (str(place), "")
    )
    desk.history.view.csv.click()
    assert window.message.isVisible()
    assert "could not be written" in window.message.text()


def test_a_list_too_long_for_paper_is_refused_with_a_way_out(
    desk: Desk, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("ui.exports.MOST_ON_PAPER", 100)
    desk.open_demo()
    window.show_page(desk.history)
    with pytest.raises(FileNotFoundError):
        exported(desk, tmp_path / "h.pdf", monkeypatch)
    assert "export it as CSV" in window.message.text()
