"""The first picture, and only then everything else."""

import sys
from types import TracebackType

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from scheduler.clock import Clock, local_now
from scheduler.process import fault_text
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.theme import apply_theme

Traceback = TracebackType | None


def run(file: str | None, *, demo: bool) -> int:
    """Show the window, then open what was asked for; return the exit status."""
    app = make_application()
    preferences = Preferences()
    apply_theme(app, preferences.theme)
    window = MainWindow(preferences)
    tell_at(window)
    opener = Opener(window, local_now, file=file, demo=demo)
    window.painted.connect(opener.begin)
    window.show()
    return app.exec()


def make_application() -> QApplication:
    """Return the application, in the style that takes every colour from us."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("CycleDesk")
    app.setDesktopFileName("cycledesk")
    app.setStyle("Fusion")
    return app


def tell_at(window: MainWindow) -> None:
    """Say at the window what nobody else has said, and go on.

    A record that cannot be read while a page is filled is such an error; so is a
    fault of the program, whose place goes to standard error as well.
    """

    def tell(_kind: type[BaseException], error: BaseException, _at: Traceback) -> None:
        from ui.wording import refusal_or_fault  # noqa: PLC0415  the rules come later

        words, fault = refusal_or_fault(error)
        window.show_message(words)
        if fault:
            sys.stderr.write(fault_text(error))

    sys.excepthook = tell


class Opener(QObject):
    """Waits for the first picture, then lets the desk open a file.

    Attributes:
        desk: what opened it, once it has begun.
        safekeeping: what backs it up from then on.
    """

    def __init__(
        self,
        window: MainWindow,
        clock: Clock,
        *,
        file: str | None,
        demo: bool,
    ) -> None:
        super().__init__(window)
        self._window, self._clock = window, clock
        self._file, self._demo = file, demo

    @Slot()
    def begin(self) -> None:
        """Open what was asked for."""
        # Pages, rules and records are imported once the window can be seen.
        from ui.desk import Desk  # noqa: PLC0415
        from ui.safekeeping import Safekeeping  # noqa: PLC0415
        from ui.site_files import shipped_passwords, users_folder  # noqa: PLC0415

        passwords = shipped_passwords()
        self.desk = Desk(self._window, self._clock, users_folder(), passwords)
        self.safekeeping = Safekeeping(self.desk, self._window)
        self.desk.begin(self._file, demo=self._demo)
