"""Visits that nobody has recorded are gone through one at a time, by keys alone."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Booking, InfusionRecord, VisitOutcome, VisitRecord
from scheduler.core.visits import Status
from tests.ui.dialog_data import focused, interfaces, settle
from tests.ui.elsewhere import Answer, facts_of
from ui.confirm_workflows import ConfirmWorkflow
from ui.desk import Desk
from ui.dialogs.book_visit import BookVisitDialog
from ui.dialogs.confirm_visits import ConfirmVisitsDialog, Way
from ui.dialogs.missed_visit import MissedVisitDialog
from ui.dialogs.record_visit import RecordVisitDialog
from ui.main_window import MainWindow
from ui.session import ParticipantId, Session
from ui.workflows import Workflows

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def demo_desk(desk: Desk, window: MainWindow) -> Desk:
    desk.open_demo()
    window.activateWindow()
    settle()
    return desk


def session_of(desk: Desk) -> Session:
    assert desk.session is not None
    return desk.session


def number_of(session: Session, code: str) -> ParticipantId:
    people = session.participants()
    return next(one.id for one in people if one.participant.code == code)


def wizard(act: Callable[[ConfirmVisitsDialog], None]) -> Answer:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ConfirmVisitsDialog)
        act(dialog)

    return answer


def code_of(dialog: ConfirmVisitsDialog) -> str:
    texts = [one.text(QAccessible.Text.Name) for one in interfaces(dialog)]
    return next(text for text in texts if text.startswith("PL03-"))


def press(qtbot: QtBot, dialog: ConfirmVisitsDialog, key: Qt.Key) -> None:
    """Press a mnemonic; Qt shows the button pressed for a tenth of a second."""
    qtbot.keyClick(dialog, key, ALT)
    qtbot.wait(150)
    settle()


def skip_to(dialog: ConfirmVisitsDialog, visit: str) -> None:
    while visit not in dialog.facts.text():
        dialog.later.click()


def test_today_offers_it_and_forces_nobody(demo_desk: Desk):
    """F-06: it is a sentence with a button, and no dialog."""
    offer = demo_desk.today.offer
    assert offer.isVisible()
    assert offer.words.text().startswith("3 visits have passed")
    assert offer.button.isEnabled()


def test_each_visit_is_shown_with_its_number_day_window_and_status(
    demo_desk: Desk, answers: list[Answer]
):
    """D-09, I-01, K-02: whose it is stands above; the focus is on the first answer."""
    seen: list[tuple[str, str, str]] = []

    def look(dialog: ConfirmVisitsDialog) -> None:
        while dialog.isVisible():
            assert focused() is dialog.buttons[Way.DONE]
            seen.append((dialog.place.text(), code_of(dialog), dialog.facts.text()))
            dialog.later.click()
            settle()

    answers.append(wizard(look))
    demo_desk.today.offer.button.click()
    assert [place for place, _, _ in seen] == ["1 of 3", "2 of 3", "3 of 3"]
    assert [code for _, code, _ in seen] == ["PL03-0036", "PL03-0004", "PL03-0030"]
    assert seen[2][2] == (
        "C17D1 was booked for Sun 22-Nov-2026 (window 19-Nov-2026 to 25-Nov-2026). "
        "Awaiting confirmation. Nobody has recorded what happened."
    )


def test_done_opens_the_form_with_the_day_of_the_visit(
    qtbot: QtBot, demo_desk: Desk, answers: list[Answer]
):
    """K-01, L-09: by keys alone; the answer is a save of its own."""
    session = session_of(demo_desk)
    number = number_of(session, "PL03-0030")

    def go(dialog: ConfirmVisitsDialog) -> None:
        skip_to(dialog, "C17D1")
        press(qtbot, dialog, Qt.Key.Key_D)
        assert not dialog.isVisible()

    def record(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordVisitDialog)
        assert dialog.form.date.day.usable() == date(2026, 11, 22)
        if dialog.form.is_weight_due():
            dialog.form.weight.skipped.setChecked(True)
            dialog.form.weight.reason.entry.set_value("illness")
        qtbot.keyClick(
            focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )

    answers += [wizard(go), record]
    demo_desk.today.offer.button.click()
    given = [
        one
        for one in facts_of(session, number, InfusionRecord)
        if isinstance(one, InfusionRecord) and one.cycle == 17
    ]
    assert [one.on for one in given] == [date(2026, 11, 22)]
    assert demo_desk.today.offer.words.text().startswith("2 visits")


def test_missed_asks_only_why(qtbot: QtBot, demo_desk: Desk, answers: list[Answer]):
    """F-01, F-08: a reason of the profile, and it is saved for the day it was to be."""
    session = session_of(demo_desk)
    number = number_of(session, "PL03-0004")

    def go(dialog: ConfirmVisitsDialog) -> None:
        skip_to(dialog, "C31D1")
        press(qtbot, dialog, Qt.Key.Key_M)
        assert "1" in dialog.left_over.text()
        assert code_of(dialog) == "PL03-0030"
        press(qtbot, dialog, Qt.Key.Key_S)

    def why(dialog: QDialog) -> None:
        assert isinstance(dialog, MissedVisitDialog)
        dialog.submit()
        assert "Choose why" in dialog.reason.problem.text()
        qtbot.keyClicks(focused(), "illness")
        qtbot.keyClick(
            focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )

    answers += [wizard(go), why]
    demo_desk.today.offer.button.click()
    record = VisitRecord(
        visit="C31D1",
        on=date(2026, 11, 19),
        outcome=VisitOutcome.MISSED,
        reason="illness",
    )
    assert record in facts_of(session, number, VisitRecord)
    visit = session.plan(number).visit("C31D1")
    assert visit is not None
    assert visit.status is Status.MISSED


def test_moved_books_another_day(qtbot: QtBot, demo_desk: Desk, answers: list[Answer]):
    session = session_of(demo_desk)
    number = number_of(session, "PL03-0030")

    def go(dialog: ConfirmVisitsDialog) -> None:
        skip_to(dialog, "C17D1")
        press(qtbot, dialog, Qt.Key.Key_V)
        assert not dialog.isVisible()

    def book(dialog: QDialog) -> None:
        assert isinstance(dialog, BookVisitDialog)
        dialog.day.entry.set_value(date(2026, 11, 24))
        dialog.reason.entry.set_value("transport")
        dialog.submit()

    answers += [wizard(go), book]
    demo_desk.today.offer.button.click()
    booked = [
        one
        for one in facts_of(session, number, Booking)
        if isinstance(one, Booking) and one.visit == "C17D1"
    ]
    assert [one.on for one in booked] == [date(2026, 11, 24)]


def test_a_form_that_is_left_answers_nothing(
    qtbot: QtBot, demo_desk: Desk, answers: list[Answer]
):
    """The same visit is asked about again, and nothing is saved."""
    session = session_of(demo_desk)
    before = session.read(lambda store: store.last_change())

    def go(dialog: ConfirmVisitsDialog) -> None:
        where = dialog.place.text(), code_of(dialog)
        dialog.buttons[Way.MISSED].click()
        assert (dialog.place.text(), code_of(dialog)) == where
        assert dialog.answered == 0
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    answers += [wizard(go), lambda dialog: dialog.reject()]
    demo_desk.today.offer.button.click()
    assert session.read(lambda store: store.last_change()) == before


def test_what_is_left_for_later_is_counted_in_the_end(
    demo_desk: Desk, answers: list[Answer], window: MainWindow
):
    def go(dialog: ConfirmVisitsDialog) -> None:
        for _ in range(3):
            dialog.later.click()
        assert not dialog.isVisible()

    answers.append(wizard(go))
    demo_desk.today.offer.button.click()
    said = window.statusBar().currentMessage()
    assert said == "Visits that nobody has recorded yet: 3."


def test_a_visit_that_another_desk_has_answered_is_passed_over(
    demo_desk: Desk, answers: list[Answer]
):
    """R55: nobody is asked what is recorded already."""
    session = session_of(demo_desk)
    number = number_of(session, "PL03-0004")

    def go(dialog: ConfirmVisitsDialog) -> None:
        record = VisitRecord(
            visit="C31D1", on=date(2026, 11, 19), outcome=VisitOutcome.MISSED
        )
        session.write(lambda store, by: store.record_fact(number, record, by=by))
        dialog.later.click()
        assert code_of(dialog) == "PL03-0030"
        dialog.reject()

    answers.append(wizard(go))
    demo_desk.today.offer.button.click()


def test_nothing_to_confirm_is_said(session: Session, window: MainWindow):
    """E-02: that nothing waits is good news."""
    ConfirmWorkflow(session, window, Workflows(session, window)).confirm()
    said = window.statusBar().currentMessage()
    assert said == "Every visit whose day has passed is recorded."


def test_a_new_visit_is_announced_with_whose_it_is(
    demo_desk: Desk, answers: list[Answer], monkeypatch: pytest.MonkeyPatch
):
    """K-07, K-08: number, code, visit and day."""
    said: list[str] = []

    def go(dialog: ConfirmVisitsDialog) -> None:
        monkeypatch.setattr(
            QAccessible,
            "updateAccessibility",
            lambda event: said.append(event.message()),
        )
        dialog.later.click()
        assert all(button.accessibleDescription() for button in dialog.buttons.values())
        dialog.reject()

    answers.append(wizard(go))
    demo_desk.today.offer.button.click()
    assert any(one.startswith("2 of 3. PL03-0004. C31D1 was") for one in said)
