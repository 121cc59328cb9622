"""A delay at the window: seen in two presses, one save, one undo."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Booking, Hold, InfusionOutcome, InfusionRecord
from scheduler.core.history import HistoryFilter
from tests.store.given import DIGEST
from tests.ui.conftest import NOW
from tests.ui.dialog_data import focused, plain, settle
from tests.ui.elsewhere import Answer, book_elsewhere, facts_of
from tests.ui.presses import Presses
from ui.delay_workflows import DelayWorkflow
from ui.desk import Desk
from ui.dialogs.delay import DelayDialog
from ui.main_window import MainWindow
from ui.session import Paper, ParticipantId, Session, Sheet

CODE, VISIT = "PL03-0012", "C14D1"
Two = tuple[ParticipantId, ParticipantId]


@pytest.fixture
def demo_desk(desk: Desk, window: MainWindow) -> Desk:
    """The demo, with the row of a due visit chosen on Today."""
    desk.open_demo()
    window.activateWindow()
    settle()
    assert desk.today.due.choose(CODE, VISIT)
    desk.today.due.view.setFocus()
    settle()
    return desk


def number_of(session: Session) -> ParticipantId:
    people = session.participants()
    return next(one.id for one in people if one.participant.code == CODE)


def plan_of(session: Session) -> list[tuple[str, date, date | None]]:
    plan = session.plan(number_of(session))
    return [(visit.visit, visit.expected, visit.booked) for visit in plan.visits]


def saves(session: Session) -> set[int]:
    """Return the numbers of the saves that History shows first."""
    asked = HistoryFilter(participant=number_of(session))
    found = session.read(
        lambda store: store.changes(asked, through=store.last_change())
    )
    return {entry.save for entry in found.entries}


def session_of(desk: Desk) -> Session:
    assert desk.session is not None
    return desk.session


def back_at(window: MainWindow) -> None:
    """Bring the window to the front, as a dialog does that closes."""
    window.activateWindow()
    settle()


def by_delay(act: Callable[[DelayDialog], None]) -> Answer:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, DelayDialog)
        act(dialog)

    return answer


def test_a_week_is_asked_about_and_nothing_is_saved(
    qtbot: QtBot, demo_desk: Desk, answers: list[Answer], qapp: QApplication
):
    """Walk-through 5, job 5: two presses to see, nothing in History."""
    session = session_of(demo_desk)
    before, saved = plan_of(session), saves(session)
    presses = Presses(qapp)
    seen: list[list[str]] = []

    def look(dialog: DelayDialog) -> None:
        qtbot.mouseClick(dialog.choice.days[7], Qt.MouseButton.LeftButton)
        settle()
        table = dialog.effects.view.table
        cells = [table.index(0, column).data() for column in range(4)]
        seen.append([plain(cell) for cell in cells])
        assert presses.count == 2
        dialog.reject()
        dialog.agree()

    answers.append(by_delay(look))
    button = demo_desk.today.actions_.delay
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert seen == [[VISIT, "Mon 23-Nov-2026", "Mon 30-Nov-2026", "+7 days"]]
    assert (plan_of(session), saves(session)) == (before, saved)


def test_it_is_applied_by_a_third_press_and_taken_back_by_undo(
    qtbot: QtBot,
    demo_desk: Desk,
    answers: list[Answer],
    qapp: QApplication,
    window: MainWindow,
):
    """Walk-through 6, F-05: one save, so one Undo; History has two entries."""
    session = session_of(demo_desk)
    before, saved = plan_of(session), saves(session)
    presses = Presses(qapp)

    def apply(dialog: DelayDialog) -> None:
        qtbot.mouseClick(dialog.choice.days[7], Qt.MouseButton.LeftButton)
        qtbot.keyClicks(focused(), "transport")
        qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
        assert presses.count == 3

    answers.append(by_delay(apply))
    qtbot.mouseClick(demo_desk.today.actions_.delay, Qt.MouseButton.LeftButton)
    visit = session.plan(number_of(session)).visit(VISIT)
    assert visit is not None
    assert visit.booked == date(2026, 11, 30)
    assert len(saves(session) - saved) == 1
    back_at(window)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert plan_of(session) == before
    assert len(saves(session) - saved) == 2


def test_f9_opens_it_from_a_row_and_from_the_page_of_a_participant(
    qtbot: QtBot, demo_desk: Desk, answers: list[Answer], window: MainWindow
):
    """K-01: the key of ux.md 3.2."""
    shown: list[str] = []

    def leave(dialog: DelayDialog) -> None:
        shown.append(dialog.windowTitle())
        dialog.reject()

    answers += [by_delay(leave), by_delay(leave), by_delay(leave)]
    qtbot.keyClick(demo_desk.today.due.view, Qt.Key.Key_F9)
    demo_desk.show_participant(number_of(session_of(demo_desk)))
    back_at(window)
    qtbot.keyClick(demo_desk.participant.overview.timeline, Qt.Key.Key_F9)
    demo_desk.menus.delay.trigger()
    assert len(shown) == 3
    window.show_page(demo_desk.participants)
    demo_desk.menus.delay.trigger()
    assert "Choose a visit on Today" in window.statusBar().currentMessage()


def test_a_visit_that_cannot_be_moved_says_why(
    qtbot: QtBot, demo_desk: Desk, window: MainWindow
):
    """F-04, K-05, ux.md 3.9: nothing to move."""
    page = demo_desk.today
    page.actions_.set_visit(None, None)
    assert "Nothing to move" in page.actions_.delay.toolTip()
    qtbot.keyClick(page, Qt.Key.Key_F9)
    assert "Nothing to move" in window.statusBar().currentMessage()


def delay_by_a_week(dialog: DelayDialog, reason: str = "transport") -> None:
    dialog.choice.days[7].click()
    dialog.reason.entry.set_value(reason)
    dialog.submit()


def test_a_change_from_another_desk_is_shown_before_it_is_decided_on(
    session: Session,
    window: MainWindow,
    two: Two,
    answers: list[Answer],
    other_desk: Session,
):
    """F-09, R55: nothing is overwritten, and what was entered stays."""

    def act(dialog: DelayDialog) -> None:
        book_elsewhere(other_desk, two[0], date(2026, 12, 16))
        delay_by_a_week(dialog)
        assert dialog.isVisible()
        assert "changed on another desk" in dialog.summary.text()
        assert dialog.choice.days[7].isChecked()
        table = dialog.effects.view.table
        rows = [table.index(r, 0).data() for r in range(table.rowCount())]
        at = table.index(rows.index("C2D1"), 1)
        assert plain(at.data()) == "Wed 16-Dec-2026"
        assert facts_of(session, two[0], Booking) == [
            Booking(visit="C2D1", on=date(2026, 12, 16), reason="transport")
        ]
        dialog.submit()
        assert not dialog.isVisible()

    answers.append(by_delay(act))
    DelayWorkflow(session, window).delay(two[0], "C1D1")
    booked = {
        one.visit: one.on
        for one in facts_of(session, two[0], Booking)
        if isinstance(one, Booking)
    }
    assert booked == {"C1D1": date(2026, 11, 30), "C2D1": date(2026, 12, 23)}
    assert facts_of(session, two[1], Booking) == []


def test_a_visit_that_another_desk_has_recorded_is_not_moved(
    session: Session,
    window: MainWindow,
    two: Two,
    answers: list[Answer],
    other_desk: Session,
):
    """R55, F-01: it is said what was recorded, and pressing again changes nothing."""

    def act(dialog: DelayDialog) -> None:
        given = InfusionRecord(
            cycle=1, on=date(2026, 11, 23), outcome=InfusionOutcome.GIVEN
        )
        other_desk.write(lambda store, by: store.record_fact(two[0], given, by=by))
        delay_by_a_week(dialog)
        assert "changed on another desk" in dialog.summary.text()
        assert "it is recorded on 23-Nov-2026" in plain(dialog.verdict.text())
        dialog.submit()
        assert "it is recorded on 23-Nov-2026" in plain(dialog.summary.text())
        dialog.reject()
        dialog.agree()

    answers.append(by_delay(act))
    DelayWorkflow(session, window).delay(two[0], "C1D1")
    assert facts_of(session, two[0], Booking) == []


def test_a_booking_and_a_hold_are_one_save(
    session: Session, window: MainWindow, two: Two, answers: list[Answer]
):
    """F-05: Undo takes both back at once."""

    def act(dialog: DelayDialog) -> None:
        dialog.choice.hold.click()
        dialog.reason.entry.set_value("illness")
        dialog.submit()

    before = session.document(two[0])
    answers.append(by_delay(act))
    DelayWorkflow(session, window).delay(two[0], "C1D1")
    assert facts_of(session, two[0], Hold) == [
        Hold(drug="infusion", starts=date(2026, 11, 23), reason="illness")
    ]
    by = session.attendance.writer
    wanted = session.read(lambda store: store.undoable(by=by))
    assert wanted is not None
    session.write(lambda store, by: store.undo(wanted, by=by))
    assert session.document(two[0]) == before


def test_sheets_of_this_visit_and_the_one_before_are_held_against_it(
    session: Session, window: MainWindow, two: Two, answers: list[Answer]
):
    """Ux.md 3.9: what is printed and becomes wrong is listed, with its number."""
    coming = session.next_sheet(two[0], "C1D1")
    sheet = Sheet(
        number=coming.number,
        participant=two[0],
        visit="C1D1",
        issue=coming.issue,
        replaces=None,
        digest=DIGEST,
        content="{}",
        paper=Paper.A4,
        printed_at=NOW,
        person="Anna Kowalska",
    )
    session.write(lambda store, by: store.print_sheet(sheet, by=by))
    said: list[str] = []

    def act(dialog: DelayDialog) -> None:
        dialog.choice.days[7].click()
        said.append(dialog.effects.paper.text())
        dialog.reject()
        dialog.agree()

    answers.append(by_delay(act))
    DelayWorkflow(session, window).delay(two[0], "C1D1")
    assert coming.number in said[0]
    assert "Print it again" in said[0]


def test_a_visit_that_is_not_in_the_plan_has_nothing_to_move(
    session: Session, window: MainWindow, two: Two
):
    DelayWorkflow(session, window).delay(two[0], "C99D1")
    assert window.statusBar().currentMessage() == "Nothing to move."
