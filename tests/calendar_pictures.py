"""The site's calendar in each of its states, for ``tests.pictures``."""

from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from scheduler.core.agenda import Entry
from scheduler.core.facts import Booking
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.moving import Moving
from ui.pages.calendar_page import CalendarPage
from ui.session import Session

CODE, VISIT = "PL03-0024", "C7D1"


def calendar_screens(
    desk: Desk, window: MainWindow, session: Session
) -> Iterator[tuple[str, QWidget]]:
    """Yield the calendar of the demo with its name, state by state."""
    page = window.findChild(CalendarPage)
    assert page is not None
    window.show_page(page)
    settled(page)
    yield "calendar", window
    page.head.weeks.click()
    settled(page)
    yield "calendar_five_weeks", window
    page.head.month.click()
    page.head.text.setText("0012")
    yield "calendar_filtered", window
    page.head.clear_filter()
    yield from _carried(page, window)
    page.go(date(2019, 2, 10))
    settled(page)
    yield "calendar_empty", window
    page.go_to_today()
    settled(page)
    yield from _question(page, window, session)
    window.show_page(desk.today)


def _carried(page: CalendarPage, window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield a visit over a day in its window, a late day, a closed and a past one."""
    today = page.board.cells.days[0].today
    page.carrying.pick_up(_entry(page), by_keyboard=True)
    for name, days in (("in_window", 4), ("late", 10), ("closed", 5), ("past", -5)):
        page.board.view.go(today + timedelta(days=days))
        settled(page)
        yield f"calendar_{name}", window
    page.carrying.cancel()


def _question(
    page: CalendarPage, window: MainWindow, session: Session
) -> Iterator[tuple[str, QWidget]]:
    """Yield the question about later visits."""
    number = page.plans.number(CODE)
    following = _entry(page).plan.visit("C8D1")
    assert following is not None
    later = Booking(visit="C8D1", on=following.target)
    session.write(lambda store, by: store.book_visit(number, later, by=by))
    taken: list[QDialog] = []

    def take(dialog: QDialog) -> int:
        taken.append(dialog)
        dialog.show()
        return 0

    ordinary, QDialog.exec = QDialog.exec, take
    try:
        Moving(session, window).drop(number, _entry(page), date(2026, 11, 27))
        yield "move_later", taken[-1]
        taken[-1].hide()
    finally:
        QDialog.exec = ordinary


def _entry(page: CalendarPage) -> Entry:
    return next(
        entry
        for day in page.board.cells.days
        for entry in day.entries
        if (entry.plan.participant.code, entry.visit.visit) == (CODE, VISIT)
    )


def settled(page: CalendarPage) -> None:
    """Let the window work until every plan reaches the days shown."""
    QApplication.processEvents()
    while not page.plans.is_ready:
        QApplication.processEvents()
    QApplication.processEvents()
