"""Print what the site's calendar costs: ``python -m tests.benchmarks.bench_calendar``.

530 invented participants at 40 to 112 cycles, on a real site file, offscreen. On a
machine that others use as well, the time of the processor is the fairer figure.
"""

import os
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QApplication

import resources
from scheduler.core.facts import Booking
from scheduler.core.study_text import read_study
from tests.benchmarks.site_data import site_documents
from tests.keys import keys_of
from tests.people import PASSWORD, PASSWORDS
from ui.main_window import MainWindow
from ui.moving import Moving
from ui.opening import make_application
from ui.pages.calendar_page import CalendarPage
from ui.pages.today_page import TodayPage
from ui.preferences import Preferences
from ui.session import Session, StudySite
from ui.site_files import DEMO_PERSON, SiteFiles
from ui.theme import Theme, apply_theme

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=timezone(timedelta(hours=1)))
TODAY = NOW.date()
PARTICIPANTS = 530
TIMES = 21
SIZE = QSize(1366, 768)


def main() -> None:
    app = make_application()
    apply_theme(app, Theme.LIGHT)
    with TemporaryDirectory() as folder:
        session = site(Path(folder) / "PL03.cycledesk")
        window = MainWindow(Preferences(QSettings(os.devnull, QSettings.Format(1))))
        window.resize(SIZE)
        window.show()
        measure(app, session, window)
        window.close()
        session.close()


def site(path: Path) -> Session:
    """Return a site file with everybody in it, its first person signed in."""
    text = resources.path("studies", "js001-027-iii-hcc.toml").read_text("utf-8")
    study = read_study(text)
    files = SiteFiles(
        study=study, keys=keys_of(path), clock=lambda: NOW, passwords=PASSWORDS
    )
    place = StudySite(study=study.key, code="PL03", name="Bench", country="PL")
    session = files.create(path, place, DEMO_PERSON, PASSWORD)
    documents = site_documents(study, TODAY, PARTICIPANTS)
    session.write(lambda store, by: store.load_documents(documents, by=by))
    return session


def measure(app: QApplication, session: Session, window: MainWindow) -> None:
    today = TodayPage(session)
    window.add_page(today)
    window.show_page(today)
    app.processEvents()
    page, moving = CalendarPage(session), Moving(session, window)
    page.moved.connect(moving.drop)
    window.add_page(page)
    view = page.board.view

    def to_calendar() -> None:
        window.show_page(page)
        app.processEvents()

    print(f"{PARTICIPANTS} participants, {SIZE.width()} x {SIZE.height()}")
    show("page switch, first time", to_calendar, 1)
    window.show_page(today)
    app.processEvents()
    show("page switch, nothing changed", between(window, today, app, to_calendar))
    show("month painted, its days kept as pictures", view.viewport().repaint)
    show("month painted, every day drawn anew", drawn_anew(page))
    picture = view.viewport().grab().size()
    print(f"  {picture.width()} x {picture.height()} pixels, {count(page)} visits")
    show("an arrow key, painted", steps(page, app))
    leafing(app, page)
    carrying(app, page)
    saving(app, session, page, moving)


def between(
    window: MainWindow, other: TodayPage, app: QApplication, act: Callable[[], None]
) -> Callable[[], None]:
    """Return one switch, with the way back before it left out of the count."""

    def back() -> None:
        window.show_page(other)
        app.processEvents()

    act.before = back  # type: ignore[attr-defined]
    return act


def drawn_anew(page: CalendarPage) -> Callable[[], None]:
    """Return a repaint for which nothing is known: the font is another each time."""
    view, sizes = page.board.view, iter(range(1000))

    def another_font() -> None:
        font = view.font()
        font.setPointSizeF(10 + next(sizes) % 2 / 100)
        view.setFont(font)

    def paint() -> None:
        view.viewport().repaint()

    paint.before = another_font  # type: ignore[attr-defined]
    return paint


def steps(page: CalendarPage, app: QApplication) -> Callable[[], None]:
    days = iter(range(1000))

    def step() -> None:
        page.board.view.go(TODAY + timedelta(days=next(days) % 7))
        app.processEvents()

    return step


def leafing(app: QApplication, page: CalendarPage) -> None:
    """Leaf to months near and far, and watch how long the window ever stands still."""
    for name, day in (
        ("the next month", date(2026, 12, 10)),
        ("three months ahead", date(2027, 2, 10)),
        ("a year ahead", date(2027, 11, 10)),
        ("a year back", date(2025, 11, 10)),
        ("back to today", TODAY),
    ):
        start, begun = perf_counter(), process_time()
        page.go(day)
        first = longest = process_time() - begun
        while not page.plans.is_ready:
            before = process_time()
            app.processEvents()
            longest = max(longest, process_time() - before)
        before = process_time()
        app.processEvents()
        longest = max(longest, process_time() - before)
        whole = perf_counter() - start
        worked = process_time() - begun
        print(
            f"{name:42} whole in {1000 * whole:7.1f} ms; of the processor: shown "
            f"{1000 * first:6.1f} ms, whole {1000 * worked:6.1f} ms, longest "
            f"standstill {1000 * longest:6.1f} ms"
        )


def carrying(app: QApplication, page: CalendarPage) -> None:
    entry = page.board.side.open.items.entries[0]

    def pick_up() -> None:
        page.carrying.pick_up(entry, by_keyboard=True)
        app.processEvents()

    pick_up.before = page.carrying.cancel  # type: ignore[attr-defined]
    show("picked up, every day marked", pick_up)
    days = iter(range(1000))

    def over() -> None:
        page.board.view.go(TODAY + timedelta(days=next(days) % 14))
        app.processEvents()

    show("carried to another day", over)
    page.carrying.cancel()


def saving(
    app: QApplication, session: Session, page: CalendarPage, moving: Moving
) -> None:
    entries = iter(page.board.side.open.items.entries)

    def save() -> None:
        entry = next(entries)
        number = page.plans.number(entry.plan.participant.code)
        booking = Booking(visit=entry.visit.visit, on=entry.visit.target)
        session.write(lambda store, by: store.book_visit(number, booking, by=by))
        app.processEvents()

    show("a booking saved, the calendar refreshed", save)

    def drop() -> None:
        entry = next(entries)
        number = page.plans.number(entry.plan.participant.code)
        moving.drop(number, entry, max(entry.visit.target, TODAY))
        app.processEvents()

    show("a visit dropped in its window, refreshed", drop)


def count(page: CalendarPage) -> int:
    return sum(len(day.entries) for day in page.board.cells.days)


def show(name: str, run: Callable[[], object], times: int = TIMES) -> None:
    before = getattr(run, "before", None)
    taken, worked = [], []
    for _ in range(times):
        if before:
            before()
        start, begun = perf_counter(), process_time()
        run()
        taken.append(1000 * (perf_counter() - start))
        worked.append(1000 * (process_time() - begun))
    late = quantiles(taken, n=20)[-1] if times > 1 else taken[0]
    print(
        f"{name:42} {median(taken):7.1f} ms, 95 of 100 in {late:7.1f} ms, "
        f"{median(worked):7.1f} ms of the processor"
    )


if __name__ == "__main__":
    main()
    sys.stdout.flush()
