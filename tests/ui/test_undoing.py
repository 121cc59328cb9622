"""Ctrl+Z reverses what was saved last, by a new entry, and says what that was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Participant, Weight
from scheduler.core.history import HistoryFilter
from scheduler.core.study import Study
from tests.store.given import DIGEST
from tests.ui.conftest import BEA, NOW, clock
from tests.ui.dialog_data import settle
from tests.ui.elsewhere import (
    BASELINE,
    FIRST_DAY,
    Answer,
    correct_elsewhere,
    facts_of,
)
from tests.ui.site import add_colleague, joined, open_at
from ui.desk import Desk
from ui.dialogs.confirm_undo import ConfirmUndo
from ui.main_window import MainWindow
from ui.pages.welcome_page import WelcomePage
from ui.session import (
    Changes,
    Paper,
    ParticipantId,
    Session,
    Sheet,
    Topic,
)

Two = tuple[ParticipantId, ParticipantId]


@pytest.fixture
def here(desk: Desk, session: Session, two: Two, window: MainWindow) -> Desk:
    """Anna is back at her file on the same day, where she entered two participants."""
    assert two
    path = session.path
    assert path is not None
    session.close()
    open_at(desk, path)
    window.activateWindow()
    settle()
    return desk


@pytest.fixture
def other_desk(here: Desk, shipped_study: Study, site_file: Path) -> Iterator[Session]:
    """A colleague, who was entered while Anna is there."""
    add_colleague(now(here), BEA)
    found = joined(shipped_study, site_file, clock, BEA.name)
    now(here).catch_up()
    yield found
    found.close()


def now(desk: Desk) -> Session:
    assert desk.session is not None
    return desk.session


def ctrl_z(qtbot: QtBot, window: MainWindow) -> None:
    focus = window.focusWidget() or window
    qtbot.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()


def print_sheet(session: Session, number: ParticipantId) -> str:
    coming = session.next_sheet(number, "C1D1")
    sheet = Sheet(
        number=coming.number,
        participant=number,
        visit="C1D1",
        issue=coming.issue,
        replaces=None,
        digest=DIGEST,
        content="[]",
        paper=Paper.A4,
        printed_at=NOW,
        person=session.person.name,
    )
    session.write(lambda store, by: store.print_sheet(sheet, by=by))
    return coming.number


def test_a_correction_is_reversed_by_a_new_entry_and_named(
    qtbot: QtBot, here: Desk, window: MainWindow, two: Two
):
    """R21, F-05: no dialog; do it and say it."""
    correct_elsewhere(now(here), two[0], 61_400)
    ctrl_z(qtbot, window)
    assert facts_of(now(here), two[0], Weight) == [BASELINE]
    said = window.statusBar().currentMessage().replace("\u00a0", " ")
    assert said == (
        "Undone. PL03-0012: baseline weight of 20-Nov-2026: weight is again 59.95 kg "
        "(was 61.4 kg)"
    )
    asked = HistoryFilter(records=(("weights", 1),))
    newest = (
        now(here)
        .read(lambda store: store.changes(asked, through=store.last_change()))
        .entries[0]
    )
    assert newest.source == "undo"
    assert (newest.fields[0].old, newest.fields[0].new) == ("61400", "59950")


def test_what_was_undone_is_read_whole(
    qtbot: QtBot, here: Desk, window: MainWindow, two: Two
):
    """F-05: what stands at the right of the status bar makes room, and comes back."""
    correct_elsewhere(now(here), two[0], 61_400)
    bar = window.statusBar()
    [place] = [
        one for one in bar.findChildren(QLabel) if one.text().startswith("Site PL03")
    ]
    bar.clearMessage()
    assert place.isVisible()
    ctrl_z(qtbot, window)
    assert not place.isVisible()
    said = bar.fontMetrics().horizontalAdvance(bar.currentMessage())
    taken = sum(one.width() for one in bar.findChildren(QPushButton) if one.isVisible())
    assert said < bar.width() - taken
    bar.clearMessage()
    assert place.isVisible()


def test_undo_works_after_a_restart_on_the_same_day(
    qtbot: QtBot, here: Desk, window: MainWindow
):
    """The last save of Anna's first session was her second participant."""
    ctrl_z(qtbot, window)
    codes = [one.participant.code for one in now(here).participants()]
    assert codes == ["PL03-0012"]
    assert window.statusBar().currentMessage().startswith("Undone. PL03-0021: ")


def test_the_menu_says_what_would_be_reversed(here: Desk, two: Two):
    correct_elsewhere(now(here), two[0], 61_400)
    here.menus.edit_opens.emit()
    assert "61.4" in here.menus.undo.text()
    assert "PL03-0012" in here.menus.undo.text()


def test_nothing_to_undo_is_said_and_never_silence(
    qtbot: QtBot, here: Desk, window: MainWindow
):
    """K-05."""
    for _ in range(3):
        ctrl_z(qtbot, window)
    assert window.statusBar().currentMessage() == (
        "Nothing that you saved today can be undone."
    )
    assert "nothing of yours" in here.menus.undo.text()
    assert not here.menus.undo.isEnabled()
    assert here.menus.undo.toolTip() == "Nothing that you saved today can be undone."


def test_undo_is_on_again_as_soon_as_something_was_saved(
    qtbot: QtBot, here: Desk, window: MainWindow
):
    """F-04: the key is not left dead by a menu that was looked at before."""
    for _ in range(3):
        ctrl_z(qtbot, window)
    assert not here.menus.undo.isEnabled()
    now(here).write(
        lambda store, by: store.add_participant(
            Participant(code="PL03-0033", first_day_1=FIRST_DAY), BASELINE, by=by
        )
    )
    assert here.menus.undo.isEnabled()
    ctrl_z(qtbot, window)
    assert "PL03-0033" in window.statusBar().currentMessage()


def test_a_printed_sheet_is_asked_about_and_leaving_it_is_safe(
    qtbot: QtBot,
    here: Desk,
    window: MainWindow,
    two: Two,
    monkeypatch: pytest.MonkeyPatch,
):
    """F-06, F-07: the only case in which Undo asks."""
    correct_elsewhere(now(here), two[0], 61_400)
    number = print_sheet(now(here), two[0])
    said: list[str] = []
    answers: list[Answer] = []

    def exec_(dialog: QDialog) -> int:
        assert isinstance(dialog, ConfirmUndo)
        said.append(dialog.words.text())
        dialog.show()
        settle()
        assert dialog.keep.isDefault()
        answers.pop(0)(dialog)
        dialog.hide()
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", exec_)
    answers.append(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    ctrl_z(qtbot, window)
    assert number in said[0]
    assert [one.grams for one in facts_of(now(here), two[0], Weight)] == [61_400]  # type: ignore[attr-defined]
    answers.append(lambda dialog: dialog.act.click())  # type: ignore[attr-defined]
    window.activateWindow()
    settle()
    ctrl_z(qtbot, window)
    assert facts_of(now(here), two[0], Weight) == [BASELINE]


def test_a_text_field_keeps_its_own_undo(
    qtbot: QtBot, here: Desk, window: MainWindow, two: Two
):
    """Typing is taken back in the field; the records stay as they are."""
    correct_elsewhere(now(here), two[0], 61_400)
    window.show_page(here.participants)
    here.participants.search.setFocus()
    qtbot.keyClicks(here.participants.search, "0021")
    ctrl_z(qtbot, window)
    assert here.participants.search.text() != "0021"
    assert [one.grams for one in facts_of(now(here), two[0], Weight)] == [61_400]  # type: ignore[attr-defined]


def test_what_a_colleague_changed_since_is_not_undone_over_it(
    qtbot: QtBot, here: Desk, window: MainWindow, two: Two, other_desk: Session
):
    """R55: nothing that another desk saved is overwritten."""
    correct_elsewhere(now(here), two[0], 61_400)
    correct_elsewhere(other_desk, two[0], 62_500)
    ctrl_z(qtbot, window)
    assert window.message.isVisible()
    assert [one.grams for one in facts_of(now(here), two[0], Weight)] == [62_500]  # type: ignore[attr-defined]


def test_a_file_is_left_without_reading_more_of_it(
    here: Desk, window: MainWindow, two: Two
):
    """The entries of the sidebar go one by one, and none of them is gone to."""
    correct_elsewhere(now(here), two[0], 61_400)
    window.show_page(here.history)
    now(here).changed.emit(Changes.to(Topic.SITE))
    now(here)._forget()  # noqa: SLF001  what a change of the site does
    here.leave()
    assert window.sidebar.count() == 0
    assert isinstance(window.pages.currentWidget(), WelcomePage)
