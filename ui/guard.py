"""Shows nothing of a file before its records were looked at."""

from collections.abc import Callable
from threading import Thread

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from ui.main_window import MainWindow
from ui.pages.checking_page import CheckingPage
from ui.session import Session
from ui.site_files import told
from ui.troubles import Told

Check = Callable[[], tuple[Told, ...]]


class Checker(QObject):
    """Looks at a file in a thread of its own, on a connection of its own.

    Args:
        check: returns what is wrong.

    Signals:
        found: the checker itself, and what is wrong; nothing is good.
    """

    found = Signal(object, object)

    def __init__(self, check: Check) -> None:
        super().__init__()
        self._check = check

    def begin(self) -> None:
        """Look at the file, and tell the thread of the window at the end."""
        # It is waited for when the program ends, so that no thread outlives Qt.
        Thread(target=self._run, name="verification").start()

    def _run(self) -> None:
        try:
            found = self._check()
        except Exception as error:  # noqa: BLE001  whatever it is, nothing was checked
            found = (told(error),)
        self.found.emit(self, found)


class Guard(QObject):
    """Keeps a file back until its verification has ended; meanwhile pages are covered.

    Args:
        window: whose pages are covered.
        leave: closes the file, for whoever cannot wait.

    Signals:
        passed: the ``Session``; its records are as the program wrote them.
        doubted: the path of the file, which is closed, and what was found.
    """

    passed = Signal(object)
    doubted = Signal(object, object)

    def __init__(self, window: MainWindow, leave: QAction) -> None:
        super().__init__(window)
        self._window, self._leave = window, leave
        self._session: Session | None = None
        self._checker: Checker | None = None

    @property
    def checking(self) -> bool:
        """True while a file is being looked at."""
        return self._checker is not None

    def begin(self, session: Session, check: Check) -> None:
        """Cover the pages, and look at the records of a file.

        Args:
            session: in which nobody is signed in yet.
            check: returns what is wrong with the file.
        """
        self.stop()
        self._session = session
        page = CheckingPage()
        page.leave.clicked.connect(self._leave.trigger)
        self._window.cover(page)
        page.setFocus()
        self._checker = Checker(check)
        self._checker.found.connect(self._end)
        self._checker.begin()

    def stop(self) -> None:
        """Close the file that is being looked at, if there is one."""
        session, self._session, self._checker = self._session, None, None
        if session is not None:
            session.close()
            self._window.cover(None)

    @Slot(object, object)
    def _end(self, checker: Checker, findings: tuple[Told, ...]) -> None:
        session = self._session
        if checker is not self._checker or session is None:
            return  # another file is being looked at by now
        if findings:
            self.stop()
            self.doubted.emit(session.path, findings)
            return
        self._session = self._checker = None
        self._window.cover(None)
        self.passed.emit(session)
