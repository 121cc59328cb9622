"""What a person waits for at the window: ``python -m tests.benchmarks.bench_window``.

The site has 530 participants at cycles 40 to 112, in a real file. Medians and 95th
percentiles are printed beside the budgets of product.md; nothing is asserted.
"""

import os
import statistics
import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QApplication

import resources
from scheduler.clock import local_now
from scheduler.core.facts import Weight
from scheduler.core.study_text import read_study
from tests.benchmarks.bench_start import make_site
from tests.keys import keys_of
from tests.people import PASSWORD, PASSWORDS
from ui.main_window import MainWindow
from ui.menus import Menus
from ui.opening import make_application
from ui.preferences import Preferences
from ui.session import Session
from ui.site_files import DEMO_PERSON, SiteFiles
from ui.site_pages import SitePages
from ui.theme import Theme, apply_theme

PARTICIPANTS, TIMES = 530, 30
TYPED = "pl03-0412 27-Nov"


def main() -> None:
    """Print the table."""
    app = make_application()
    apply_theme(app, Theme.LIGHT)
    with TemporaryDirectory() as folder:
        file = Path(folder, "site.cycledesk")
        make_site(file, participants=PARTICIPANTS)
        session = opened(file)
        window = MainWindow(
            Preferences(QSettings(os.devnull, QSettings.Format.IniFormat))
        )
        window.resize(QSize(1366, 768))
        window.show()
        pages = SitePages(session, window, Menus(window))
        settle()
        measure(window, pages, session)
        session.close()


def opened(file: Path) -> Session:
    """Open the file for whoever made it."""
    study = read_study(resources.path("studies", "js001-027-iii-hcc.toml").read_text())
    files = SiteFiles(
        study=study, keys=keys_of(file), clock=local_now, passwords=PASSWORDS
    )
    session = files.open(file)
    session.attendance.sign_in(DEMO_PERSON.name, PASSWORD)
    return session


def measure(window: MainWindow, pages: SitePages, session: Session) -> None:
    """Print one line for each thing that is waited for."""
    lists = (pages.today, pages.participants, pages.calendar, pages.history)
    for page in lists:
        name = page.accessibleName()
        before = lambda: window.show_page(pages.settings)  # noqa: E731
        show(f"page {name}", lambda page=page: window.show_page(page), 100, before)
    people = session.participants()
    numbers = iter(one.id for one in people)
    show("a participant's page", lambda: pages.show_participant(next(numbers)), 100)
    typed = cycle([TYPED[: n + 1] for n in range(len(TYPED))])
    show("search, a key", lambda: pages.searching.find(next(typed)), 100)
    measure_saves(window, pages, session)


def measure_saves(window: MainWindow, pages: SitePages, session: Session) -> None:
    """Print what a save costs with the page in front that shows it."""
    someone = session.participants()[PARTICIPANTS // 2].id
    days = iter(range(2, 400))

    def save() -> None:
        on = session.today() - timedelta(days=next(days))
        session.write(
            lambda store, by: store.record_fact(
                someone, Weight(on=on, grams=61_000), by=by
            )
        )
        settle()

    for page in (pages.today, pages.participant, pages.calendar):
        pages.show_participant(someone)
        window.show_page(page)
        settle()
        name = page.accessibleName()
        show(f"a saved change, screen refreshed: {name}", save, 50)


def settle() -> None:
    """Let the window paint."""
    QApplication.processEvents()


def show(
    name: str,
    run: Callable[[], object],
    budget: int,
    before: Callable[[], object] = lambda: None,
) -> None:
    """Print median and 95th percentile of many runs, with the budget, all in ms.

    Args:
        name: what is measured.
        run: does it once.
        budget: of product.md.
        before: is done before each run, and not measured.
    """
    taken = []
    for _ in range(TIMES):
        before()
        settle()
        start = perf_counter()
        run()
        settle()
        taken.append(1000 * (perf_counter() - start))
    late = statistics.quantiles(taken, n=20)[-1]
    sys.stdout.write(
        f"{name:48}{statistics.median(taken):8.1f}{late:8.1f} ms  budget {budget}\n"
    )


if __name__ == "__main__":
    main()
