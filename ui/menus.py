"""The menu bar: every action with its key, and why it is not to be had."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from ui.fact_actions import Ask, FactActions
from ui.help_pages import HelpPages
from ui.main_window import MainWindow
from ui.session import Right, Session


class Menus(QObject):
    """Makes the menus once; actions that need an open file wait for one.

    Attributes:
        new: a new site file.
        open: an existing site file.
        demo: the invented participants.
        leave: close the file that is open.
        backups: the page with the backups of the open file.
        restore: put a backup in the place of a file, or on a new computer.
        export: one participant's facts, as a file.
        quit: end the program.
        add: enter a participant.
        delay: put off the visit that is chosen.
        undo: take back what the person saved last.
        history: every change of the participant whose page is open.
        facts: what can be recorded of a participant outside of a visit.
        search: go to a participant or run a command.
        go_to: show a day in the calendar of the site.
        refresh: show what other desks have saved.
        keys: every key with what it does.
        help: opens the pages of help.
        why: say why the value that has the focus is what it is.
        about: what this program is.

    Signals:
        edit_opens: the menu with Undo is about to be shown.
    """

    edit_opens = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.new = self._action(
            self.tr("&New site file\u2026"), QKeySequence("Ctrl+Shift+N")
        )
        self.open = self._action(
            self.tr("&Open a site file\u2026"), QKeySequence.StandardKey.Open
        )
        self.demo = self._action(self.tr("&Explore with demo data"))
        self.leave = self._action(self.tr("&Close this file"))
        self.backups = self._action(self.tr("&Backups of this file"))
        self.restore = self._action(self.tr("&Restore a backup\u2026"))
        self.export = self._action(self.tr("E&xport facts of a participant\u2026"))
        self.quit = self._action(self.tr("&Quit"), QKeySequence("Ctrl+Q"))
        self.add = self._action(
            self.tr("&Add participant\u2026"), QKeySequence.StandardKey.New
        )
        self.history = self._action(
            self.tr("&History of this participant"), QKeySequence("Ctrl+Shift+H")
        )
        self.delay = self._action_of_pages(self.tr("&Delay a visit\u2026"), "F9")
        self.facts = FactActions(window, window.say_saved)
        self.undo = self._action(self.tr("&Undo"), QKeySequence.StandardKey.Undo)
        self.search = self._action(self.tr("&Search\u2026"), QKeySequence("Ctrl+K"))
        self._no_undo = QShortcut(QKeySequence.StandardKey.Undo, window)
        self._no_undo.activated.connect(self._say_why_no_undo)
        self.go_to = self._action(self.tr("&Go to date\u2026"), QKeySequence("Ctrl+G"))
        self.refresh = self._action(
            self.tr("&Refresh"), QKeySequence.StandardKey.Refresh
        )
        self.help, self.why = HelpPages(window), self._why()
        self.keys = self._action(self.tr("&Keyboard"), QKeySequence("Ctrl+/"))
        self.about = self._action(self.tr("&About CycleDesk"))
        self._fill()
        self.no_file_is_open()

    def file_is_open(self, session: Session) -> None:
        """Let the actions that need a file work, as far as the role goes.

        Demo data and real files are never open together: the demo is left first.
        """
        demo = session.demo
        for action in (self.leave, *self._needing()):
            self._set(action, why="")
        self._set(self.add, why=session.attendance.why_not(Right.PARTICIPANTS))
        self._set(self.delay, why=session.attendance.why_not(Right.FACTS))
        self.facts.begin(session.study)
        for asked in Ask:
            self.facts.bar(asked, session.attendance.why_not(self.facts.right(asked)))
        why = self.tr("Leave the demo first: File, Leave the demo") if demo else ""
        for action in (self.new, self.open, self.restore, self.backups):
            self._set(action, why=why)
        self._set(self.demo, why=self._why_no_demo(demo=demo))
        self.leave.setText(
            self.tr("&Leave the demo") if demo else self.tr("&Close this file")
        )

    def offer_undo(self, what: str, why: str) -> None:
        """Name what Undo would reverse, or say why there is nothing."""
        offered = self.tr("&Undo: {what}").format(what=what)
        nothing = self.tr("&Undo (nothing of yours from today)")
        self.undo.setText(nothing if why else offered)
        self._set(self.undo, why=why)

    def file_is_covered(self, why: str) -> None:
        """Say why nothing can be done with the file that is open but to close it."""
        for action in self._needing():
            self._set(action, why=why)
        self._bar_facts(why)
        self._set(self.leave, why="")

    def no_file_is_open(self) -> None:
        """Say of the actions that need a file why they are not to be had."""
        why = self.tr("Open a site file or the demo first")
        for action in (self.leave, *self._needing()):
            self._set(action, why=why)
        self._bar_facts(why)
        for action in (self.new, self.open, self.demo, self.restore):
            self._set(action, why="")

    def _bar_facts(self, why: str) -> None:
        for asked in Ask:
            self.facts.bar(asked, why)

    def _needing(self) -> tuple[QAction, ...]:
        """Return the actions that do something with the file that is open."""
        return (
            self.export,
            self.undo,
            self.add,
            self.delay,
            self.history,
            self.search,
            self.go_to,
            self.refresh,
            self.backups,
        )

    def _why_no_demo(self, *, demo: bool) -> str:
        if demo:
            return self.tr("The demo is open")
        return self.tr("Close the site file first: File, Close this file")

    def _set(self, action: QAction, *, why: str) -> None:
        action.setEnabled(not why)
        action.setStatusTip(why)
        action.setToolTip(why or action.text().replace("&", ""))
        if action is self.undo:
            self._no_undo.setEnabled(bool(why))

    @Slot()
    def _say_why_no_undo(self) -> None:
        """Answer the key of an action that is off: it is never met with silence."""
        self._window.say_saved(self.undo.toolTip())

    def _fill(self) -> None:
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        with self._menu(self.tr("&File")) as menu:
            menu.addActions([self.new, self.open, self.demo])
            menu.addSeparator()
            menu.addActions([self.backups, self.restore])
            menu.addSeparator()
            menu.addActions([self.export, self.leave])
            menu.addSeparator()
            menu.addAction(self.quit)
        with self._menu(self.tr("&Edit")) as menu:
            menu.addActions([self.undo, self.search])
            menu.aboutToShow.connect(self.edit_opens)
        with self._menu(self.tr("&Participant")) as menu:
            menu.addActions([self.add, self.delay, self.history])
            menu.addSeparator()
            self.facts.fill(menu)
        with self._menu(self.tr("&View")) as menu:
            menu.addActions([self.go_to, self.refresh])
            menu.addSeparator()
            self._window.add_theme_menu(menu)
        with self._menu(self.tr("&Help")) as menu:
            menu.addActions(self.help.actions)
            menu.addSeparator()
            menu.addActions([self.why, self.keys, self.about])

    @contextmanager
    def _menu(self, title: str) -> Iterator[QMenu]:
        menu = self._window.menuBar().addMenu(title)
        menu.setToolTipsVisible(True)
        yield menu

    def _action(
        self, text: str, key: QKeySequence | QKeySequence.StandardKey | None = None
    ) -> QAction:
        action = QAction(text, self._window)
        if key is not None:
            action.setShortcut(key)
        return action

    def _why(self) -> QAction:
        action = self._action_of_pages(self.tr("&Why is this so?"), "F2")
        action.triggered.connect(self._window.explain)
        return action

    def _action_of_pages(self, text: str, key: str) -> QAction:
        """Make an action whose key the pages own: it is shown here, pressed there."""
        action = self._action(text, QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return action
