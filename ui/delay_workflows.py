"""Puts a visit off: shows what that does, and saves it in one step."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from scheduler.core.delay import SHEETS_BACK
from scheduler.core.facts import Booking, FactsDocument, Hold
from scheduler.core.outlook import cycle_named
from scheduler.core.printed import PrintedSheet
from scheduler.core.visits import Visit
from ui.dialogs.asking import ask
from ui.dialogs.delay import DelayDialog
from ui.dialogs.prompts import keep_prompts
from ui.forms.entry import EntryError
from ui.main_window import MainWindow
from ui.session import ParticipantId, Session


class DelayWorkflow(QObject):
    """Joins the wish to delay a visit to its dialog, and the dialog to the session.

    Args:
        session: the open file.
        window: over which the dialog opens.
    """

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    @Slot(int, str)
    def delay(self, participant_id: ParticipantId, name: str) -> None:
        """Show what a delay of a visit would do, and save it if it is applied."""
        session = self._session
        session.catch_up()
        visit = session.plan(participant_id).visit(name)
        if visit is None:
            self._window.say_saved(self.tr("Nothing to move."))
            return
        asked = _Asked(session, participant_id, name)
        said = self.tr("Delayed {code} {visit}").format(
            code=asked.document.participant.code, visit=name
        )

        def save(bookings: Sequence[Booking], holds: Sequence[Hold]) -> None:
            asked.save(dialog, bookings, holds)
            self._window.say_saved(said)

        dialog = DelayDialog(
            session.rules,
            asked.document,
            visit,
            save,
            self._printed(participant_id, name),
            self._window,
        )
        if ask(dialog):
            keep_prompts(session, dialog.prompts, participant_id)
        session.catch_up()

    def _printed(self, participant_id: ParticipantId, name: str) -> list[PrintedSheet]:
        """Return the last sheet of each visit that a delay can make wrong."""
        first = cycle_named(name) - SHEETS_BACK
        last = {sheet.visit: sheet for sheet in self._session.sheets(participant_id)}
        return [
            PrintedSheet(visit=sheet.visit, issue=sheet.issue, number=sheet.number)
            for sheet in last.values()
            if not first > cycle_named(sheet.visit) > 0
        ]


class _Asked:
    """What a delay is decided on: the records as they were when it was shown."""

    def __init__(self, session: Session, whose: ParticipantId, name: str) -> None:
        self._session, self._whose, self._name = session, whose, name
        self.document, self._seen = self._read()

    def save(
        self,
        dialog: DelayDialog,
        bookings: Sequence[Booking],
        holds: Sequence[Hold],
    ) -> None:
        """Save what was shown, unless another desk was first.

        Raises:
            CycleDeskError: nothing was saved; the dialog shows what is so now.
        """
        self._session.catch_up()
        before = self.document
        self.document, self._seen = self._read()
        visit = self._session.plan(self._whose).visit(self._name)
        if self.document != before:
            self._show_anew(dialog, visit)
        self._session.write(
            lambda store, by: store.delay_visit(
                self._whose, bookings, holds, by=by, seen=self._seen
            )
        )

    def _show_anew(self, dialog: DelayDialog, visit: Visit | None) -> None:
        if visit is not None:
            dialog.take(self.document, visit)
        raise EntryError(
            dialog.tr(
                "This participant was changed on another desk in the meantime. Look at "
                "what the delay does now, then apply it again."
            )
        )

    def _read(self) -> tuple[FactsDocument, dict[str, int]]:
        stored = self._session.facts(self._whose)
        seen = {
            one.fact.visit: one.ver for one in stored if isinstance(one.fact, Booking)
        }
        return self._session.document(self._whose), seen
