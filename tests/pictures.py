"""Pictures of every screen, to be looked at: ``python -m tests.pictures FOLDER``.

With ``--readme`` only the picture of the README is made, in its place. The demo data
are placed around a fixed day, so the pictures change only when the program does.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget, QWidget

from tests.account_pictures import account_screens
from tests.backup_pictures import backup_screens
from tests.calendar_pictures import calendar_screens
from tests.delay_pictures import delay_screens
from tests.fact_pictures import fact_screens
from tests.people import PASSWORDS
from tests.translations import stretching
from ui.desk import Desk
from ui.dialogs.new_site import NewSiteDialog
from ui.main_window import MainWindow
from ui.opening import make_application
from ui.preferences import Preferences
from ui.session import Session
from ui.theme import Theme, apply_theme

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=timezone(timedelta(hours=1)))
README = Path(__file__).parent.parent / "resources" / "help" / "today.png"
SIZE = QSize(1366, 768)


def main(argv: list[str]) -> int:
    """Make the pictures; return the exit status."""
    args = asked(argv)
    app = make_application()
    language = stretching(args.folder / "language") if args.stretched else None
    if language is not None:
        app.installTranslator(language)
    font = app.font()
    font.setPointSizeF(font.pointSizeF() * args.text)
    app.setFont(font)
    if args.readme:
        README.parent.mkdir(exist_ok=True)
        desk, window = opened(app, Theme.LIGHT)
        desk.open_demo()
        save(window, README)
        return 0
    for theme in (Theme.LIGHT, Theme.DARK):
        for name, widget in screens(app, theme):
            if name.startswith(args.only):
                path = args.folder / f"{name}_{theme}.png"
                save(widget, path)
                if args.grey:
                    grey(path)
    return 0


def asked(argv: list[str]) -> argparse.Namespace:
    """Return which pictures are wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--only", default="", help="screens whose names begin so")
    parser.add_argument("--text", type=float, default=1.0, help="2 is twice as large")
    parser.add_argument("--stretched", action="store_true", help="all texts twice")
    parser.add_argument("--grey", action="store_true", help="as black and white show")
    return parser.parse_args(argv)


def opened(app: QApplication, theme: Theme) -> tuple[Desk, MainWindow]:
    """Return the window at its first page, in one theme, with nothing remembered."""
    settings = QSettings(os.devnull, QSettings.Format.IniFormat)
    preferences = Preferences(settings)
    apply_theme(app, theme)
    window = MainWindow(preferences)
    window.resize(SIZE)
    window.show()
    desk = Desk(window, lambda: NOW, Path("keys"), PASSWORDS)
    return desk, window


def screens(app: QApplication, theme: Theme) -> Iterator[tuple[str, QWidget]]:
    """Yield every screen with its name, as it stands when it is taken."""
    desk, window = opened(app, theme)
    desk.welcome()
    yield "welcome", window
    yield (
        "new_site",
        shown(NewSiteDialog("x", Path("Documents"), ".cycledesk", print, window)),
    )
    desk.open_demo()
    yield "today", window
    window.show_page(desk.participants)
    yield "participants", window
    session = desk.session
    assert session is not None
    yield from calendar_screens(desk, window, session)
    for code in ("PL03-0012", "PL03-0025", "PL03-0026", "PL03-0034", "PL03-0031"):
        desk.show_participant(number_of(session, code))
        for name in tabs(desk.participant):
            yield f"{code}_{name}", window
    yield from dialogs(desk, session)
    yield from delay_screens(session, window)
    yield from fact_screens(desk, session)
    desk.leave()
    yield from backup_screens(window)
    window.hide()
    yield from account_screens(SIZE)


def tabs(page: QWidget) -> Iterator[str]:
    """Yield the name of each tab of a page, brought to the front."""
    found = page.findChild(QTabWidget)
    assert found is not None
    for index in range(found.count()):
        found.setCurrentIndex(index)
        yield found.tabText(index).replace("&", "").replace(" ", "_").lower()


def dialogs(desk: Desk, session: Session) -> Iterator[tuple[str, QWidget]]:
    """Yield every dialog that the workflows open, one after the other."""
    workflows = desk.workflows
    assert workflows is not None
    number = number_of(session, "PL03-0012")
    first = number_of(session, "PL03-0026")
    fact = session.facts(number)[-1]
    acts: dict[str, Callable[[], object]] = {
        "add_participant": workflows.add,
        "record_visit": lambda: workflows.record(number, "C14D1"),
        "record_first_visit": lambda: workflows.record(first, "C1D1"),
        "book_visit": lambda: workflows.book(number, "C14D1"),
        "correct_fact": lambda: workflows.correct(fact),
        "print_sheet": lambda: workflows.print_sheet(number, "C14D1"),
    }
    taken: list[QDialog] = []

    def take(dialog: QDialog) -> int:
        taken.append(dialog)
        dialog.show()
        return 0

    ordinary, QDialog.exec = QDialog.exec, take
    try:
        for name, act in acts.items():
            act()
            yield name, taken[-1]
            taken[-1].hide()
    finally:
        QDialog.exec = ordinary


def shown(dialog: QDialog) -> QDialog:
    """Show a dialog without waiting for an answer."""
    dialog.show()
    return dialog


def number_of(session: Session, code: str) -> int:
    """Return the number of a participant."""
    return next(
        one.id for one in session.participants() if one.participant.code == code
    )


def grey(path: Path) -> None:
    """Take the colours out of a picture."""
    image = QImage(str(path))
    image.convertTo(QImage.Format.Format_Grayscale8)
    image.save(str(path))


def save(widget: QWidget, path: Path) -> None:
    """Draw a widget as it is on the screen, into a file."""
    for _ in range(5):
        QApplication.processEvents()
    path.parent.mkdir(parents=True, exist_ok=True)
    widget.grab().save(str(path))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
