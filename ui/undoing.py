"""Takes back what the person saved last, and says in words what that is."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from scheduler.core.history import HistoryEntry
from scheduler.core.history_text import summary, undone
from scheduler.errors import CycleDeskError
from ui.dialogs.asking import ask
from ui.dialogs.confirm_undo import ConfirmUndo
from ui.forms.result_line import announce
from ui.main_window import MainWindow
from ui.session import Right, Session, Undoable
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
        wanted = self._wanted()
        self._newest = wanted.save if wanted else 0
        session.changed.connect(self._offer)
        window.toast.undo_asked.connect(self.undo)

    def words(self) -> str:
        """Return what Undo would reverse; empty if nothing."""
        wanted = self._wanted()
        return self._named(wanted) if wanted else ""

    def why_not(self) -> str:
        """Return why Undo would reverse nothing; empty if it would."""
        wanted, why_not = self._wanted(), self._session.attendance.why_not
        if wanted is not None:
            return next(filter(None, map(why_not, wanted.rights)), "")
        if (why := why_not(Right.FACTS)) and why_not(Right.SITE):
            return why
        return self.tr("Nothing that you saved today can be undone.")

    @Slot()
    def _offer(self) -> None:
        """Say what was saved just now, if it can be taken back."""
        wanted = self._wanted()
        if wanted and wanted.save > self._newest:
            self._newest = wanted.save
            self._window.toast.offer(self._named(wanted))

    @Slot()
    def undo(self) -> None:
        """Reverse the newest save of today, and say what that was."""
        self._window.toast.dismiss()
        wanted = self._wanted()
        if wanted is None:
            self._window.say_saved(self.why_not())
            return
        what, now = self._named(wanted), shown(undone(self._entries(wanted)))
        if wanted.printed and not ask(ConfirmUndo(what, wanted.printed, self._window)):
            return
        try:
            self._session.write(lambda store, by: store.undo(wanted, by=by))
        except CycleDeskError as error:
            self._window.show_message(wording(error))
        else:
            said = self.tr("Undone. {what}").format(what=now)
            self._window.say_saved(said)
            announce(self._window, said)

    def _wanted(self) -> Undoable | None:
        by = self._session.attendance.writer
        return self._session.read(lambda store: store.undoable(by=by))

    def _named(self, wanted: Undoable) -> str:
        return shown(summary(self._entries(wanted)))

    def _entries(self, wanted: Undoable) -> Sequence[HistoryEntry]:
        return self._session.read(lambda store: store.entries_of_save(wanted.save))
