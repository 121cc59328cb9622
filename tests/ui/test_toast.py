"""What was saved is said once, beside Undo, for as long as somebody needs it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPropertyAnimation, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

import ui.toast
from scheduler.core.facts import Booking, Weight
from scheduler.core.study import Study
from tests.ui.conftest import BEA, WIDE, clock
from tests.ui.dialog_data import focused, settle
from tests.ui.elsewhere import BASELINE, Answer, facts_of
from tests.ui.site import add_colleague, joined, open_at
from ui.desk import Desk
from ui.dialogs.book_visit import BookVisitDialog
from ui.idle_lock import Curtain
from ui.main_window import MainWindow
from ui.session import ParticipantId, Session
from ui.toast import LASTS_MS

Two = tuple[ParticipantId, ParticipantId]
SOON_MS = 800


@pytest.fixture
def here(desk: Desk, session: Session, two: Two, window: MainWindow) -> Desk:
    """Anna is at her file, where two participants were entered before."""
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
    settle()
    yield found
    found.close()


def now(desk: Desk) -> Session:
    return desk.session  # type: ignore[return-value]


def book(desk: Desk, number: ParticipantId, on: date = date(2026, 12, 15)) -> None:
    booking = Booking(visit="C2D1", on=on, reason="transport")
    now(desk).write(lambda store, by: store.book_visit(number, booking, by=by))
    settle()


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ten seconds pass in less than one."""
    monkeypatch.setattr(ui.toast, "LASTS_MS", SOON_MS)


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    return said


def test_nothing_is_offered_before_something_is_saved(here: Desk, window: MainWindow):
    """What was saved before the file was opened is no news."""
    assert not window.toast.isVisible()
    assert here.menus.undo.isEnabled()


def test_a_save_is_said_beside_undo_and_not_in_the_status_bar(
    here: Desk, two: Two, window: MainWindow, answers: list[Answer]
):
    """F-05, F-10: no dialog, one sentence, once."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, BookVisitDialog)
        dialog.day.entry.set_value(date(2026, 12, 15))
        dialog.submit()

    answers.append(answer)
    assert here.workflows is not None
    here.workflows.book(two[0], "C2D1")
    settle()
    assert window.toast.isVisible()
    assert window.toast.words.text() == "Booked PL03-0012 C2D1"
    assert window.statusBar().currentMessage() == ""


def test_a_save_that_nobody_words_is_said_as_history_says_it(
    here: Desk, two: Two, window: MainWindow
):
    book(here, two[0])
    assert window.toast.words.text().endswith("of PL03-0012")
    assert "15-Dec-2026" in window.toast.words.text()


def test_its_button_takes_the_save_back(
    qtbot: QtBot, here: Desk, two: Two, window: MainWindow
):
    """F-05: one press, and it says what is so again."""
    book(here, two[0])
    qtbot.mouseClick(window.toast.undo, Qt.MouseButton.LeftButton)
    settle()
    assert facts_of(now(here), two[0], Booking) == []
    assert not window.toast.isVisible()
    assert window.statusBar().currentMessage().startswith("Undone. PL03-0012")


def test_it_stays_for_ten_seconds_at_least():
    """F-05."""
    assert LASTS_MS >= 10_000


@pytest.mark.usefixtures("soon")
def test_it_goes_by_itself_and_ctrl_z_works_after_that(
    qtbot: QtBot, here: Desk, two: Two, window: MainWindow
):
    """F-05: the key does not depend on what is still to be seen."""
    book(here, two[0])
    qtbot.waitUntil(window.toast.isHidden)
    focus = window.focusWidget() or window
    qtbot.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert facts_of(now(here), two[0], Booking) == []


@pytest.mark.usefixtures("soon")
def test_it_stays_while_it_has_the_focus(
    qtbot: QtBot, here: Desk, two: Two, window: MainWindow
):
    book(here, two[0])
    window.toast.undo.setFocus()
    qtbot.wait(2 * SOON_MS)
    assert window.toast.isVisible()
    here.today.setFocus()
    qtbot.waitUntil(window.toast.isHidden)


@pytest.mark.usefixtures("soon")
def test_it_stays_while_the_pointer_is_on_it(
    qtbot: QtBot, here: Desk, two: Two, window: MainWindow
):
    book(here, two[0])
    QTest.mouseMove(window.toast.words)
    settle()
    assert window.toast.underMouse()
    qtbot.wait(2 * SOON_MS)
    assert window.toast.isVisible()
    QTest.mouseMove(window.menuBar())
    settle()
    qtbot.waitUntil(window.toast.isHidden)


def test_it_is_announced_and_takes_no_focus(
    here: Desk, two: Two, window: MainWindow, announced: list[str]
):
    """K-08: what was saved, and how it is taken back."""
    before = window.focusWidget()
    book(here, two[0])
    [said] = [one for one in announced if "PL03-0012" in one]
    assert said.endswith("Undo: Ctrl+Z")
    assert window.focusWidget() is before


def test_that_it_was_undone_is_announced(
    here: Desk, two: Two, window: MainWindow, announced: list[str]
):
    """K-08."""
    book(here, two[0])
    window.toast.undo.click()
    assert any(one.startswith("Undone. PL03-0012") for one in announced)


def test_tab_reaches_it_behind_the_page_and_escape_leaves_it(
    qtbot: QtBot, here: Desk, two: Two, window: MainWindow
):
    """K-01, K-02, K-07: its parts are named, and reading order is kept."""
    book(here, two[0])
    for _ in range(60):
        if focused() is window.toast.undo:
            break
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is window.toast.undo
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is window.toast.done
    assert window.toast.done.accessibleName()
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert not window.toast.isVisible()
    assert not window.toast.isAncestorOf(focused())


@pytest.mark.usefixtures("here")
def test_what_cannot_be_taken_back_is_said_in_the_status_bar(window: MainWindow):
    """F-10: no Undo is offered where there is none."""
    window.say_saved("Saved as list.csv.")
    settle()
    assert not window.toast.isVisible()
    assert window.statusBar().currentMessage() == "Saved as list.csv."


def test_a_save_of_another_desk_offers_nothing(
    here: Desk, two: Two, window: MainWindow, other_desk: Session
):
    """R55: only what was saved here is taken back here."""
    booking = Booking(visit="C2D1", on=date(2026, 12, 15), reason="transport")
    other_desk.write(lambda store, by: store.book_visit(two[1], booking, by=by))
    now(here).catch_up()
    settle()
    assert not window.toast.isVisible()


def test_a_second_save_takes_the_place_of_the_first(
    here: Desk, two: Two, window: MainWindow
):
    book(here, two[0])
    book(here, two[1])
    assert window.toast.words.text().endswith("of PL03-0021")
    window.toast.undo.click()
    assert facts_of(now(here), two[1], Booking) == []
    assert len(facts_of(now(here), two[0], Booking)) == 1


def test_it_lies_inside_the_window_at_any_size(
    here: Desk, two: Two, window: MainWindow
):
    """K-11: nothing of it is cut, in a small window as well."""
    book(here, two[0])
    toast, words = window.toast, window.toast.words
    for size in (WIDE, WIDE / 2):
        window.resize(size)
        settle()
        assert window.rect().contains(toast.geometry())
        assert words.height() >= words.heightForWidth(words.width())


def test_nothing_of_it_moves(here: Desk, two: Two, window: MainWindow):
    """C-06: it is there or it is not, whatever the system asks about motion."""
    book(here, two[0])
    assert window.toast.findChildren(QPropertyAnimation) == []
    assert window.toast.graphicsEffect() is None


@pytest.mark.usefixtures("soon")
def test_the_lock_of_the_screen_hides_it_and_it_goes_by_itself_after_that(
    qtbot: QtBot, here: Desk, two: Two, window: MainWindow
):
    """E-04: a locked screen shows no participant; nothing stays for ever behind it."""
    book(here, two[0])
    curtain = Curtain(window, "CycleDesk")
    assert not window.toast.isVisible()
    curtain.draw_back()
    assert window.toast.isVisible()
    qtbot.waitUntil(window.toast.isHidden)


def test_it_goes_with_the_file(here: Desk, two: Two, window: MainWindow):
    """E-04: nothing of a closed file is left to be read."""
    book(here, two[0])
    here.leave()
    settle()
    assert not window.toast.isVisible()


def test_only_the_open_file_is_undone_after_another_was_closed(
    desk: Desk, window: MainWindow
):
    """R20: what acted on a closed file is gone with it."""
    desk.open_demo()
    settle()
    desk.leave()
    # What an event loop does at its next turn; tests run in none.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.open_demo()
    window.activateWindow()
    settle()
    number = now(desk).participants()[0].id
    weight = Weight(on=date(2026, 11, 23), grams=BASELINE.grams)
    now(desk).write(lambda store, by: store.record_fact(number, weight, by=by))
    settle()
    assert weight in facts_of(now(desk), number, Weight)
    desk.menus.undo.trigger()
    assert weight not in facts_of(now(desk), number, Weight)
