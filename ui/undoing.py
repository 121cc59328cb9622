"""Takes back what the person saved last, and says in words what that is."""

from PySide6.QtCore import QObject, Slot

from scheduler.core.history_text import summary
from scheduler.errors import CycleDeskError
from ui.dialogs.asking import ask
from ui.dialogs.confirm_undo import ConfirmUndo
from ui.main_window import MainWindow
from ui.session import Session, Undoable
from ui.wording import shown, wording


class Undoing(QObject):
    """Undo at the window: nothing is removed, a new save reverses the old one.

    Args:
        session: the open file.
        window: where it is said.

    Source:
        reliability.md R21; ux.md F-05, F-06; product.md, decision 8.
    """

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    def words(self) -> str:
        """Return what Undo would reverse; empty if nothing."""
        wanted = self._wanted()
        return self._named(wanted) if wanted else ""

    @Slot()
    def undo(self) -> None:
        """Reverse the newest save of today, and say what that was."""
        wanted = self._wanted()
        if wanted is None:
            self._window.say_saved(
                self.tr("Nothing that you saved today can be undone.")
            )
            return
        what = self._named(wanted)
        if wanted.printed and not ask(ConfirmUndo(what, wanted.printed, self._window)):
            return
        try:
            self._session.write(lambda store, by: store.undo(wanted, by=by))
        except CycleDeskError as error:
            self._window.show_message(wording(error))
        else:
            self._window.say_saved(self.tr("Undone: {what}").format(what=what))

    def _wanted(self) -> Undoable | None:
        by = self._session.attendance.writer
        return self._session.read(lambda store: store.undoable(by=by))

    def _named(self, wanted: Undoable) -> str:
        entries = self._session.read(lambda store: store.entries_of_save(wanted.save))
        return shown(summary(entries))
