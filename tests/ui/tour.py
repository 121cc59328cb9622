"""Every page and dialog in each of its states, one after the other.

For tests that look at everything, and for pictures. The window and its demo data are
made once; whoever takes the tour looks at each stop before asking for the next.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QDialog, QLineEdit, QTabWidget, QWidget

from tests.people import PASSWORDS
from tests.ui.conftest import clock
from tests.ui.dialog_data import nothing, settle
from ui.desk import Desk
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.new_site import NewSiteDialog
from ui.fact_actions import Ask
from ui.main_window import MainWindow
from ui.pages.calendar_page import CalendarPage
from ui.pages.chips import Chip
from ui.preferences import Preferences
from ui.session import ParticipantId, Session
from ui.site_workflows import SiteWorkflows

SIZE = QSize(1366, 768)
TYPICAL = "PL03-0012"
EXTREME = {
    "PL03-0025": "cycle 111",
    "PL03-0034": "every other day",
    "PL03-0038": "held and reduced",
    "PL03-0037": "no weight",
    "PL03-0032": "ended",
    "PL03-0026": "screening",
    "PL03-0031": "on hold",
}
NAMES = {Ask.RESTORE: "restore a participant"}
NOTHING = "nonsense \u2026"  # no field takes it


@dataclass(frozen=True, slots=True)
class Stop:
    """What is to be seen: of which screen, in which state.

    Attributes:
        name: the page or dialog, with its tab.
        state: empty, typical, extreme, error or asked.
        widget: the window, or the dialog before it.
    """

    name: str
    state: str
    widget: QWidget

    def __str__(self) -> str:
        return f"{self.name}, {self.state}"


def demo_tour(folder: Path) -> Iterator[Stop]:
    """Yield the first page, the pages of the demo, and the dialogs on them."""
    window = opened_window(folder)
    desk = Desk(window, clock, folder / "keys", PASSWORDS)
    desk.welcome()
    yield settled("welcome", "typical", window)
    site = NewSiteDialog("x", folder, ".cycledesk", nothing, window)
    yield from states("new site", site)
    desk.open_demo()
    yield from _pages(desk, window)
    yield from _participants(desk, window)
    yield from _dialogs(desk)
    desk.leave()
    window.hide()


def opened_window(folder: Path) -> MainWindow:
    """Return the window with nothing remembered."""
    file = str(folder / "settings.ini")
    window = MainWindow(Preferences(QSettings(file, QSettings.Format.IniFormat)))
    window.resize(SIZE)
    window.show()
    window.activateWindow()
    return window


def _pages(desk: Desk, window: MainWindow) -> Iterator[Stop]:
    for name in sidebar(window):
        yield settled(name, "typical", window)
    window.show_page(desk.participants)
    desk.participants.chips.choose(Chip.ON_HOLD)
    yield settled("participants filtered", "typical", window)
    desk.participants.search.setText(TYPICAL)
    yield settled("participants filtered", "empty", window)
    desk.participants.clear.click()
    window.show_message("PL03 is in use at another desk.")
    yield settled("participants", "error", window)


def _participants(desk: Desk, window: MainWindow) -> Iterator[Stop]:
    assert desk.session is not None
    for code, why in {TYPICAL: "", **EXTREME}.items():
        desk.show_participant(number_of(desk.session, code))
        for tab in tabs(desk.participant):
            state = f"extreme, {why}" if why else "typical"
            yield settled(f"participant {tab}", state, window)


def _dialogs(desk: Desk) -> Iterator[Stop]:
    assert desk.session is not None
    assert desk.workflows is not None
    session, workflows = desk.session, desk.workflows
    number, first = number_of(session, TYPICAL), number_of(session, "PL03-0026")
    desk.show_participant(number)
    acts: dict[str, Callable[[], object]] = {
        "add participant": workflows.add,
        "record": lambda: workflows.record(number, "C14D1"),
        "record first": lambda: workflows.record(first, "C1D1"),
        "book": lambda: workflows.book(number, "C14D1"),
        "print": lambda: workflows.print_sheet(number, "C14D1"),
        "delay": desk.menus.delay.trigger,
        "unrecorded visits": desk.today.confirm_requested.emit,
        "keyboard": desk.menus.keys.trigger,
        "search": desk.menus.search.trigger,
    }
    for kind, fact in {type(one.fact): one for one in session.facts(number)}.items():
        acts[f"correct {kind.__name__}"] = lambda fact=fact: workflows.correct(fact)
    for ask in Ask:
        acts[NAMES.get(ask, f"fact {ask.name.lower()}")] = desk.menus.facts[ask].trigger
    acts |= _of_site(session, desk)
    for name, act in acts.items():
        with left_open() as opened:
            act()
        yield from states(name, opened[-1])


def _of_site(session: Session, desk: Desk) -> dict[str, Callable[[], object]]:
    window = desk.today.window()
    assert isinstance(window, MainWindow)
    site = SiteWorkflows(session, window)
    calendar = window.findChild(CalendarPage)
    assert isinstance(calendar, CalendarPage)
    return {
        "closed days": site.close_days,
        "working day": lambda: site.open_day(None),
        "site": site.correct,
        "go to date": calendar.ask_date,
    }


def states(name: str, dialog: QDialog) -> Iterator[Stop]:
    """Yield a dialog as it opens, with what no field takes, and asking to be left."""
    dialog.show()
    dialog.activateWindow()
    yield settled(name, "typical", dialog)
    if isinstance(dialog, FormDialog) and dialog.act.isEnabled():
        for line in dialog.body.findChildren(QLineEdit):
            if line.isVisible() and line.isEnabled():
                line.setText(NOTHING)
        dialog.submit()
        yield settled(name, "error", dialog)
        dialog.reject()
        yield settled(name, "asked", dialog)
    dialog.hide()
    dialog.deleteLater()


@contextmanager
def left_open() -> Iterator[list[QDialog]]:
    """Have every dialog that opens stay open, unanswered; give them in order."""
    opened: list[QDialog] = []

    def leave(dialog: QDialog) -> int:
        opened.append(dialog)
        return 0

    # The dialog is shown by the tour, so it must outlive the question.
    ordinary, QDialog.exec = QDialog.exec, leave  # type: ignore[method-assign]
    try:
        yield opened
    finally:
        QDialog.exec = ordinary  # type: ignore[method-assign]


def sidebar(window: MainWindow) -> Iterator[str]:
    """Yield the name of each page that the sidebar leads to, brought to the front."""
    for action in window.actions():
        if isinstance(number := action.data(), int):
            window.show_number(number)
            yield action.text().lower()


def tabs(page: QWidget) -> Iterator[str]:
    """Yield the name of each tab of a page, brought to the front."""
    found = page.findChild(QTabWidget)
    assert found is not None
    for index in range(found.count()):
        found.setCurrentIndex(index)
        yield found.tabText(index).replace("&", "").lower()


def number_of(session: Session, code: str) -> ParticipantId:
    """Return the number of a participant."""
    people = session.participants()
    return next(one.id for one in people if one.participant.code == code)


def settled(name: str, state: str, widget: QWidget) -> Stop:
    """Return a stop once every layout has come to rest."""
    settle()
    return Stop(name, state, widget)
